package dev.homing.lambda.admin;

import dev.homing.adapter.csv.CsvTable;
import dev.homing.adapter.file.AudienceFile;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.audience.ChangeList;
import dev.homing.app.audience.KeepAudiences;
import dev.homing.app.audience.KeepAudiences.Saving;
import dev.homing.app.audience.RemoveGroup;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Facts;
import dev.homing.domain.id.Group;
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

/** Static lists: saving them, and putting customers on them or taking them off. */
final class ListRoutes {
    private final KeepAudiences keepAudiences;
    private final ChangeList changeList;
    private final RemoveGroup removeGroup;
    private final Profiles profiles;
    private final Supplier<Instant> clock;

    ListRoutes(
            KeepAudiences keepAudiences,
            ChangeList changeList,
            RemoveGroup removeGroup,
            Profiles profiles,
            Supplier<Instant> clock) {
        this.keepAudiences = keepAudiences;
        this.changeList = changeList;
        this.removeGroup = removeGroup;
        this.profiles = profiles;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/lists", Role.VIEWER, (_, _) -> all())
                .add("GET", "/api/lists/{key}", Role.VIEWER, (_, variables) -> one(key(variables)))
                .add("PUT", "/api/lists/{key}", Role.EDITOR, (request, variables) -> save(request, key(variables)))
                .add("DELETE", "/api/lists/{key}", Role.EDITOR, (_, variables) -> delete(key(variables)))
                .add("GET", "/api/lists/{key}/members", Role.VIEWER, (request, variables) -> {
                    String key = key(variables);
                    return keepAudiences.findList(key) == null
                            ? notFound(key)
                            : AudienceRoutes.members(keepAudiences, profiles, Group.list(key), request);
                })
                .add(
                        "POST",
                        "/api/lists/{key}/members",
                        Role.EDITOR,
                        (request, variables) -> add(request, key(variables)))
                .add(
                        "DELETE",
                        "/api/lists/{key}/members/{customer}",
                        Role.EDITOR,
                        (_, variables) -> remove(key(variables), String.valueOf(variables.get("customer"))));
    }

    private Response all() {
        return Response.json(
                200,
                Map.of(
                        "lists",
                        keepAudiences.lists().stream().map(ListRoutes::json).toList()));
    }

    private Response one(String key) {
        KeepAudiences.ShownList shown = keepAudiences.findList(key);
        return shown == null ? notFound(key) : tagged(shown);
    }

    private static Response answer(Saving<KeepAudiences.ShownList> saving) {
        return switch (saving) {
            case Saving.Saved<KeepAudiences.ShownList>(KeepAudiences.ShownList shown) -> tagged(shown);
            case Saving.Outdated<KeepAudiences.ShownList> _ -> Problems.outdated("list");
            case Saving.Refused<KeepAudiences.ShownList>(String why) -> Problems.notNow(why);
        };
    }

    private static Response tagged(KeepAudiences.ShownList shown) {
        return Response.json(200, json(shown)).with("etag", "\"" + shown.list().tag() + "\"");
    }

    private Response delete(String key) {
        return switch (removeGroup.remove(Group.list(key), clock.get())) {
            case RemoveGroup.Result.Removed() -> Response.json(202, Map.of("removed", true));
            case RemoveGroup.Result.NotFound() -> notFound(key);
            case RemoveGroup.Result.Used(List<String> users) -> Problems.used("list", users);
        };
    }

    private Response save(Request request, String key) {
        return switch (NamedBody.of(request, key)) {
            case NamedBody.Refused(Response answer) -> answer;
            case NamedBody.Read(String file) ->
                switch (AudienceFile.name(file)) {
                    case AudienceFile.Reading.Invalid(var problems) -> Problems.invalid(problems);
                    case AudienceFile.Reading.Valid(String name, var _) ->
                        answer(keepAudiences.saveList(key, name, Problems.expected(request), clock.get()));
                };
        };
    }

    private Response add(Request request, String key) {
        if (keepAudiences.findList(key) == null) {
            return notFound(key);
        }
        List<Facts> members = new ArrayList<>();
        String type = request.header("content-type");
        if (type != null && type.startsWith("text/csv")) {
            switch (CsvTable.read(request.body())) {
                case CsvTable.Reading.Unreadable(String why) -> {
                    return Problems.badRequest(List.of(new FieldError("body", why)));
                }
                case CsvTable.Reading.Table(var lines) -> lines.forEach(line -> members.add(line.facts()));
            }
        } else {
            try {
                Facts body = request.json();
                if (!(body.get("members") instanceof List<?> list)) {
                    return missing();
                }
                for (Object member : list) {
                    members.add(member instanceof Map<?, ?> map ? Facts.of(map) : new Facts(Map.of("id", member)));
                }
            } catch (MalformedJson broken) {
                return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
            }
        }
        if (members.size() > ChangeList.MOST) {
            String why = "members: there are " + members.size() + "; send at most " + ChangeList.MOST + " at a time";
            return Problems.badRequest(List.of(new FieldError("members", why)));
        }
        ChangeList.Result result = changeList.add(key, members, clock.get());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accepted", result.accepted());
        json.put(
                "rejected",
                result.rejected().stream()
                        .map(rejected -> Map.of("line", rejected.line(), "reason", rejected.reason()))
                        .toList());
        return Response.json(202, json);
    }

    private static Response missing() {
        String why =
                "members: it is missing; send a list such as [{\"userId\": \"u-1\"}, {\"email\": \"ada@example.com\"}],"
                        + " or CSV with Content-Type: text/csv";
        return Problems.badRequest(List.of(new FieldError("members", why)));
    }

    private Response remove(String key, String customer) {
        if (keepAudiences.findList(key) == null) {
            return notFound(key);
        }
        return changeList.remove(key, customer, clock.get())
                ? Response.json(202, Map.of("accepted", 1, "rejected", List.of()))
                : Response.problem(404, "Not found", "There is no customer \"" + customer + "\"", List.of());
    }

    static Map<String, @Nullable Object> json(KeepAudiences.ShownList shown) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", shown.list().key());
        json.put("name", shown.list().name());
        json.put("count", shown.count());
        json.put("etag", shown.list().tag());
        if (shown.copied() != null) {
            json.put("copied", shown.copied());
        }
        return json;
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }

    private static Response notFound(String key) {
        return Response.problem(404, "Not found", "There is no list \"" + key + "\"", List.of());
    }
}
