package dev.homing.lambda.admin;

import dev.homing.adapter.file.AudienceFile;
import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.audience.FreezeAudience;
import dev.homing.app.audience.KeepAudiences;
import dev.homing.app.audience.KeepAudiences.Saving;
import dev.homing.app.audience.PreviewAudience;
import dev.homing.app.audience.RemoveGroup;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.TooLarge;
import dev.homing.domain.Facts;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Words;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.profile.Profile;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Audiences: saving them, their size and their members, and what size one would have. */
final class AudienceRoutes {
    private final KeepAudiences keepAudiences;
    private final PreviewAudience previewAudience;
    private final FreezeAudience freezeAudience;
    private final RemoveGroup removeGroup;
    private final Profiles profiles;
    private final Supplier<Instant> clock;

    AudienceRoutes(
            KeepAudiences keepAudiences,
            PreviewAudience previewAudience,
            FreezeAudience freezeAudience,
            RemoveGroup removeGroup,
            Profiles profiles,
            Supplier<Instant> clock) {
        this.keepAudiences = keepAudiences;
        this.previewAudience = previewAudience;
        this.freezeAudience = freezeAudience;
        this.removeGroup = removeGroup;
        this.profiles = profiles;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/audiences", Role.VIEWER, (_, _) -> all())
                .add("POST", "/api/audiences/preview", Role.VIEWER, (request, _) -> preview(request))
                .add("GET", "/api/audiences/{key}", Role.VIEWER, (_, variables) -> one(key(variables)))
                .add("PUT", "/api/audiences/{key}", Role.EDITOR, (request, variables) -> save(request, key(variables)))
                .add("DELETE", "/api/audiences/{key}", Role.EDITOR, (_, variables) -> remove(key(variables)))
                .add(
                        "POST",
                        "/api/audiences/{key}/freeze",
                        Role.EDITOR,
                        (request, variables) -> freeze(request, key(variables)))
                .add("GET", "/api/audiences/{key}/members", Role.VIEWER, (request, variables) -> {
                    String key = key(variables);
                    return keepAudiences.find(key) == null
                            ? notFound(key)
                            : members(keepAudiences, profiles, Group.audience(key), request);
                });
    }

    private Response all() {
        List<Map<String, @Nullable Object>> audiences = new ArrayList<>();
        keepAudiences.all().forEach(audience -> audiences.add(json(audience)));
        return Response.json(200, Map.of("audiences", audiences));
    }

    private Response one(String key) {
        KeepAudiences.Shown shown = keepAudiences.find(key);
        return shown == null ? notFound(key) : tagged(shown);
    }

    private Response save(Request request, String key) {
        return switch (NamedBody.of(request, key)) {
            case NamedBody.Refused(Response answer) -> answer;
            case NamedBody.Read(String file) ->
                switch (AudienceFile.read(file)) {
                    case AudienceFile.Reading.Invalid(var problems) -> Problems.invalid(problems);
                    case AudienceFile.Reading.Valid(String name, var condition) -> {
                        try {
                            yield answer(keepAudiences.save(
                                    key, name, Resolved.of(condition), Problems.expected(request), clock.get()));
                        } catch (TooLarge tooLarge) {
                            yield Problems.tooLarge(tooLarge);
                        }
                    }
                };
        };
    }

    private static Response answer(Saving<KeepAudiences.Shown> saving) {
        return switch (saving) {
            case Saving.Saved<KeepAudiences.Shown>(KeepAudiences.Shown shown) -> tagged(shown);
            case Saving.Outdated<KeepAudiences.Shown> _ -> Problems.outdated("audience");
            case Saving.Refused<KeepAudiences.Shown>(String why) -> Problems.notNow(why);
        };
    }

    private static Response tagged(KeepAudiences.Shown shown) {
        return Response.json(200, json(shown))
                .with("etag", "\"" + shown.audience().tag() + "\"");
    }

    private Response freeze(Request request, String key) {
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        // As a list is read, whose key is called otherwise here.
        Map<String, @Nullable Object> list = new LinkedHashMap<>(body.values());
        list.put("key", list.remove("list"));
        return switch (AudienceFile.name(Json.write(list))) {
            case AudienceFile.Reading.Invalid(var problems) ->
                Problems.invalid(problems.stream()
                        .map(problem -> problem.field().equals("key")
                                ? new CampaignFile.Problem("list", problem.message())
                                : problem)
                        .toList());
            case AudienceFile.Reading.Valid(String name, var _) ->
                switch (freezeAudience.freeze(key, String.valueOf(list.get("key")), name, clock.get())) {
                    case FreezeAudience.Result.Accepted(var frozen) -> Response.json(202, ListRoutes.json(frozen));
                    case FreezeAudience.Result.NoAudience() -> notFound(key);
                    case FreezeAudience.Result.Refused(String why) -> Problems.notNow(why);
                };
        };
    }

    private Response remove(String key) {
        return switch (removeGroup.remove(Group.audience(key), clock.get())) {
            case RemoveGroup.Result.Removed() -> Response.json(202, Map.of("removed", true));
            case RemoveGroup.Result.NotFound() -> notFound(key);
            case RemoveGroup.Result.Used(List<String> users) -> Problems.used("audience", users);
        };
    }

    private Response preview(Request request) {
        return switch (AudienceFile.condition(request.text())) {
            case AudienceFile.Reading.Invalid(var problems) -> Problems.invalid(problems);
            case AudienceFile.Reading.Valid(String _, var condition) -> {
                PreviewAudience.Preview preview = previewAudience.of(Resolved.of(condition), clock.get());
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("count", preview.count());
                json.put("estimate", preview.estimate());
                json.put("asked", preview.asked());
                json.put("words", Words.of(condition));
                json.put(
                        "samples",
                        preview.samples().stream().map(CustomerJson::summary).toList());
                yield Response.json(200, json);
            }
        };
    }

    private static Map<String, @Nullable Object> json(KeepAudiences.Shown shown) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        var audience = shown.audience();
        json.put("key", audience.key());
        json.put("name", audience.name());
        json.put(
                "condition",
                Json.object(AudienceFile.write(audience.condition().condition()).toString())
                        .values());
        json.put("words", Words.of(audience.condition().condition()));
        json.put("count", shown.count());
        json.put("state", shown.filling() ? "filling" : "ready");
        json.put("looked", shown.filling() ? shown.looked() : null);
        json.put("changedAt", audience.at().toString());
        json.put("etag", audience.tag());
        json.values().removeIf(value -> value == null);
        return json;
    }

    /** A page of the members of an audience or a list. */
    static Response members(KeepAudiences keepAudiences, Profiles profiles, Group group, Request request) {
        return switch (Paging.of(request)) {
            case Paging.Refused(Response answer) -> answer;
            case Paging.Page(int limit, String cursor) -> page(keepAudiences.members(group, cursor, limit), profiles);
        };
    }

    private static Response page(Memberships.Page page, Profiles profiles) {
        Map<CustomerId, Profile> known = new LinkedHashMap<>();
        profiles.loadAll(new LinkedHashSet<>(page.members())).forEach(profile -> known.put(profile.id(), profile));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "members",
                page.members().stream()
                        .map(id -> CustomerJson.summary(known.getOrDefault(id, Profile.unknown(id))))
                        .toList());
        json.put("next", page.next());
        return Response.json(200, json);
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }

    private static Response notFound(String key) {
        return Response.problem(404, "Not found", "There is no audience \"" + key + "\"", List.of());
    }
}
