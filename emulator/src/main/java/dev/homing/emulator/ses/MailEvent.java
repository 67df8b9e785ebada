package dev.homing.emulator.ses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.wire.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * What SES tells about a mail, in the shape in which it reaches EventBridge
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-firehose-contents.html).
 */
enum MailEvent {
    SEND("Send", "Email Sent"),
    DELIVERY("Delivery", "Email Delivered"),
    BOUNCE("Bounce", "Email Bounced"),
    COMPLAINT("Complaint", "Email Complaint Received"),
    REJECT("Reject", "Email Rejected");

    private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String eventType;
    private final String detailType;

    MailEvent(String eventType, String detailType) {
        this.eventType = eventType;
        this.detailType = detailType;
    }

    /** As MatchingEventTypes of an event destination names it. */
    String matchingType() {
        return name();
    }

    /**
     * @param recipient whom it happened with; SEND and REJECT are about the mail as a whole
     * @param suppressed a bounce because the address is on the account's suppression list
     */
    ObjectNode on(Mail mail, String recipient, boolean suppressed, Context context) {
        Instant now = context.clock().now().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode event = Json.object().put("source", "aws.ses").put("detail-type", detailType);
        event.putArray("resources")
                .add("arn:aws:ses:" + context.region() + ":" + context.account() + ":configuration-set/"
                        + mail.configurationSet());
        ObjectNode detail = event.putObject("detail");
        detail.put("eventType", eventType);
        detail.set("mail", mail(mail, context));
        switch (this) {
            case SEND -> detail.putObject("send");
            case DELIVERY -> delivery(detail.putObject("delivery"), recipient, now);
            case BOUNCE -> bounce(detail.putObject("bounce"), recipient, suppressed, now);
            case COMPLAINT -> complaint(detail.putObject("complaint"), recipient, now);
            case REJECT -> detail.putObject("reject").put("reason", "Bad content");
        }
        return event;
    }

    private static void delivery(ObjectNode delivery, String recipient, Instant now) {
        delivery.put("timestamp", now.toString()).put("processingTimeMillis", 1);
        delivery.putArray("recipients").add(recipient);
        delivery.put("smtpResponse", "250 2.0.0 OK").put("reportingMTA", "a1-1.smtp-out.amazonses.com");
    }

    private static void bounce(ObjectNode bounce, String recipient, boolean suppressed, Instant now) {
        bounce.put("feedbackId", UUID.randomUUID() + "-000000")
                .put("bounceType", "Permanent")
                .put("bounceSubType", suppressed ? "OnAccountSuppressionList" : "General");
        ObjectNode bounced = bounce.putArray("bouncedRecipients")
                .addObject()
                .put("emailAddress", recipient)
                .put("action", "failed")
                .put("status", "5.1.1");
        bounced.put(
                "diagnosticCode",
                suppressed
                        ? "Amazon SES did not send the message to this address because it is on the suppression list for your account."
                        : "smtp; 550 5.1.1 user unknown");
        bounce.put("timestamp", now.toString()).put("reportingMTA", "dns; a1-1.smtp-out.amazonses.com");
    }

    private static void complaint(ObjectNode complaint, String recipient, Instant now) {
        complaint.put("feedbackId", UUID.randomUUID() + "-000000").putNull("complaintSubType");
        complaint.putArray("complainedRecipients").addObject().put("emailAddress", recipient);
        complaint
                .put("timestamp", now.toString())
                .put("userAgent", "Amazon SES Mailbox Simulator")
                .put("complaintFeedbackType", "abuse")
                .put("arrivalDate", now.toString());
    }

    private static ObjectNode mail(Mail mail, Context context) {
        ObjectNode out = Json.object()
                .put("timestamp", mail.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("source", mail.from())
                .put(
                        "sourceArn",
                        "arn:aws:ses:" + context.region() + ":" + context.account() + ":identity/"
                                + Mail.domain(mail.from()))
                .put("sendingAccountId", context.account())
                .put("messageId", mail.messageId());
        out.set("destination", Json.array(mail.destinations()));
        out.put("headersTruncated", false);
        var headers = out.putArray("headers");
        headers.addObject().put("name", "From").put("value", mail.from());
        headers.addObject().put("name", "To").put("value", String.join(", ", mail.to()));
        headers.addObject().put("name", "Subject").put("value", mail.subject());
        headers.addObject().put("name", "MIME-Version").put("value", "1.0");
        mail.headers()
                .forEach((name, value) -> headers.addObject().put("name", name).put("value", value));
        ObjectNode common = out.putObject("commonHeaders");
        common.putArray("from").add(mail.from());
        common.put("date", RFC_1123.format(mail.at()));
        common.set("to", Json.array(mail.to()));
        common.put("messageId", mail.messageId()).put("subject", mail.subject());
        ObjectNode tags = out.putObject("tags");
        tags.putArray("ses:source-tls-version").add("TLSv1.3");
        tags.putArray("ses:operation").add("SendEmail");
        tags.putArray("ses:configuration-set").add(mail.configurationSet());
        tags.putArray("ses:source-ip").add("127.0.0.1");
        tags.putArray("ses:from-domain").add(Mail.domain(mail.from()));
        tags.putArray("ses:caller-identity").add("emulator");
        mail.tags().forEach((name, value) -> tags.putArray(name).add(value));
        return out;
    }
}
