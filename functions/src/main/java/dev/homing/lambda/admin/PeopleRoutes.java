package dev.homing.lambda.admin;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.campaign.ReadPeople;
import dev.homing.app.campaign.TakeOut;
import dev.homing.app.observe.AddCustomer;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Run;
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

/** {@code /api/campaigns/{key}/people}: who is in a campaign. */
final class PeopleRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_VERSION = 999_999;

    private static final String CUSTOMER = "customer";

    /** As long as the longest id or address that a customer can have. */
    private static final int LONGEST_CUSTOMER = 320;

    private final ReadPeople readPeople;
    private final AddCustomer addCustomer;
    private final TakeOut takeOut;
    private final Supplier<Instant> clock;

    PeopleRoutes(ReadPeople readPeople, AddCustomer addCustomer, TakeOut takeOut, Supplier<Instant> clock) {
        this.readPeople = readPeople;
        this.addCustomer = addCustomer;
        this.takeOut = takeOut;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add(
                "GET",
                "/api/campaigns/{key}/people",
                Role.VIEWER,
                (request, variables) -> people(request, String.valueOf(variables.get("key"))));
        routes.add(
                "POST",
                "/api/campaigns/{key}/people",
                Role.APPROVER,
                (request, variables) -> add(request, String.valueOf(variables.get("key"))));
        routes.add(
                "DELETE",
                "/api/campaigns/{key}/people/{run}",
                Role.APPROVER,
                (request, variables) ->
                        takeOut(request, String.valueOf(variables.get("key")), String.valueOf(variables.get("run"))));
    }

    private Response add(Request request, String key) {
        String customer;
        try {
            customer = request.json().text(CUSTOMER);
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        if (customer == null || customer.isBlank() || customer.length() > LONGEST_CUSTOMER) {
            String why =
                    CUSTOMER + ": say who is meant, by Homing's id of the customer, the shop's own or an email address";
            return Problems.badRequest(List.of(new FieldError(CUSTOMER, why)));
        }
        return switch (addCustomer.ask(key, customer.strip(), request.user(), clock.get())) {
            case AddCustomer.Result.Added(RunId run) -> Response.json(202, Map.of("run", run.toString()));
            case AddCustomer.Result.NoCampaign() -> Problems.noCampaign(key);
            case AddCustomer.Result.NoCustomer() ->
                Response.problem(404, "Not found", "There is no customer \"" + customer.strip() + "\"", List.of());
            case AddCustomer.Result.Refused(Reason why) -> Problems.notNow("Not started: " + why.clause());
        };
    }

    private Response takeOut(Request request, String key, String run) {
        RunId id;
        try {
            id = RunId.parse(run);
        } catch (IllegalArgumentException none) {
            return noRun(key, run);
        }
        return switch (takeOut.byHand(key, id, request.user(), clock.get())) {
            case TakeOut.Result.TakenOut(Run _) -> Response.json(202, Map.of("run", run));
            case TakeOut.Result.Over(Run _) ->
                Problems.notNow("This customer's way through the campaign came to its end before");
            case TakeOut.Result.NotFound() -> noRun(key, run);
        };
    }

    private static Response noRun(String key, String run) {
        return Response.problem(
                404, "Not found", "There is no run \"" + run + "\" in the campaign \"" + key + "\"", List.of());
    }

    private Response people(Request request, String key) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, String> query = request.query();
        Integer version = Parameters.number(request, "version", LARGEST_VERSION, errors);
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        Progress progress = progress(query.get("status"), errors);
        String cursor = query.get("cursor");
        if (cursor != null && !place(cursor)) {
            errors.add(new FieldError("cursor", "cursor: expected the \"cursor\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        ReadPeople.Filter filter = new ReadPeople.Filter(version, progress, query.get("step"), query.get("passed"));
        return switch (readPeople.read(key, filter, cursor, limit == null ? PAGE : limit, clock.get())) {
            case ReadPeople.Result.Page page -> Response.json(200, json(page));
            case ReadPeople.Result.NotFound() -> Problems.noCampaign(key);
            case ReadPeople.Result.Invalid(String field, String why) ->
                Problems.badRequest(List.of(new FieldError(field, field + ": " + why)));
        };
    }

    private static Map<String, @Nullable Object> json(ReadPeople.Result.Page page) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("people", page.people().stream().map(PeopleRoutes::person).toList());
        json.put("steps", page.steps().stream().map(PeopleRoutes::step).toList());
        json.put("cursor", page.next());
        return json;
    }

    private static Map<String, Object> person(ReadPeople.Person person) {
        Run run = person.run();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("customer", CustomerJson.summary(person.profile()));
        json.put("run", run.id().toString());
        json.put("version", run.campaignVersion());
        json.put("status", person.progress().key());
        json.put("step", person.at().id());
        json.put("stepName", person.at().name());
        json.put("startedAt", run.startedAt().toString());
        if (run.endedAt() != null) {
            json.put("endedAt", run.endedAt().toString());
        }
        if (run.endedBy() != null) {
            json.put("reason", ReasonJson.of(run.endedBy()));
        }
        return json;
    }

    private static Map<String, Object> step(Node step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("name", step.name());
        if (step instanceof Node.Message message) {
            json.put("channel", message.channel().key());
        }
        return json;
    }

    private static @Nullable Progress progress(@Nullable String said, List<FieldError> errors) {
        if (said == null) {
            return null;
        }
        for (Progress progress : Progress.values()) {
            if (progress.key().equals(said)) {
                return progress;
            }
        }
        String all = Arrays.stream(Progress.values()).map(Progress::key).collect(Collectors.joining(", "));
        errors.add(new FieldError("status", "status: expected one of " + all));
        return null;
    }

    private static boolean place(String cursor) {
        return Parameters.isPlace(cursor)
                && cursor.substring(cursor.indexOf('#') + 1).matches("[a-z2-7]{16}");
    }
}
