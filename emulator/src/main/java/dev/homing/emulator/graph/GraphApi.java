package dev.homing.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Channel;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Inbox;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Reaction;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.Timed;
import dev.homing.emulator.WhatsAppCloud;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Graph API: members of custom audiences, and WhatsApp's Cloud API as far as templates and texts go: messages end in the inbox with their template filled in; {@code sent} and
 * {@code delivered} are told at once, the rest on a {@link Reaction}. A text outside the 24 hours after the customer's last
 * answer fails with 131047, as with Meta.
 */
public final class GraphApi implements EmulatedApi, Timed, AutoCloseable {
    private static final Pattern VERSIONED = Pattern.compile("/v\\d+\\.\\d+/.+");
    private static final Duration CUSTOMER_SERVICE_WINDOW = Duration.ofHours(24);
    private static final int MAX_CALLBACK_DATA = 512;

    private record Sent(
            String wamid,
            String phoneNumberId,
            String to,
            @Nullable String callbackData,
            boolean template) {
        /** Whether it went to the id of a person who keeps the number to themselves. */
        boolean byId() {
            return to.indexOf('.') > 0;
        }
    }

    private final Context context;
    private final Inbox inbox;
    private final WhatsAppCloud settings;
    private final Webhooks webhooks;
    private final MessageTemplates templates = new MessageTemplates();
    private final CustomAudiences audiences = new CustomAudiences();

