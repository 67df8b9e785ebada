package dev.homing.lambda.admin;

import dev.homing.app.report.RebuildCounters;
import dev.homing.app.report.RebuildCounters.State;
import dev.homing.lambda.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/counters}. */
final class CounterRoutes {
    /** How long one request works on a rebuild; the function has 29 seconds. */
    private static final Duration A_REQUEST = Duration.ofSeconds(15);

    private final RebuildCounters rebuildCounters;
    private final Supplier<Instant> clock;

    CounterRoutes(RebuildCounters rebuildCounters, Supplier<Instant> clock) {
        this.rebuildCounters = rebuildCounters;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add(
                        "GET",
                        "/api/counters/rebuild",
                        Role.ADMIN,
                        (_, _) -> answer(200, rebuildCounters.state(clock.get())))
                .add("POST", "/api/counters/rebuild", Role.ADMIN, (_, _) -> begin())
                .add("POST", "/api/counters/rebuild/continue", Role.ADMIN, (_, _) -> goOn());
    }

    private Response begin() {
        return answer(202, rebuildCounters.begin(clock.get()));
    }

    private Response goOn() {
        Instant until = clock.get().plus(A_REQUEST);
        State state = rebuildCounters.goOn(clock.get());
        while (state instanceof State.Walking && clock.get().isBefore(until)) {
            state = rebuildCounters.goOn(clock.get());
        }
        return answer(202, state);
    }

    private static Response answer(int status, State state) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (state) {
            case State.Idle() -> json.put("state", "idle");
            case State.Announced(Instant until) -> {
                json.put("state", "announced");
                json.put("until", until.toString());
            }
            case State.Walking(int pass, long seen, long takenIn) -> {
                json.put("state", "walking");
                json.put("pass", pass);
                json.put("seen", seen);
                json.put("takenIn", takenIn);
            }
            case State.Settling(Instant until, long seen, long takenIn) -> {
                json.put("state", "settling");
                json.put("until", until.toString());
                json.put("seen", seen);
                json.put("takenIn", takenIn);
            }
        }
        return Response.json(status, json);
    }
}
