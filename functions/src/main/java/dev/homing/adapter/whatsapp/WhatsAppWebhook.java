package dev.homing.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.app.port.Answers;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Contacts;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.Approval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Meta's webhook: who calls, and what is told. */
public final class WhatsAppWebhook {
    /** The header with the signature; HTTP API hands header names over in lower case. */
    public static final String SIGNATURE_HEADER = "x-hub-signature-256";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "HmacSHA256";
    /** What Meta says of a number whose messages are badly received, or that may send less. */
    private static final Set<String> BAD_FOR_A_NUMBER = Set.of("FLAGGED", "DOWNGRADE");

    /** What Meta says of an account that has to be seen to. */
    private static final Set<String> BAD_FOR_AN_ACCOUNT =
            Set.of("ACCOUNT_VIOLATION", "ACCOUNT_RESTRICTION", "DISABLED_UPDATE", "ACCOUNT_DELETED");

    private static final long LATEST_SECOND = 99_999_999_999L;
    private static final String PREFIX = "sha256=";

    private final byte[] appSecret;
    private final String verifyToken;

    /**
     * @param appSecret of the Meta app, with which it signs
     * @param verifyToken chosen by the shop when it set the webhook up
     */
    public WhatsAppWebhook(String appSecret, String verifyToken) {
        this.appSecret = appSecret.getBytes(StandardCharsets.UTF_8);
        this.verifyToken = verifyToken;
    }