    public GraphApi(Context context, Inbox inbox, WhatsAppCloud settings) {
        this.context = context;
        this.inbox = inbox;
        this.settings = settings;
        this.webhooks = new Webhooks(context, settings);
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public boolean handles(Request request) {
        return VERSIONED.matcher(request.path()).matches();
    }

    @Override
    public @Nullable String operation(Request request) {
        List<String> path = request.segments();
        return path.size() < 3 ? null : request.method() + " " + path.get(2);
    }

    @Override
    public Optional<Instant> nextDue() {
        return webhooks.nextDue();
    }

    @Override
    public boolean runDue(Instant now) {
        return webhooks.runDue(now);
    }

    @Override
    public Response handle(Request request) throws Exception {
        try {
            if (!mayDo(request)) {
                throw new GraphError(
                        401, 190, "Invalid OAuth access token", "Authorization: Bearer is missing or wrong");
            }
            return GraphError.json(200, carryOut(request, request.json()));
        } catch (GraphError e) {
            return e.response();
        }
    }

    /** Another token than that of the phone number changes audiences: any does. */
    private boolean mayDo(Request request) {
        String authorization = request.header("authorization");
        boolean audience = String.valueOf(operation(request)).endsWith(" users");
        return audience ? authorization != null && authorization.matches("Bearer .+") : settings.accepts(authorization);
    }

    private synchronized ObjectNode carryOut(Request request, ObjectNode in) {
        return switch (String.valueOf(operation(request))) {
            case "POST messages" -> send(request.segments().get(1), in);
            case "POST message_templates" -> templates.create(in);
            case "GET message_templates" -> templates.list(request.query());
            case "DELETE message_templates" -> templates.delete(request.query().get("name"));
            case "POST users" -> audiences.change(request.segments().get(1), in, true);
            case "DELETE users" -> audiences.change(request.segments().get(1), in, false);
            case "GET users" -> audiences.list(request.segments().get(1));
            default -> throw GraphError.parameter("Not emulated: " + request);
        };
    }

    private ObjectNode send(String phoneNumberId, ObjectNode in) {
        if (!"whatsapp".equals(Json.text(in, "messaging_product"))) {
            throw GraphError.parameter("messaging_product must be whatsapp");
        }
        if ("read".equals(Json.text(in, "status"))) {
            return Json.object().put("success", true);
        }
        String input = Json.text(in, "to", "");
        String recipient = Json.text(in, "recipient", "");
        boolean byId = input.isEmpty() && recipient.matches("[A-Z]{2}(\\.ENT)?\\.[A-Za-z0-9]{1,128}");
        String to = byId ? recipient : input.replaceAll("[^0-9]", "");
        if (!byId && (to.length() < 7 || to.length() > 15)) {
            throw new GraphError(400, 131009, "Parameter value is not valid", "to is not a phone number: " + input);
        }
        String callbackData = Json.text(in, "biz_opaque_callback_data");
        if (callbackData != null && callbackData.length() > MAX_CALLBACK_DATA) {
            throw GraphError.parameter("biz_opaque_callback_data has at most " + MAX_CALLBACK_DATA + " characters");
        }
        JsonNode template = in.path("template");
        boolean templated = "template".equals(Json.text(in, "type"));
        String text = templated ? templates.fill(template) : Json.text(in.path("text"), "body", "");
        if (text.isEmpty()) {
            throw new GraphError(
                    400, 131008, "Required parameter is missing", "type must be template or text, with a body");
        }
        String wamid = "wamid."
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        var sent = new Sent(wamid, phoneNumberId, to, callbackData, templated);
        deliver(sent, text, templated ? Json.text(template, "name") : null);
        ObjectNode out = Json.object().put("messaging_product", "whatsapp");
        out.putArray("contacts")
                .addObject()
                .put("input", byId ? recipient : input)
                .put(byId ? "user_id" : "wa_id", to);
        ObjectNode message = out.putArray("messages").addObject().put("id", wamid);
        if (templated) {
            message.put("message_status", "accepted");
        }
        return out;
    }

    private void deliver(Sent sent, String text, @Nullable String templateName) {
        Instant now = context.clock().now();
        Instant lastAnswer = settings.lastWrote(sent.to);
        if (!sent.template
                && (lastAnswer == null
                        || lastAnswer.plus(CUSTOMER_SERVICE_WINDOW).isBefore(now))) {
            ObjectNode failed = status(sent, "failed");
            error(
                    failed,
                    131047,
                    "Re-engagement message",
                    "More than 24 hours have passed since the customer last wrote");
            webhooks.add(envelope(sent, "statuses", failed));
            return;
        }
        Map<String, String> data = callbackData(sent.callbackData);
        inbox.add(
                new InboxMessage(
                        data.getOrDefault("message", sent.wamid),
                        Channel.WHATSAPP,
                        sent.byId() ? sent.to : "+" + sent.to,
                        sent.phoneNumberId,
                        null,
                        null,
                        text,
                        data.get("campaign"),
                        data.get("step"),
                        data.get("variant"),
                        now,
                        Map.of(),
                        sent.wamid,
                        templateName,
                        data,
                        0),
                reaction -> react(sent, reaction));
        webhooks.add(envelope(sent, "statuses", status(sent, "sent")));
        webhooks.add(envelope(sent, "statuses", status(sent, "delivered")));
    }

    private static Map<String, String> callbackData(@Nullable String callbackData) {
        Map<String, String> data = new LinkedHashMap<>();
        JsonNode json = callbackData == null ? null : Json.parseOrNull(callbackData);
        if (json != null && json.isObject()) {
            json.properties()
                    .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        }
        return data;
    }

    private synchronized boolean react(Sent sent, Reaction reaction) {
        switch (reaction) {
            case DELIVERED -> webhooks.add(envelope(sent, "statuses", status(sent, "delivered")));
            case READ -> webhooks.add(envelope(sent, "statuses", status(sent, "read")));
            case FAILED -> {
                ObjectNode failed = status(sent, "failed");
                error(failed, 131026, "Message undeliverable", "Message Undeliverable.");
                webhooks.add(envelope(sent, "statuses", failed));
            }
            case REPLIED -> reply(sent);
            case BOUNCED, COMPLAINED, UNSUBSCRIBED -> {
                return false;
            }
        }
        return true;
    }

    private void reply(Sent sent) {
        Instant now = context.clock().now();
        settings.wrote(sent.to, now);
        ObjectNode message = Json.object()
                .put(sent.byId() ? "from_user_id" : "from", sent.to)
                .put("id", "wamid." + UUID.randomUUID().toString().replace("-", ""))
                .put("timestamp", Long.toString(now.getEpochSecond()))
                .put("type", "text");
        message.putObject("context").put("from", sent.phoneNumberId).put("id", sent.wamid);
        message.putObject("text").put("body", "Thank you");
        ObjectNode payload = envelope(sent, "messages", message);
        ObjectNode contact = ((ObjectNode) payload.at("/entry/0/changes/0/value"))
                .putArray("contacts")
                .addObject();
        contact.putObject("profile").put("name", "Customer");
        contact.put(sent.byId() ? "user_id" : "wa_id", sent.to);
        webhooks.add(payload);
    }

    private ObjectNode status(Sent sent, String status) {
        ObjectNode out = Json.object()
                .put("id", sent.wamid)
                .put("status", status)
                .put("timestamp", Long.toString(context.clock().now().getEpochSecond()))
                .put(sent.byId() ? "recipient_user_id" : "recipient_id", sent.to);
        if (sent.callbackData != null) {
            out.put("biz_opaque_callback_data", sent.callbackData);
        }
        return out;
    }

    private static void error(ObjectNode status, int code, String title, String details) {
        ObjectNode error = status.putArray("errors")
                .addObject()
                .put("code", code)
                .put("title", title)
                .put("message", title);
        error.putObject("error_data").put("details", details);
    }

    /** https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components */
    private static ObjectNode envelope(Sent sent, String kind, ObjectNode item) {
        ObjectNode payload = Json.object().put("object", "whatsapp_business_account");
        ObjectNode change = payload.putArray("entry")
                .addObject()
                .put("id", "0")
                .putArray("changes")
                .addObject();
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", sent.phoneNumberId)
                .put("phone_number_id", sent.phoneNumberId);
        value.putArray(kind).add(item);
        change.put("field", "messages");
        return payload;
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
