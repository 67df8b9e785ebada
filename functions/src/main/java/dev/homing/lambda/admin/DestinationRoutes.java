package dev.homing.lambda.admin;

import dev.homing.adapter.file.DestinationFile;
import dev.homing.adapter.json.Json;
import dev.homing.app.audience.KeepDestinations;
import dev.homing.app.audience.KeepDestinations.Shown;
import dev.homing.app.port.TooLarge;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Destinations of audiences: who is told who comes and who leaves, and whether that goes well. */
final class DestinationRoutes {
    private final KeepDestinations keepDestinations;
    private final Supplier<Instant> clock;

    DestinationRoutes(KeepDestinations keepDestinations, Supplier<Instant> clock) {
        this.keepDestinations = keepDestinations;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String all = "/api/audiences/{key}/destinations";
        routes.add("GET", all, Role.VIEWER, (_, variables) -> all(variable(variables, "key")))
                .add(
                        "PUT",
                        all + "/{name}",
                        Role.APPROVER,
                        (request, variables) -> save(request, variable(variables, "key"), variable(variables, "name")))
                .add(
                        "DELETE",
                        all + "/{name}",
                        Role.APPROVER,
                        (_, variables) -> remove(variable(variables, "key"), variable(variables, "name")));
    }

    private Response all(String key) {
        List<Shown> all = keepDestinations.all(key);
        return all == null
                ? notFound(key)
                : Response.json(
                        200,
                        Map.of(
                                "destinations",
                                all.stream().map(DestinationRoutes::json).toList()));
    }

    private Response save(Request request, String key, String name) {
        return switch (NamedBody.of(request, name)) {
            case NamedBody.Refused(Response answer) -> answer;
            case NamedBody.Read(String file) ->
                switch (DestinationFile.read(file)) {
                    case DestinationFile.Reading.Invalid(var problems) -> Problems.invalid(problems);
                    case DestinationFile.Reading.Valid(var destination) -> {
                        try {
                            yield answer(keepDestinations.save(key, name, destination, clock.get()), key, name);
                        } catch (TooLarge tooLarge) {
                            yield Problems.tooLarge(tooLarge);
                        }
                    }
                };
        };
    }

    private Response remove(String key, String name) {
        return answer(keepDestinations.remove(key, name, clock.get()), key, name);
    }

    private static Response answer(KeepDestinations.Result result, String key, String name) {
        return switch (result) {
            case KeepDestinations.Result.Saved(Shown shown) -> Response.json(200, json(shown));
            case KeepDestinations.Result.Removed() -> Response.json(202, Map.of("removed", true));
            case KeepDestinations.Result.NotFound() -> notFound(key + "/destinations/" + name);
            case KeepDestinations.Result.Refused(String why) -> Problems.notNow(why);
        };
    }

    private static Map<String, @Nullable Object> json(Shown shown) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", shown.name());
        json.putAll(Json.object(DestinationFile.write(shown.destination()).toString())
                .values());
        json.put("state", shown.filling() ? "filling" : "ready");
        json.put("told", shown.figures().told());
        json.put("waiting", shown.figures().open());
        String error = shown.figures().error();
        Instant failedAt = shown.figures().failedAt();
        if (error != null && failedAt != null) {
            json.put("lastError", error);
            json.put("failedAt", failedAt.toString());
        }
        return json;
    }

    private static String variable(Map<String, String> variables, String name) {
        return String.valueOf(variables.get(name));
    }

    private static Response notFound(String what) {
        return Response.problem(404, "Not found", "There is no audience \"" + what + "\"", List.of());
    }
}
