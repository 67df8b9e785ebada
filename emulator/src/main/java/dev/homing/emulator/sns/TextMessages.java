package dev.homing.emulator.sns;

import dev.homing.emulator.Channel;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Inbox;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.sms.MessageParts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SNS as far as {@code Publish} to a phone number goes: the text ends in the inbox. SNS tells nothing about it afterwards. */
public final class TextMessages implements EmulatedApi {
    /** https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html: ten parts of 160 characters. */
    private static final int MAX_BYTES = 1600;

    private final Context context;
    private final Inbox inbox;

    public TextMessages(Context context, Inbox inbox) {
        this.context = context;
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public boolean handles(Request request) {
        String signed = request.signedService();
        return signed.equals("sns")
                || (signed.isEmpty() && request.method().equals("POST") && "Publish".equals(operation(request)));
    }

    @Override
    public @Nullable String operation(Request request) {
        return request.form().get("Action");
    }

    @Override
    public Response handle(Request request) {
        String action = operation(request);
        if (!"Publish".equals(action)) {
            return Response.queryError(400, "InvalidAction", "Not emulated: sns " + action);
        }
        Map<String, String> form = request.form();
        String phone = form.get("PhoneNumber");
        String text = form.get("Message");
        if (phone == null) {
            return invalid("Only PhoneNumber is emulated as a destination, not topics or endpoints.");
        }
        if (!phone.matches("\\+[1-9][0-9]{6,14}")) {
            return invalid("Invalid parameter: PhoneNumber Reason: " + phone + " is not valid to publish to");
        }
        if (text == null || text.isEmpty()) {
            return invalid("Invalid parameter: Empty message");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return invalid("Invalid parameter: Message too long");
        }
        String id = UUID.randomUUID().toString();
        Map<String, String> attributes = attributes(form);
        inbox.add(
                new InboxMessage(
                        attributes.getOrDefault("message", id),
                        Channel.SMS,
                        phone,
                        attributes.get("AWS.SNS.SMS.SenderID"),
                        null,
                        null,
                        text,
                        attributes.get("campaign"),
                        attributes.get("step"),
                        attributes.get("variant"),
                        context.clock().now(),
                        Map.of(),
                        id,
                        null,
                        attributes,
                        MessageParts.of(text).count()),
                reaction -> false);
        return Response.xml(
                200,
                "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>" + id
                        + "</MessageId></PublishResult><ResponseMetadata><RequestId>" + UUID.randomUUID()
                        + "</RequestId></ResponseMetadata></PublishResponse>");
    }

    private static Map<String, String> attributes(Map<String, String> form) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; form.containsKey("MessageAttributes.entry." + i + ".Name"); i++) {
            String entry = "MessageAttributes.entry." + i;
            attributes.put(form.getOrDefault(entry + ".Name", ""), form.getOrDefault(entry + ".Value.StringValue", ""));
        }
        return attributes;
    }

    private static Response invalid(String message) {
        return Response.queryError(400, "InvalidParameter", message);
    }
}
