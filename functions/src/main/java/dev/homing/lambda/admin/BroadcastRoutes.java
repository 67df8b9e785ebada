package dev.homing.lambda.admin;

import dev.homing.adapter.file.BroadcastFile;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.app.broadcast.AskForBroadcast;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Profiles;
import dev.homing.domain.Hash;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import dev.homing.domain.profile.Profile;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Launching a campaign to an audience, stopping that, and what became of each recipient. */
final class BroadcastRoutes {
    private static final int SHOWN = 20;
    private static final int HASH = 24;

    private final AskForBroadcast askForBroadcast;
    private final Broadcasts broadcasts;
    private final Campaigns campaigns;
    private final Profiles profiles;
    private final Supplier<Instant> clock;

    BroadcastRoutes(
            AskForBroadcast askForBroadcast,
            Broadcasts broadcasts,
            Campaigns campaigns,
            Profiles profiles,
            Supplier<Instant> clock) {
        this.askForBroadcast = askForBroadcast;
        this.broadcasts = broadcasts;
        this.campaigns = campaigns;
        this.profiles = profiles;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String one = "/api/campaigns/{key}";
        routes.add("GET", one + "/broadcast", Role.VIEWER, (_, variables) -> latest(key(variables)))
                .add("GET", one + "/broadcasts", Role.VIEWER, (_, variables) -> all(key(variables)))
                .add(
                        "GET",
                        one + "/broadcasts/{number}/recipients",
                        Role.VIEWER,
                        (request, variables) ->
                                recipients(key(variables), String.valueOf(variables.get("number")), request))
                .add("POST", one + "/broadcast", Role.APPROVER, (request, variables) -> ask(key(variables), request))
                .add("POST", one + "/stop", Role.APPROVER, (_, variables) -> stop(key(variables)))
                .add("POST", one + "/broadcast/stop", Role.APPROVER, (_, variables) -> stop(key(variables)));
    }

    private Response ask(String key, Request request) {
        return switch (BroadcastFile.read(
                request.text(), campaigns.current().shop().zone(), clock.get())) {
            case BroadcastFile.Reading.Invalid(List<Problem> problems) -> Problems.invalid(problems);
            case BroadcastFile.Reading.Valid(var reach, var timing) ->
                answer(key, askForBroadcast.ask(key, reach, timing, request.user(), once(request), clock.get()));
        };
    }

    /** Of any length, and kept in short. */
    private static @Nullable String once(Request request) {
        String key = request.header("idempotency-key");
        return key == null || key.isBlank() ? null : Hash.name(HASH, key);
    }

    private Response stop(String key) {
        return answer(key, askForBroadcast.stop(key, clock.get()));
    }

    private Response answer(String key, AskForBroadcast.Result result) {
        return switch (result) {
            case AskForBroadcast.Result.Accepted(Broadcast broadcast) -> Response.json(202, json(broadcast));
            case AskForBroadcast.Result.NoCampaign() -> Problems.noCampaign(key);
            case AskForBroadcast.Result.Refused(String why) -> Problems.notNow(why);
            case AskForBroadcast.Result.NoGroups(List<Group> groups) ->
                Problems.invalid(groups.stream()
                        .map(group -> new Problem(
                                group.kind().key(),
                                "there is no " + group.kind().key() + " \"" + group.key()
                                        + "\"; make it first, or name another"))
                        .toList());
        };
    }

    private Response latest(String key) {
        if (campaigns.current().campaign(key) == null && campaigns.draft(key) == null) {
            return Problems.noCampaign(key);
        }
        List<Broadcast> latest = broadcasts.of(key, 1);
        return latest.isEmpty()
                ? Response.problem(404, "Not found", "The campaign \"" + key + "\" was not launched yet", List.of())
                : Response.json(200, json(latest.getFirst()));
    }

    private Response all(String key) {
        if (campaigns.current().campaign(key) == null && campaigns.draft(key) == null) {
            return Problems.noCampaign(key);
        }
        return Response.json(
                200,
                Map.of(
                        "broadcasts",
                        broadcasts.of(key, SHOWN).stream().map(this::json).toList()));
    }

    private Response recipients(String key, String number, Request request) {
        Broadcast broadcast = number.matches("[1-9][0-9]{0,8}") ? broadcasts.find(key, Integer.parseInt(number)) : null;
        if (broadcast == null) {
            return Response.problem(
                    404, "Not found", "The campaign \"" + key + "\" has no broadcast " + number, List.of());
        }
        return switch (Paging.of(request)) {
            case Paging.Refused(Response answer) -> answer;
            case Paging.Page(int limit, String cursor) -> {
                Broadcasts.Page page = broadcasts.recipients(key, broadcast.number(), cursor, limit);
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("recipients", shown(page.recipients()));
                json.put("next", page.next());
                yield Response.json(200, json);
            }
        };
    }

    private List<Map<String, @Nullable Object>> shown(List<Recipient> recipients) {
        LinkedHashSet<CustomerId> ids = new LinkedHashSet<>();
        recipients.forEach(recipient -> ids.add(recipient.customer()));
        Map<CustomerId, Profile> known = new LinkedHashMap<>();
        profiles.loadAll(ids).forEach(profile -> known.put(profile.id(), profile));
        return recipients.stream()
                .map(recipient -> {
                    CustomerId id = recipient.customer();
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("customer", CustomerJson.summary(known.getOrDefault(id, Profile.unknown(id))));
                    json.put("status", recipient.status().key());
                    if (recipient.reason() != null) {
                        json.put("reason", ReasonJson.of(recipient.reason()));
                    }
                    if (recipient.due() != null) {
                        json.put("due", recipient.due().toString());
                    }
                    json.put("at", recipient.at().toString());
                    return json;
                })
                .toList();
    }

    private Map<String, @Nullable Object> json(Broadcast broadcast) {
        Timing timing = broadcast.timing();
        Figures figures = broadcasts.figures(broadcast.campaign(), broadcast.number());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("campaign", broadcast.campaign());
        json.put("number", broadcast.number());
        json.put("state", broadcast.state().key());
        json.put("recipients", figures.recipients());
        for (Recipient.Status status : Recipient.Status.values()) {
            json.put(status.key(), figures.of(status));
        }
        if (broadcast.reach().everyone()) {
            json.put("audience", BroadcastFile.EVERYONE);
        } else {
            json.put("include", groups(broadcast.reach().include()));
        }
        json.put("exclude", groups(broadcast.reach().exclude()));
        json.put("begins", broadcast.begins().toString());
        if (timing.at() != null) {
            json.put("at", timing.at().toString());
        }
        json.put("zone", timing.zone().getId());
        json.put("localTime", timing.local());
        if (timing.every() != null) {
            json.put("every", timing.every().toString());
        }
        if (timing.perMinute() > 0) {
            json.put("perMinute", timing.perMinute());
        }
        json.put("by", broadcast.by());
        json.put("askedAt", broadcast.askedAt().toString());
        json.put("since", broadcast.since().toString());
        return json;
    }

    private static List<Map<String, String>> groups(Collection<Group> groups) {
        return groups.stream()
                .map(group -> Map.of(group.kind().key(), group.key()))
                .toList();
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }
}
