package dev.homing.lambda.admin;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.campaign.RelocatePeople;
import dev.homing.app.campaign.RelocatePeople.Look;
import dev.homing.app.campaign.RelocatePeople.Wish;
import dev.homing.domain.Facts;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Target;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/campaigns/{key}/move}: people go on with another version, or come to their end. */
final class RelocationRoutes {
    private static final int LARGEST_VERSION = 999_999;

    private final RelocatePeople relocatePeople;
    private final Supplier<Instant> clock;

    RelocationRoutes(RelocatePeople relocatePeople, Supplier<Instant> clock) {
        this.relocatePeople = relocatePeople;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String move = "/api/campaigns/{key}/move";
        routes.add("GET", move, Role.VIEWER, (_, variables) -> latest(key(variables)))
                .add("POST", move, Role.APPROVER, (request, variables) -> ask(request, key(variables)))
                .add("POST", move + "/preview", Role.VIEWER, (request, variables) -> preview(request, key(variables)))
                .add(
                        "POST",
                        move + "/undo",
                        Role.APPROVER,
                        (request, variables) -> answer(
                                key(variables), relocatePeople.undo(key(variables), request.user(), clock.get())));
    }

    private Response latest(String key) {
        Relocation latest = relocatePeople.latest(key);
        return latest == null
                ? Response.problem(
                        404, "Not found", "Nobody in the campaign \"" + key + "\" was moved or ended so", List.of())
                : Response.json(200, json(latest));
    }

    private Response ask(Request request, String key) {
        return switch (read(request)) {
            case Reading.Refused(Response answer) -> answer;
            case Reading.Read(Wish wish) -> answer(key, relocatePeople.ask(key, wish, request.user(), clock.get()));
        };
    }

    private Response preview(Request request, String key) {
        return switch (read(request)) {
            case Reading.Refused(Response answer) -> answer;
            case Reading.Read(Wish wish) ->
                switch (relocatePeople.look(key, wish, clock.get())) {
                    case Look.NoCampaign() -> Problems.noCampaign(key);
                    case Look.Invalid(Map<String, String> problems) -> invalid(problems);
                    case Look.Seen seen -> Response.json(200, json(seen));
                };
        };
    }

    private Response answer(String key, RelocatePeople.Result result) {
        return switch (result) {
            case RelocatePeople.Result.Asked(Relocation relocation) -> Response.json(202, json(relocation));
            case RelocatePeople.Result.NoCampaign() -> Problems.noCampaign(key);
            case RelocatePeople.Result.Invalid(Map<String, String> problems) -> invalid(problems);
            case RelocatePeople.Result.Refused(String why) -> Problems.notNow(why);
        };
    }

    private static Response invalid(Map<String, String> problems) {
        return Problems.badRequest(problems.entrySet().stream()
                .map(problem -> new FieldError(problem.getKey(), problem.getKey() + ": " + problem.getValue()))
                .toList());
    }

    private sealed interface Reading {
        record Read(Wish wish) implements Reading {}

        record Refused(Response answer) implements Reading {}
    }

    private static Reading read(Request request) {
        Facts json;
        try {
            json = request.json();
        } catch (MalformedJson broken) {
            return new Reading.Refused(
                    Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of()));
        }
        List<FieldError> errors = new ArrayList<>();
        int from = version(json, "from", errors);
        if (from == 0 && errors.isEmpty()) {
            errors.add(new FieldError("from", "from: say the number of the version whose people are meant"));
        }
        int to = version(json, "to", errors);
        Map<String, Target> steps = steps(json, errors);
        Relocation.Others others = others(json, errors);
        if (to == 0 && others == Relocation.Others.STAY && steps.isEmpty()) {
            errors.add(new FieldError(
                    "to", "to: say the version that they go on with, or \"others\": \"end\" to end for everyone"));
        }
        json.values().keySet().stream()
                .filter(name -> !List.of("from", "to", "steps", "others").contains(name))
                .forEach(name ->
                        errors.add(new FieldError(name, name + ": is not known here; use from, to, steps or others")));
        return errors.isEmpty()
                ? new Reading.Read(new Wish(from, to, steps, others))
                : new Reading.Refused(Problems.badRequest(errors));
    }

    private static int version(Facts json, String name, List<FieldError> errors) {
        Object said = json.get(name);
        if (said == null) {
            return 0;
        }
        if (said instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= 1
                && number.intValue() <= LARGEST_VERSION) {
            return number.intValue();
        }
        errors.add(new FieldError(name, name + ": expected the number of a version, such as 3"));
        return 0;
    }

    private static Map<String, Target> steps(Facts json, List<FieldError> errors) {
        Map<String, Target> steps = new LinkedHashMap<>();
        Object said = json.get("steps");
        if (said == null) {
            return steps;
        }
        if (!(said instanceof Map<?, ?> map)) {
            errors.add(new FieldError("steps", "steps: expected an object, {\"step\": \"step of the other version\"}"));
            return steps;
        }
        map.forEach((step, target) -> {
            if (target == null) {
                steps.put(String.valueOf(step), new Target.Out());
            } else if (target instanceof String id) {
                steps.put(String.valueOf(step), new Target.Step(id));
            } else {
                String field = "steps." + step;
                errors.add(new FieldError(field, field + ": expected the id of a step, or null to end for them"));
            }
        });
        return steps;
    }

    private static Relocation.Others others(Facts json, List<FieldError> errors) {
        Object said = json.get("others");
        for (Relocation.Others others : Relocation.Others.values()) {
            if (said == null || others.key().equals(said)) {
                return others;
            }
        }
        String all = Arrays.stream(Relocation.Others.values())
                .map(Relocation.Others::key)
                .collect(Collectors.joining(", "));
        errors.add(new FieldError("others", "others: expected one of " + all));
        return Relocation.Others.STAY;
    }

    private static Map<String, @Nullable Object> json(Relocation relocation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", relocation.from());
        if (relocation.to() != 0) {
            json.put("to", relocation.to());
        }
        json.put("by", relocation.by());
        json.put("at", relocation.at().toString());
        json.put("finished", relocation.finished());
        json.put("undo", relocation.undoes() != 0);
        json.put("undoable", relocation.undoable());
        json.putAll(json(relocation.tally()));
        return json;
    }

    private static Map<String, @Nullable Object> json(Look.Seen seen) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(json(seen.tally()));
        json.put("complete", seen.complete());
        json.put("steps", seen.steps().stream().map(RelocationRoutes::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(RelocatePeople.AtStep at) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("step", at.step());
        json.put("to", at.to());
        json.putAll(json(at.tally()));
        return json;
    }

    private static Map<String, Object> json(Relocation.Tally tally) {
        return Map.of(
                "moved",
                tally.moved(),
                "ended",
                tally.ended(),
                "stay",
                tally.stay().entrySet().stream()
                        .map(stay -> Map.of(
                                "why", stay.getKey().key(),
                                "words", stay.getKey().words(),
                                "count", stay.getValue()))
                        .toList());
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }
}