    /**
     * Answers the call by which Meta checks that the address is ours.
     *
     * @param query the parameters of the GET
     * @return the text to answer with; null: refuse it
     */
    public @Nullable String challenge(Map<String, String> query) {
        String token = query.get("hub.verify_token");
        boolean ours = token != null
                && !verifyToken.isEmpty()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), verifyToken.getBytes(StandardCharsets.UTF_8));
        return ours && "subscribe".equals(query.get("hub.mode")) ? query.get("hub.challenge") : null;
    }

    /**
     * Whether Meta signed a call.
     *
     * @param body the bytes as they came
     * @param signature of the header; null where it was not there
     */
    public boolean signed(byte[] body, @Nullable String signature) {
        if (signature == null || !signature.startsWith(PREFIX) || appSecret.length == 0) {
            return false;
        }
        try {
            byte[] given =
                    HexFormat.of().parseHex(signature.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
            return MessageDigest.isEqual(hash(body), given);
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    /**
     * What the header says of a call that Meta makes: for whoever plays Meta.
     *
     * @throws IllegalStateException where there is no app secret to sign with
     */
    public String signature(byte[] body) {
        if (appSecret.length == 0) {
            throw new IllegalStateException("There is no WhatsApp app secret to sign with");
        }
        return PREFIX + HexFormat.of().formatHex(hash(body));
    }

    private byte[] hash(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(appSecret, ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * What a signed call tells; of what Homing has no use for, nothing.
     *
     * @throws IllegalArgumentException where it is not JSON
     */
    public static List<WhatsAppNotice> read(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getMessage(), e);
        }
        List<WhatsAppNotice> notices = new ArrayList<>();
        for (JsonNode entry : root.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                JsonNode value = change.path("value");
                value.path("statuses").forEach(status -> addStatus(notices, status));
                value.path("messages").forEach(message -> addReceived(notices, message, value.path("contacts")));
                value.path("user_preferences").forEach(choice -> addChoice(notices, choice));
                Instant at = time(entry);
                if (at != null) {
                    addAccount(notices, change.path("field").asText(""), value, at);
                }
            }
        }
        return notices;
    }

    private static void addStatus(List<WhatsAppNotice> notices, JsonNode json) {
        MessageStatus status =
                switch (json.path("status").asText("")) {
                    case "sent" -> MessageStatus.SENT;
                    case "delivered" -> MessageStatus.DELIVERED;
                    // A voice message that was listened to was read before; Meta may tell only this.
                    case "read", "played" -> MessageStatus.READ;
                    case "failed" -> MessageStatus.FAILED;
                    default -> null;
                };
        String id = json.path("id").asText("");
        Instant at = at(json);
        if (status == null || id.isEmpty() || at == null) {
            return;
        }
        MetaError error = MetaError.read(json.path("errors").path(0));
        Reason reason = status != MessageStatus.FAILED
                ? null
                : error == null ? Reason.of(Code.PROVIDER_SILENT) : error.reason();
        String data = json.path("biz_opaque_callback_data").asText("");
        Answers.Reference reference = CallbackData.readReference(data);
        if (reference != null) {
            notices.add(new WhatsAppNotice.AnswerChanged(id, reference, state(status), at, reason));
            return;
        }
        notices.add(new WhatsAppNotice.StatusChanged(id, status, at, CallbackData.read(data), reason));
    }

    /**
     * What is told of the account and not of a person.
     *
     * @see <a href="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update/">Meta,
     *     template status</a>
     */
    private static void addAccount(List<WhatsAppNotice> notices, String field, JsonNode value, Instant at) {
        String event = value.path("event").asText("");
        switch (field) {
            case "message_template_status_update" -> {
                Approval.Status status = status(event);
                if (status != null) {
                    addTemplate(notices, value, status, null, at);
                } else if (event.equals("FLAGGED")) {
                    addTemplate(notices, value, Approval.Status.APPROVED, Approval.Quality.RED, at);
                }
            }
            case "message_template_quality_update" -> {
                Approval.Quality quality =
                        quality(value.path("new_quality_score").asText(""));
                if (quality != null) {
                    addTemplate(notices, value, Approval.Status.APPROVED, quality, at);
                }
            }
            case "phone_number_quality_update" -> {
                if (BAD_FOR_A_NUMBER.contains(event)) {
                    notices.add(new WhatsAppNotice.AccountWarned(event, at));
                }
            }
            case "account_update" -> {
                if (BAD_FOR_AN_ACCOUNT.contains(event)) {
                    notices.add(new WhatsAppNotice.AccountWarned(event, at));
                }
            }
            default -> {
                // Of no use here.
            }
        }
    }

    private static void addTemplate(
            List<WhatsAppNotice> notices,
            JsonNode value,
            Approval.Status status,
            Approval.@Nullable Quality quality,
            Instant at) {
        String name = value.path("message_template_name").asText("");
        String language = value.path("message_template_language").asText("");
        if (!name.matches("[A-Za-z0-9_]{1,512}") || !language.matches("[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?")) {
            return;
        }
        String reason = value.path("reason").asText("");
        String details = firstText(
                value.path("rejection_info").path("reason"),
                value.path("other_info").path("description"));
        if (details == null && !reason.isEmpty() && !reason.equals("NONE")) {
            details = reason;
        }
        notices.add(new WhatsAppNotice.TemplateChanged(
                new Approval(name, language.replace('-', '_'), status, quality, details, at), quality == null));
    }

    /** Null for what changes nothing of whether it can be sent. */
    private static Approval.@Nullable Status status(String event) {
        return switch (event) {
            case "APPROVED", "REINSTATED" -> Approval.Status.APPROVED;
            case "REJECTED" -> Approval.Status.REJECTED;
            case "PAUSED" -> Approval.Status.PAUSED;
            case "DISABLED" -> Approval.Status.DISABLED;
            case "DELETED", "PENDING_DELETION" -> Approval.Status.DELETED;
            default -> null;
        };
    }

    private static Approval.@Nullable Quality quality(String score) {
        return switch (score) {
            case "GREEN" -> Approval.Quality.GREEN;
            case "YELLOW" -> Approval.Quality.YELLOW;
            case "RED" -> Approval.Quality.RED;
            case "UNKNOWN" -> Approval.Quality.UNKNOWN;
            default -> null;
        };
    }

    private static Said.State state(MessageStatus status) {
        return switch (status) {
            case SENT -> Said.State.SENT;
            case DELIVERED -> Said.State.DELIVERED;
            case READ -> Said.State.READ;
            case FAILED -> Said.State.FAILED;
            case SENDING,
                    HELD,
                    SKIPPED,
                    UNKNOWN,
                    BOUNCED,
                    COMPLAINED,
                    UNSUBSCRIBED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    CLICKED,
                    REPLIED -> throw new IllegalArgumentException("Meta tells no " + status.key());
        };
    }

    private static void addReceived(List<WhatsAppNotice> notices, JsonNode json, JsonNode contacts) {
        String id = json.path("id").asText("");
        Instant at = at(json);
        String type = json.path("type").asText("");
        // A change of number and the like are told as messages of type "system" or "unsupported"; nobody wrote those.
        if (id.isEmpty() || at == null || type.equals("system") || type.equals("unsupported")) {
            return;
        }
        JsonNode button = json.path("button");
        JsonNode pressed = json.path("interactive").path("button_reply");
        JsonNode picked = json.path("interactive").path("list_reply");
        String text = firstText(
                json.path("text").path("body"),
                button.path("text"),
                pressed.path("title"),
                picked.path("title"),
                json.path(type).path("caption"),
                json.path("reaction").path("emoji"),
                json.path("location").path("name"));
        // What a button means may stand in its payload alone, where its label is in words of the shop's own.
        String meant = firstText(button.path("payload"), pressed.path("id"), picked.path("id"));
        notices.add(new WhatsAppNotice.Received(
                id,
                address(json, contacts),
                at,
                firstText(json.path("context").path("id"), json.path("reaction").path("message_id")),
                kind(type),
                text,
                firstText(json.path("document").path("filename")),
                meant,
                word(ReplyWord.of(text), ReplyWord.of(meant))));
    }

    private static ReplyWord word(ReplyWord said, ReplyWord meant) {
        return said == ReplyWord.STOP || meant == ReplyWord.NONE ? said : meant;
    }

    /**
     * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages">Meta, messages webhooks</a>
     */
    private static Said.Kind kind(String type) {
        return switch (type) {
            case "text" -> Said.Kind.TEXT;
            case "button", "interactive" -> Said.Kind.BUTTON;
            case "image" -> Said.Kind.IMAGE;
            case "video" -> Said.Kind.VIDEO;
            case "audio", "voice" -> Said.Kind.AUDIO;
            case "document" -> Said.Kind.DOCUMENT;
            case "sticker" -> Said.Kind.STICKER;
            case "location" -> Said.Kind.LOCATION;
            case "contacts" -> Said.Kind.CONTACTS;
            case "reaction" -> Said.Kind.REACTION;
            case "order" -> Said.Kind.ORDER;
            default -> Said.Kind.OTHER;
        };
    }

    /** Where the sender is reached: by the number, or where Meta leaves that out as the person has a user name, by their id. */
    private static @Nullable String address(JsonNode message, JsonNode contacts) {
        String from = phone(message.path("from"));
        if (from != null) {
            return from;
        }
        String userId = message.path("from_user_id").asText("");
        for (JsonNode contact : contacts) {
            String number = phone(contact.path("wa_id"));
            if (number != null && contact.path("user_id").asText("").equals(userId)) {
                return number;
            }
        }
        return Contacts.isWhatsAppId(userId) ? userId : null;
    }

    private static void addChoice(List<WhatsAppNotice> notices, JsonNode json) {
        Instant at = at(json);
        String value = json.path("value").asText("");
        String number = phone(json.path("wa_id"));
        String userId = json.path("user_id").asText("");
        boolean known = value.equals("stop") || value.equals("resume");
        if (at != null && known && json.path("category").asText("").equals("marketing_messages")) {
            notices.add(new WhatsAppNotice.MarketingChosen(
                    number == null && Contacts.isWhatsAppId(userId) ? userId : number, at, value.equals("resume")));
        }
    }

    /** Meta writes numbers without their plus. */
    private static @Nullable String phone(JsonNode number) {
        String digits = number.asText("");
        return digits.matches("[0-9]{6,15}") ? "+" + digits : null;
    }

    /** Of a change of the account, which Meta writes as a number. */
    private static @Nullable Instant time(JsonNode entry) {
        JsonNode seconds = entry.path("time");
        return seconds.isIntegralNumber() && seconds.canConvertToLong() && seconds.longValue() < LATEST_SECOND
                ? Instant.ofEpochSecond(Math.max(0, seconds.longValue()))
                : null;
    }

    private static @Nullable Instant at(JsonNode json) {
        String seconds = json.path("timestamp").asText("");
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }

    private static @Nullable String firstText(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (node.isTextual() && !node.textValue().isBlank()) {
                return node.textValue();
            }
        }
        return null;
    }
}
