package dev.homing.adapter.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.http.HttpPost;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.profile.Device;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Apps, by Firebase Cloud Messaging, which hands what is for iPhones to Apple.
 *
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">Firebase, projects.messages</a>
 */
public final class Firebase {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A token is renewed before it is over. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final HttpPost http;
    private final URI url;
    private final Supplier<String> secret;
    private ServiceAccount.@Nullable AccessToken token;

    /**
     * @param url such as {@code https://fcm.googleapis.com}
     * @param secret the account's file, as the Firebase console gives it out
     */
    public Firebase(HttpPost http, URI url, Supplier<String> secret) {
        this.http = http;
        this.url = url;
        this.secret = secret;
    }

    Reached send(Outgoing.Push message, Device device, String tag, Instant now) {
        ServiceAccount account;
        String access;
        try {
            account = ServiceAccount.read(secret.get());
            access = access(account, now);
        } catch (RuntimeException unreadable) {
            return new Reached.Later(Reason.of(Code.FIREBASE_KEY_NOT_VALID).withDetails(unreadable.getMessage()));
        }
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + access, "Content-Type", "application/json", "Accept", "application/json");
        byte[] body = body(message, device, tag, now).toString().getBytes(StandardCharsets.UTF_8);
        try {
            URI messages = url.resolve("/v1/projects/" + account.projectId() + "/messages:send");
            return switch (http.send(messages, headers, body)) {
                case HttpPost.Outcome.NotReached(String why) -> unavailable("not reached: " + why);
                case HttpPost.Outcome.Answered answered -> reached(answered.status(), json(answered.body()));
            };
        } catch (UncheckedIOException silent) {
            // Perhaps it has it; a second one takes the place of the first.
            return unavailable(String.valueOf(silent.getMessage()));
        }
    }

    private synchronized String access(ServiceAccount account, Instant now) {
        ServiceAccount.AccessToken known = token;
        if (known == null || !now.plus(MARGIN).isBefore(known.until())) {
            known = account.ask(http, now);
            token = known;
        }
        return known.text();
    }

    private synchronized void forgetAccess() {
        token = null;
    }

    private static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private Reached reached(int status, JsonNode answer) {
        if (status == 200) {
            return new Reached.Accepted(answer.path("name").asText(""));
        }
        JsonNode error = answer.path("error");
        String said = "HTTP " + status + " " + error.path("message").asText("");
        // The JDK keeps the text of a 401 to itself when a body was streamed.
        return switch (status == 401 ? "UNAUTHENTICATED" : code(error)) {
            case "UNREGISTERED" -> new Reached.Gone();
            case "INVALID_ARGUMENT" ->
                ofToken(error)
                        ? new Reached.Gone()
                        : new Reached.Refused(
                                Reason.of(Code.PARAMETER_NOT_VALID).withDetails(said));
            case "SENDER_ID_MISMATCH" ->
                new Reached.Refused(Reason.of(Code.OTHER_FIREBASE_PROJECT).withDetails(said));
            case "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED" ->
                new Reached.Later(Reason.of(Code.THROTTLED).withDetails(said));
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> {
                forgetAccess();
                yield new Reached.Later(Reason.of(Code.FIREBASE_KEY_NOT_VALID).withDetails(said));
            }
            // UNAVAILABLE, INTERNAL, and what a proxy says.
            default ->
                status >= 500 || status == 429
                        ? unavailable(said)
                        : new Reached.Refused(Reason.of(Code.PROVIDER_REFUSED).withDetails(said));
        };
    }

    /** Firebase's own code is among the details; beside it stands Google's general one. */
    private static String code(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("@type").asText("").endsWith("FcmError")) {
                return detail.path("errorCode").asText("");
            }
        }
        return error.path("status").asText("");
    }

    private static boolean ofToken(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                return violation.path("field").asText("").equals("message.token");
            }
        }
        return error.path("message").asText("").contains("registration token");
    }

    private static Reached unavailable(String said) {
        return new Reached.Later(Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails(said));
    }

    private static ObjectNode body(Outgoing.Push message, Device device, String tag, Instant now) {
        Timing timing = message.timing().getOrDefault(device.platform(), Timing.USUAL);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode to = body.putObject("message").put("token", device.token());
        ObjectNode notification =
                to.putObject("notification").put("title", message.title()).put("body", message.body());
        if (message.image() != null) {
            notification.put("image", message.image());
        }
        // What the app opens on a click, and by which it is known what was clicked.
        to.putObject("data")
                .put("url", message.url())
                .put("message", message.tags().message().toString())
                .put("campaign", message.tags().campaign())
                .put("step", message.tags().step());
        switch (device.platform()) {
            case ANDROID ->
                to.putObject("android")
                        .put("ttl", timing.ttl().toSeconds() + "s")
                        .put(
                                "priority",
                                switch (timing.urgency()) {
                                    case HIGH -> "HIGH";
                                    case NORMAL, LOW -> "NORMAL";
                                })
                        .putObject("notification")
                        .put("tag", tag);
            case IOS -> {
                ObjectNode apns = to.putObject("apns");
                apns.putObject("headers")
                        .put(
                                "apns-expiration",
                                timing.ttl().isZero()
                                        ? "0"
                                        : Long.toString(now.plus(timing.ttl()).getEpochSecond()))
                        .put(
                                "apns-priority",
                                switch (timing.urgency()) {
                                    case HIGH -> "10";
                                    case NORMAL -> "5";
                                    case LOW -> "1";
                                })
                        .put("apns-collapse-id", tag);
                ObjectNode aps = apns.putObject("payload").putObject("aps");
                if (message.image() != null) {
                    aps.put("mutable-content", 1);
                    apns.putObject("fcm_options").put("image", message.image());
                }
            }
            case WEB -> throw new IllegalArgumentException("Browsers are not reached by Firebase");
        }
        return body;
    }
}
