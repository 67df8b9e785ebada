package dev.homing.emulator.sms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Channel;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Inbox;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Phones;
import dev.homing.emulator.Reaction;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * End User Messaging: a text message ends in the inbox, is delivered at once, and is told about on the default bus, where AWS tells of every message
 * without being asked to. Any identity may send. A number on the opt-out list gets nothing; answers go where {@link Phones} says, a STOP too, as with a
 * number whose opt-outs its owner manages.
 */
public final class EndUserMessaging implements EmulatedApi {
    private static final Logger LOG = LoggerFactory.getLogger(EndUserMessaging.class);
    private static final String PREFIX = "PinpointSMSVoiceV2.";
    private static final String BUS = "default";

    /** https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html */
    private static final int LONGEST_BODY = 1600;

    private final Context context;
    private final Inbox inbox;
    private final Phones phones;
    private final Set<String> optedOut = ConcurrentHashMap.newKeySet();

    private record Sent(
            String id, String to, String from, String type, MessageParts parts, Map<String, String> data, Instant at) {}

    public EndUserMessaging(Context context, Inbox inbox, Phones phones) {
        this.context = context;
        this.inbox = inbox;
        this.phones = phones;
    }

    @Override
    public String name() {
        return "sms-voice";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith(PREFIX);
    }

    @Override
    public @Nullable String operation(Request request) {
        return request.target().substring(PREFIX.length());
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        try {
            return switch (String.valueOf(operation(request))) {
                case "SendTextMessage" -> send(in);
                case "PutOptedOutNumber" -> {
                    optedOut.add(Json.required(in, "OptedOutNumber"));
                    yield Response.ok(Json.object().put("OptedOutNumber", Json.required(in, "OptedOutNumber")));
                }
                case "DeleteOptedOutNumber" -> {
                    optedOut.remove(Json.required(in, "OptedOutNumber"));
                    yield Response.ok(Json.object().put("OptedOutNumber", Json.required(in, "OptedOutNumber")));
                }
                default ->
                    throw Refused.of(400, "UnknownOperationException", "Not emulated: sms-voice " + operation(request));
            };
        } catch (Refused e) {
            return e.response();
        } finally {
            context.wake();
        }
    }

    private Response send(ObjectNode in) {
        String to = Json.required(in, "DestinationPhoneNumber");
        String from = Json.text(in, "OriginationIdentity");
        String text = Json.required(in, "MessageBody");
        if (!to.matches("\\+?[1-9][0-9]{1,18}")) {
            return refused("ValidationException", "INVALID_PARAMETER", to + " is no phone number");
        }
        if (text.isEmpty() || text.length() > LONGEST_BODY) {
            return refused(
                    "ValidationException",
                    "FIELD_VALIDATION_FAILED",
                    "MessageBody has " + text.length() + " characters; it must have 1 to " + LONGEST_BODY);
        }
        if (from == null) {
            return refused("ConflictException", "NO_ORIGINATION_IDENTITIES_FOUND", "No identity to send from");
        }
        if (optedOut.contains(to)) {
            return refused("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", "The number is opted out");
        }
        Map<String, String> data = new LinkedHashMap<>();
        in.path("Context")
                .properties()
                .forEach(each -> data.put(each.getKey(), each.getValue().asText()));
        String type = Json.text(in, "MessageType");
        Sent sent = new Sent(
                UUID.randomUUID().toString(),
                to,
                from,
                type == null ? "TRANSACTIONAL" : type,
                MessageParts.of(text),
                data,
                context.clock().now());
        inbox.add(
                new InboxMessage(
                        data.getOrDefault("message", sent.id),
                        Channel.SMS,
                        to,
                        from,
                        null,
                        null,
                        text,
                        data.get("campaign"),
                        data.get("step"),
                        data.get("variant"),
                        sent.at,
                        Map.of(),
                        sent.id,
                        null,
                        data,
                        sent.parts.count()),
                reaction -> react(sent, reaction));
        tell(sent, "TEXT_SUCCESSFUL", "Message has been accepted by phone carrier");
        tell(sent, "TEXT_DELIVERED", "Message has been accepted by phone");
        return Response.ok(Json.object().put("MessageId", sent.id));
    }

    private boolean react(Sent sent, Reaction reaction) {
        switch (reaction) {
            case DELIVERED -> tell(sent, "TEXT_DELIVERED", "Message has been accepted by phone");
            case FAILED -> tell(sent, "TEXT_UNREACHABLE", "Phone is currently unreachable/unavailable");
            case REPLIED -> answer(sent, "Thank you");
            case UNSUBSCRIBED -> answer(sent, "STOP");
            case BOUNCED, COMPLAINED, READ -> {
                return false;
            }
        }
        return true;
    }

    /** https://docs.aws.amazon.com/sms-voice/latest/userguide/monitor-event-bridge.html */
    private void tell(Sent sent, String type, String description) {
        Instant now = context.clock().now();
        ObjectNode event =
                Json.object().put("source", "aws.sms-voice").put("detail-type", "Text Message Delivery Status Updated");
        event.putArray("resources");
        ObjectNode detail = event.putObject("detail");
        detail.put("eventType", type)
                .put("eventVersion", "1.0")
                .put("eventTimestamp", now.toEpochMilli())
                .put("isFinal", true)
                .put("originationPhoneNumber", sent.from)
                .put("destinationPhoneNumber", sent.to)
                .put("messageId", sent.id)
                .put("messageRequestTimestamp", sent.at.toEpochMilli())
                .put("messageEncoding", sent.parts.encoding())
                .put("messageType", sent.type)
                .put("messageStatus", type.substring("TEXT_".length()).toUpperCase(Locale.ROOT))
                .put("messageStatusDescription", description);
        ObjectNode data = detail.putObject("context");
        sent.data.forEach(data::put);
        detail.put("totalMessageParts", sent.parts.count())
                .put("totalMessagePrice", 0.01 * sent.parts.count())
                .put("totalCarrierFee", 0.0);
        context.emit(BUS, event);
        context.wake();
    }

    /** https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html */
    private void answer(Sent sent, String text) {
        String queue = phones.answersTo();
        if (queue == null) {
            return;
        }
        ObjectNode answer = Json.object()
                .put("originationNumber", sent.to)
                .put("destinationNumber", sent.from)
                .put("messageKeyword", "KEYWORD_" + context.account())
                .put("messageBody", text)
                .put("inboundMessageId", UUID.randomUUID().toString())
                .put("previousPublishedMessageId", sent.id);
        try {
            context.deliver(queue, Json.write(answer), Map.of());
        } catch (DeliveryFailed notThere) {
            LOG.warn("An answer to a text message could not be put on {}", queue, notThere);
        }
        context.wake();
    }

    private static Response refused(String type, String reason, String message) {
        return Response.json(
                        400,
                        Json.object()
                                .put("__type", type)
                                .put("Message", message)
                                .put("Reason", reason))
                .with("x-amzn-ErrorType", type);
    }
}
