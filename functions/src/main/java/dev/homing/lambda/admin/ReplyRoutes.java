package dev.homing.lambda.admin;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.converse.AnswerCustomer;
import dev.homing.app.converse.ReadConversations;
import dev.homing.domain.Facts;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.Heard;
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

/** What customers wrote on WhatsApp, and what is answered. */
final class ReplyRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern LANE = Pattern.compile("(unread|read)#.*");

    private final ReadConversations readConversations;
    private final AnswerCustomer answerCustomer;
    private final CustomerRoutes customers;
    private final Supplier<Instant> clock;

    ReplyRoutes(
            ReadConversations readConversations,
            AnswerCustomer answerCustomer,
            CustomerRoutes customers,
            Supplier<Instant> clock) {
        this.readConversations = readConversations;
        this.answerCustomer = answerCustomer;
        this.customers = customers;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String one = "/api/customers/{id}/conversation";
        routes.add("GET", "/api/replies", Role.VIEWER, (request, _) -> list(request))
                .add("GET", one, Role.VIEWER, (request, variables) -> read(request, id(variables)))
                .add("PUT", one, Role.EDITOR, (request, variables) -> mark(request, id(variables)))
                .add("POST", one, Role.EDITOR, (request, variables) -> answer(request, id(variables)));
    }

    private Response list(Request request) {
        List<FieldError> errors = new ArrayList<>();
        Parameters.onlyKnown(request, errors, "cursor", "limit");
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        String cursor = request.query().get("cursor");
        if (cursor != null && !isPlace(cursor)) {
            errors.add(new FieldError("cursor", "cursor: expected the \"next\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        Instant now = clock.get();
        ReadConversations.Page page = readConversations.latest(cursor, limit == null ? PAGE : limit);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "conversations",
                page.shown().stream()
                        .map(shown -> {
                            Map<String, @Nullable Object> line = new LinkedHashMap<>();
                            line.put("customer", CustomerJson.summary(shown.profile()));
                            line.putAll(head(shown.conversation(), now));
                            return line;
                        })
                        .toList());
        json.put("next", page.next());
        return Response.json(200, json);
    }

    private static boolean isPlace(String cursor) {
        String place = cursor.substring(cursor.indexOf('#') + 1);
        return LANE.matcher(cursor).matches() && (place.isEmpty() || Parameters.isPlace(place));
    }

    private static Map<String, @Nullable Object> head(Conversation conversation, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("unread", conversation.unread());
        if (conversation.heardAt() != null || conversation.revision() > 0) {
            json.put("latestAt", conversation.latestAt().toString());
            json.put("latest", conversation.latest());
            json.put("latestBy", conversation.latestTheirs() ? "customer" : "shop");
        }
        Instant end = conversation.windowEndsAt();
        json.put("open", conversation.isOpen(now));
        json.put("windowEndsAt", end == null ? null : end.toString());
        return json;
    }

    private Response read(Request request, String id) {
        List<FieldError> errors = new ArrayList<>();
        Parameters.onlyKnown(request, errors, "before", "limit");
        Integer limit = Parameters.number(request, "limit", LARGEST_PAGE, errors);
        String before = request.query().get("before");
        if (before != null && !Parameters.isPlace(before)) {
            errors.add(new FieldError("before", "before: expected the \"next\" of the page before, unchanged"));
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        Instant now = clock.get();
        CustomerId customer = customers.resolve(id);
        ReadConversations.Whole whole =
                customer == null ? null : readConversations.read(customer, before, limit == null ? PAGE : limit, now);
        if (whole == null) {
            return CustomerRoutes.notFound(id);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("customer", CustomerJson.summary(whole.profile()));
        json.putAll(head(whole.conversation(), now));
        json.put("said", whole.said().stream().map(said -> line(said, now)).toList());
        json.put("next", whole.next());
        return Response.json(200, json);
    }

    static Map<String, Object> line(Said said, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", said.id());
        json.put("at", said.at().toString());
        switch (said) {
            case Heard heard -> {
                json.put("by", "customer");
                json.put("kind", heard.kind().key());
                put(json, "text", heard.text());
                put(json, "name", heard.name());
                put(
                        json,
                        "answers",
                        heard.answers() == null ? null : heard.answers().toString());
            }
            case Answer answer -> {
                json.put("by", "shop");
                json.put("kind", Said.Kind.TEXT.key());
                json.put("text", answer.text());
                json.put("author", answer.author());
                json.put("state", answer.stateAt(now).key());
                if (answer.reason() != null) {
                    json.put("reason", ReasonJson.of(answer.reason()));
                }
            }
        }
        return json;
    }

    private Response mark(Request request, String id) {
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        if (!(body.get("read") instanceof Boolean read) || body.values().size() != 1) {
            return Problems.badRequest(
                    List.of(new FieldError("read", "read: say {\"read\": true}, or false for unread again")));
        }
        CustomerId customer = customers.resolve(id);
        return customer != null && readConversations.mark(customer, read, clock.get())
                ? Response.json(200, Map.of("read", read))
                : CustomerRoutes.notFound(id);
    }

    private Response answer(Request request, String id) {
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        List<FieldError> errors = new ArrayList<>();
        String answerId = body.get("id") instanceof String given ? given : "";
        if (!ID.matcher(answerId).matches()) {
            errors.add(new FieldError(
                    "id",
                    "id: name the answer by 8 to 64 letters, digits, - and _, the same with every try, so that it is sent"
                            + " once"));
        }
        String text = body.get("text") instanceof String given ? given.strip() : "";
        if (text.isEmpty() || text.codePointCount(0, text.length()) > Answer.LONGEST) {
            errors.add(new FieldError("text", "text: write from 1 to " + Answer.LONGEST + " characters"));
        }
        for (String name : body.values().keySet()) {
            if (!List.of("id", "text").contains(name)) {
                errors.add(new FieldError(name, name + ": an answer has an id and a text, and nothing else"));
            }
        }
        if (!errors.isEmpty()) {
            return Problems.badRequest(errors);
        }
        CustomerId customer = customers.resolve(id);
        Instant now = clock.get();
        if (customer == null) {
            return CustomerRoutes.notFound(id);
        }
        return switch (answerCustomer.answer(customer, answerId, text, request.user(), now)) {
            case AnswerCustomer.Result.Taken(Answer answer) -> Response.json(200, line(answer, now));
            case AnswerCustomer.Result.Another(Answer answer) ->
                Problems.notNow("Another answer was given the id \"" + answer.id()
                        + "\" before. Nothing was sent; give this one an id of its own");
            case AnswerCustomer.Result.Closed(var since) ->
                Problems.notNow(
                        since == null
                                ? "The customer has never written on WhatsApp, so nothing but an approved template can be sent"
                                : "WhatsApp lets a shop answer for 24 hours after the customer's last message. That time ended"
                                        + " at " + since + "; after it, nothing but an approved template can be sent");
            case AnswerCustomer.Result.Suppressed(var why) -> Problems.notNow("Not sent: " + why.clause());
            case AnswerCustomer.Result.NotFound() -> CustomerRoutes.notFound(id);
        };
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String id(Map<String, String> variables) {
        return String.valueOf(variables.get("id"));
    }
}
