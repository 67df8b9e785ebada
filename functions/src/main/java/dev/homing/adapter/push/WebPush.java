package dev.homing.adapter.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.http.HttpPost;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.profile.Device;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.Timing;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Browsers, each by the push service that it chose.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8030">RFC 8030, Generic Event Delivery Using HTTP Push</a>
 */
public final class WebPush {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpPost http;
    private final Supplier<VapidKey> key;
    private final String subject;
    private final @Nullable URI instead;

    /**
     * @param key read with each message, since the secret may have been filled in meanwhile
     * @param subject where push services can ask about the shop: {@code mailto:} or {@code https:}
     * @param instead of all push services; null: their own addresses
     */
    public WebPush(HttpPost http, Supplier<VapidKey> key, String subject, @Nullable URI instead) {
        this.http = http;
        this.key = key;
        this.subject = subject;
        this.instead = instead;
    }

    Reached send(Outgoing.Push message, Device device, Device.Keys keys, String tag, Instant now) {
        VapidKey signing;
        try {
            signing = key.get();
        } catch (RuntimeException unreadable) {
            return new Reached.Later(Reason.of(Code.WEB_PUSH_NOT_SET_UP).withDetails(unreadable.getMessage()));
        }
        byte[] body = Encryption.encrypt(payload(message, tag), keys);
        if (body == null) {
            return new Reached.Gone();
        }
        URI endpoint = URI.create(device.token());
        Timing timing = message.timing().getOrDefault(Platform.WEB, Timing.USUAL);
        Map<String, String> headers = Map.of(
                "Authorization",
                signing.authorization(endpoint, subject, now),
                "Content-Type",
                "application/octet-stream",
                "Content-Encoding",
                "aes128gcm",
                "TTL",
                Long.toString(timing.ttl().toSeconds()),
                "Urgency",
                timing.urgency().key(),
                // Of two with one topic that wait for a browser, the later one is left.
                "Topic",
                tag);
        try {
            return switch (http.send(
                    instead == null ? endpoint : instead.resolve(endpoint.getRawPath()), headers, body)) {
                case HttpPost.Outcome.NotReached(String why) -> unavailable("not reached: " + why);
                case HttpPost.Outcome.Answered answered -> reached(answered);
            };
        } catch (UncheckedIOException silent) {
            // Perhaps it has it; a second one takes the place of the first.
            return unavailable(String.valueOf(silent.getMessage()));
        }
    }

    private static Reached reached(HttpPost.Outcome.Answered answered) {
        int status = answered.status();
        String said = "HTTP " + status + " " + new String(answered.body(), StandardCharsets.UTF_8);
        if (status / 100 == 2) {
            return new Reached.Accepted(answered.location() == null ? "" : answered.location());
        }
        return switch (status) {
            case 404, 410 -> new Reached.Gone();
            case 401, 403 ->
                new Reached.Refused(Reason.of(Code.BROWSER_REFUSES_KEY).withDetails(said));
            case 429 -> new Reached.Later(Reason.of(Code.THROTTLED).withDetails(said));
            default ->
                status >= 500
                        ? unavailable(said)
                        : new Reached.Refused(Reason.of(Code.PROVIDER_REFUSED).withDetails(said));
        };
    }

    private static Reached unavailable(String said) {
        return new Reached.Later(Reason.of(Code.PROVIDER_UNAVAILABLE).withDetails(said));
    }

    /** What the shop's service worker gets: without its picture where that would make it too long. */
    private static byte[] payload(Outgoing.Push message, String tag) {
        ObjectNode json = JSON.createObjectNode()
                .put("title", message.title())
                .put("body", message.body())
                .put("url", message.url())
                .put("tag", tag)
                .put("message", message.tags().message().toString())
                .put("campaign", message.tags().campaign())
                .put("step", message.tags().step())
                .put("shown", message.shownUrl())
                .put("notShown", message.notShownUrl());
        byte[] plain = json.toString().getBytes(StandardCharsets.UTF_8);
        if (message.image() == null) {
            return plain;
        }
        byte[] pictured = json.put("image", message.image()).toString().getBytes(StandardCharsets.UTF_8);
        return pictured.length <= Encryption.MOST_BYTES ? pictured : plain;
    }
}
