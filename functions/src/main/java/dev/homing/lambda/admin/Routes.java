package dev.homing.lambda.admin;

import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which request does what, and which role it needs. The list is held against openapi.json by a test. */
public final class Routes {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_ID = 512;

    private final List<Route> all = new ArrayList<>();

    /** @param pattern such as {@code /api/campaigns/{key}} */
    public record Route(
            String method, String pattern, @Nullable Role role, Action action) {
        /** The values of the pattern's variables; null where a path does not fit. */
        @Nullable
        Map<String, String> match(List<String> parts) {
            List<String> expected = List.of(pattern.substring(1).split("/", -1));
            if (expected.size() != parts.size()) {
                return null;
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = expected.get(i);
                if (part.startsWith("{")) {
                    variables.put(part.substring(1, part.length() - 1), parts.get(i));
                } else if (!part.equals(parts.get(i))) {
                    return null;
                }
            }
            return variables;
        }

        /** The role's name; null where anyone may. */
        public @Nullable String roleKey() {
            return role == null ? null : role.key();
        }
    }

    /** What a route does. */
    public interface Action {
        Response on(Request request, Map<String, String> variables);
    }

    Routes add(String method, String pattern, @Nullable Role role, Action action) {
        all.add(new Route(method, pattern, role, action));
        return this;
    }

    public List<Route> all() {
        return List.copyOf(all);
    }

    /** Nothing has a longer name, and the tables refuse to look for it. */
    private static int longest(String variable) {
        return variable.equals("key") ? LONGEST_KEY : LONGEST_ID;
    }

    public Response answer(Request request) {
        List<String> parts = request.parts();
        boolean writtenOut = all.stream().anyMatch(route -> Map.of().equals(route.match(parts)));
        List<String> methods = new ArrayList<>();
        for (Route route : all) {
            Map<String, String> variables = route.match(parts);
            // A path that is written out is never the value of a variable.
            if (variables == null || (writtenOut && !variables.isEmpty())) {
                continue;
            }
            if (!route.method.equals(request.method())) {
                methods.add(route.method);
                continue;
            }
            if (route.role != null && !route.role.allows(request.groups())) {
                return Response.problem(
                        403,
                        "Forbidden",
                        "This needs the role " + route.role.key() + "; you have "
                                + (request.groups().isEmpty() ? "none" : String.join(", ", request.groups())),
                        List.of(),
                        route.role.key());
            }
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                if (variable.getValue().length() > longest(variable.getKey())) {
                    return Response.problem(
                            404,
                            "Not found",
                            "There is nothing with a " + variable.getKey() + " of more than "
                                    + longest(variable.getKey()) + " characters",
                            List.of());
                }
            }
            return route.action.on(request, variables);
        }
        if (!methods.isEmpty()) {
            return Response.problem(405, "Method not allowed", "Use " + String.join(" or ", methods), List.of())
                    .with("allow", String.join(", ", methods));
        }
        return Response.problem(
                404, "Not found", "There is no " + request.path() + "; see /api/openapi.json", List.of());
    }
}
