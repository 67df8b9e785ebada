package dev.homing.lambda.admin;

import dev.homing.app.customer.FindCustomers;
import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.domain.id.CustomerId;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/customers}. */
final class CustomerRoutes {
    private static final int LONGEST_QUERY = 200;
    private static final int MOST_FOUND = 50;
    private static final int PAGE = 50;
    private static final Pattern PLACE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d#.{1,100}");
    private static final int LARGEST_PAGE = 200;

    private final FindCustomers findCustomers;
    private final ReadCustomer readCustomer;
    private final Campaigns campaigns;
    private final Supplier<Instant> clock;

    CustomerRoutes(
            FindCustomers findCustomers, ReadCustomer readCustomer, Campaigns campaigns, Supplier<Instant> clock) {
        this.findCustomers = findCustomers;
        this.readCustomer = readCustomer;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/customers", Role.VIEWER, (request, _) -> find(request))
                .add("GET", "/api/customers/{id}", Role.VIEWER, (_, variables) -> one(id(variables)))
                .add(
                        "GET",
                        "/api/customers/{id}/timeline",
                        Role.VIEWER,
                        (request, variables) -> timeline(request, id(variables)));
    }

    private Response find(Request request) {
        String query = request.query().getOrDefault("q", "").strip();
        List<FieldError> errors = new ArrayList<>();
        if (query.codePointCount(0, query.length()) > LONGEST_QUERY) {
            errors.add(new FieldError("q", "q: expected at most " + LONGEST_QUERY + " characters"));
        }
        String after = request.query().get("after");
        if (after != null && !PLACE.matcher(after).matches()) {
            errors.add(new FieldError("after", "after: expected the \"next\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        FindCustomers.Page found = query.isEmpty()
                ? findCustomers.latest(after, MOST_FOUND)
                : new FindCustomers.Page(findCustomers.search(query, MOST_FOUND), null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "customers", found.customers().stream().map(CustomerJson::found).toList());
        json.put("next", found.next());
        return Response.json(200, json);
    }

    private Response one(String id) {
        CustomerId customer = resolve(id);
        ReadCustomer.Customer found = customer == null ? null : readCustomer.read(customer, clock.get());
        return found == null ? notFound(id) : Response.json(200, CustomerJson.detail(found, campaigns.current()));
    }

    private Response timeline(Request request, String id) {
        String before = request.query().get("before");
        List<FieldError> errors = new ArrayList<>();
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        if (before != null && !Parameters.isPlace(before)) {
            errors.add(new FieldError("before", "before: expected the \"next\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        CustomerId customer = resolve(id);
        Instant now = clock.get();
        if (customer == null || readCustomer.read(customer, now) == null) {
            return notFound(id);
        }
        ReadCustomer.Page page = readCustomer.timeline(customer, before, limit == null ? PAGE : limit, now);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "entries",
                page.lines().stream()
                        .map(line -> TimelineJson.line(line, campaigns))
                        .toList());
        json.put("next", page.next());
        return Response.json(200, json);
    }

    /** Homing's own id, or whoever the shop's user id names; not those whose name or address only begins with it. */
    @Nullable
    CustomerId resolve(String id) {
        for (CustomerId customer : List.of(new CustomerId(id), CustomerId.ofUser(id))) {
            if (readCustomer.read(customer, clock.get()) != null) {
                return customer;
            }
        }
        return null;
    }

    private static String id(Map<String, String> variables) {
        return String.valueOf(variables.get("id"));
    }

    static Response notFound(String id) {
        return Response.problem(404, "Not found", "There is no customer \"" + id + "\"", List.of());
    }
}
