package dev.homing.lambda.admin;

import dev.homing.adapter.json.Json;
import dev.homing.app.care.AskForErasure;
import dev.homing.app.care.ExportCustomer;
import dev.homing.app.converse.ReadConversations;
import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.RejectedEvents;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.consent.ConsentChange;
import dev.homing.domain.id.CustomerId;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a customer has a right to: to be told everything, and to have everything erased. */
final class CareRoutes {
    private static final int AT_A_TIME = 200;

    /** Of a page's entries: an answer of a function has 6 MB at the most, and one entry can have 400 KB. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    /** Behind what happened comes what was said, and behind that the events that could not be taken in. */
    private static final String SAID = "said:";

    private static final String REJECTED = "rejected:";

    private final AskForErasure askForErasure;
    private final ExportCustomer exportCustomer;
    private final ReadCustomer readCustomer;
    private final ReadConversations readConversations;
    private final CustomerRoutes customers;
    private final Campaigns campaigns;
    private final Supplier<Instant> clock;

    CareRoutes(
            AskForErasure askForErasure,
            ExportCustomer exportCustomer,
            ReadCustomer readCustomer,
            ReadConversations readConversations,
            CustomerRoutes customers,
            Campaigns campaigns,
            Supplier<Instant> clock) {
        this.askForErasure = askForErasure;
        this.exportCustomer = exportCustomer;
        this.readCustomer = readCustomer;
        this.readConversations = readConversations;
        this.customers = customers;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add(
                        "GET",
                        "/api/customers/{id}/export",
                        Role.EDITOR,
                        (request, variables) -> export(request, id(variables)))
                .add("GET", "/api/customers/{id}/consents", Role.VIEWER, (_, variables) -> consents(id(variables)))
                .add("DELETE", "/api/customers/{id}", Role.ADMIN, (request, variables) -> erase(request, id(variables)))
                .add("GET", "/api/erasures/{id}", Role.ADMIN, (_, variables) -> erasure(id(variables)));
    }

    private Response export(Request request, String id) {
        String after = request.query().get("after");
        boolean inRejected = after != null && after.startsWith(REJECTED);
        boolean inSaid = after != null && after.startsWith(SAID);
        String place = after != null && (inRejected || inSaid) ? after.substring(after.indexOf(':') + 1) : after;
        if (place != null && !((inRejected || inSaid) && place.isEmpty()) && !Parameters.isPlace(place)) {
            return Problems.badRequest(
                    List.of(new FieldError("after", "after: expected the \"next\" of the page before, unchanged")));
        }
        CustomerId customer = customers.resolve(id);
        Instant now = clock.get();
        ExportCustomer.About about = customer == null || after != null ? null : exportCustomer.about(customer, now);
        if (customer == null || (after == null && about == null)) {
            return CustomerRoutes.notFound(id);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (about != null) {
            json.put("exportedAt", now.toString());
            json.put("customer", ExportJson.about(about, campaigns));
        }
        if (inRejected) {
            RejectedEvents.Page page =
                    exportCustomer.rejected(customer, place == null || place.isEmpty() ? null : place, now);
            json.put("entries", page.events().stream().map(ExportJson::rejected).toList());
            json.put("next", page.next() == null ? null : REJECTED + page.next());
        } else if (inSaid) {
            said(customer, place == null || place.isEmpty() ? null : place, json, now);
        } else {
            history(customer, place, json, now);
        }
        return Response.json(200, json);
    }

    private void said(CustomerId customer, @Nullable String before, Map<String, @Nullable Object> json, Instant now) {
        ReadConversations.Whole page = readConversations.read(customer, before, AT_A_TIME, now);
        json.put(
                "entries",
                page == null
                        ? List.of()
                        : page.said().stream()
                                .map(said -> ExportJson.said(said, now))
                                .toList());
        json.put("next", page == null || page.next() == null ? REJECTED : SAID + page.next());
    }

    /** As many lines as have room in an answer. */
    private void history(
            CustomerId customer, @Nullable String before, Map<String, @Nullable Object> json, Instant now) {
        List<Map<String, Object>> entries = new ArrayList<>();
        int bytes = 0;
        String place = before;
        ReadCustomer.Page page = readCustomer.timeline(customer, before, AT_A_TIME, now);
        boolean cut = false;
        for (ReadCustomer.Line line : page.lines()) {
            Map<String, Object> entry = ExportJson.line(line, campaigns);
            bytes += Json.write(entry).getBytes(StandardCharsets.UTF_8).length;
            if (!entries.isEmpty() && bytes > MOST_BYTES) {
                cut = true;
                break;
            }
            entries.add(entry);
            place = ReadCustomer.place(line);
        }
        json.put("entries", entries);
        json.put("next", cut || page.next() != null ? place : SAID);
    }

    private Response consents(String id) {
        CustomerId customer = customers.resolve(id);
        List<ConsentChange> changes = customer == null ? null : exportCustomer.consents(customer, clock.get());
        return changes == null
                ? CustomerRoutes.notFound(id)
                : Response.json(200, Map.of("consents", ConsentJson.changes(changes)));
    }

    private Response erase(Request request, String id) {
        CustomerId customer = customers.resolve(id);
        return customer == null
                ? CustomerRoutes.notFound(id)
                : Response.json(202, json(askForErasure.ask(customer, request.user(), clock.get())));
    }

    private Response erasure(String id) {
        Erasure erasure = askForErasure.find(id);
        return erasure == null
                ? Response.problem(404, "Not found", "There is no erasure \"" + id + "\"", List.of())
                : Response.json(200, json(erasure));
    }

    private static Map<String, @Nullable Object> json(Erasure erasure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", erasure.id());
        json.put("state", erasure.state());
        json.put("by", erasure.by());
        json.put("askedAt", erasure.askedAt().toString());
        json.put(
                "finishedAt",
                erasure.finishedAt() == null ? null : erasure.finishedAt().toString());
        return json;
    }

    private static String id(Map<String, String> variables) {
        return String.valueOf(variables.get("id"));
    }
}
