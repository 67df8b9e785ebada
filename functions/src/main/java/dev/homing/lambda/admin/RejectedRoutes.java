package dev.homing.lambda.admin;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.inbound.BusEvent;
import dev.homing.app.observe.ReplayRejected;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.Facts;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/rejected}: events that could not be read, and replaying them as they were or mended. */
final class RejectedRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;

    private final RejectedEvents rejected;
    private final ReplayRejected replayRejected;
    private final Supplier<Instant> clock;

    RejectedRoutes(RejectedEvents rejected, ReplayRejected replayRejected, Supplier<Instant> clock) {
        this.rejected = rejected;
        this.replayRejected = replayRejected;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/rejected", Role.VIEWER, (request, _) -> list(request))
                .add(
                        "POST",
                        "/api/rejected/{id}/replay",
                        Role.EDITOR,
                        (request, variables) -> replay(request, String.valueOf(variables.get("id"))));
    }

    private Response list(Request request) {
        List<FieldError> errors = new ArrayList<>();
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        String cursor = request.query().get("cursor");
        if (cursor != null && !Parameters.isPlace(cursor)) {
            errors.add(new FieldError("cursor", "cursor: expected the \"cursor\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        RejectedEvents.Page page = rejected.page(cursor, limit == null ? PAGE : limit);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("events", page.events().stream().map(RejectedRoutes::json).toList());
        json.put("cursor", page.next());
        return Response.json(200, json);
    }

    private static Map<String, @Nullable Object> json(RejectedEvent event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", event.id());
        json.put("at", event.at().toString());
        json.put("door", Keys.key(event.origin()));
        json.put("reason", event.reason());
        json.put("event", shown(event));
        if (event.replayedAt() != null) {
            json.put("replayedAt", event.replayedAt().toString());
        }
        return json;
    }

    /** The message as it can be sent back mended; what came, where there is none in it. */
    private static @Nullable Object shown(RejectedEvent event) {
        Facts message = original(event);
        if (message != null) {
            return message.values();
        }
        try {
            return Json.parse(event.event());
        } catch (MalformedJson notJson) {
            return event.event();
        }
    }

    private static @Nullable Facts original(RejectedEvent event) {
        try {
            return BusEvent.read(event.event()).message();
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private Response replay(Request request, String id) {
        Facts mended = null;
        if (request.body().length > 0) {
            try {
                if (!(request.json().get("event") instanceof Map<?, ?> values)) {
                    return notAnEvent(
                            "event: expected the mended event as an object; send no body to replay it as it was");
                }
                mended = BusEvent.unpacked(values);
            } catch (MalformedJson broken) {
                return notAnEvent(String.valueOf(broken.getMessage()));
            }
        }
        return switch (replayRejected.replay(id, RejectedRoutes::original, mended, clock.get())) {
            case ReplayRejected.Result.Replayed(Instant at) -> Response.json(202, Map.of("replayedAt", at.toString()));
            case ReplayRejected.Result.StillWrong(String reason) ->
                Response.problem(422, "It would be rejected again", reason, List.of(new FieldError("event", reason)));
            case ReplayRejected.Result.NotFound() ->
                Response.problem(404, "Not found", "There is no rejected event \"" + id + "\"", List.of());
        };
    }

    private static Response notAnEvent(String why) {
        return Problems.badRequest(List.of(new FieldError("event", why)));
    }
}
