package dev.homing.domain.profile;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.event.CustomerEvent;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A browser or phone that takes push notifications.
 *
 * @param token Firebase's of an app; of a browser the address at its push service
 * @param keys of a browser, for which what is sent to it is encrypted; null for apps
 * @param since when it was stated last
 * @param trusted whether the shop's own servers said that it is the customer's; otherwise anyone could have
 */
public record Device(
        Platform platform, String token, @Nullable Keys keys, Instant since, boolean trusted) {
    private static final int LONGEST_TOKEN = 1_000;
    private static final int PUBLIC_KEY_BYTES = 65;
    private static final int AUTH_BYTES = 16;

    private static final List<String> PUSH_SERVICES =
            List.of("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com");

    private static final String WINDOWS = ".notify.windows.com";

    public Device {
        if ((platform == Platform.WEB) == (keys == null)) {
            throw new IllegalArgumentException("Browsers have keys, and apps have none");
        }
    }

    /**
     * A browser's, as its subscription has them: base64url.
     *
     * @param p256dh a point on the curve P-256, uncompressed
     * @param auth 16 bytes
     */
    public record Keys(String p256dh, String auth) {
        /** Without the values: who has them and the address can write to the browser. */
        @Override
        public String toString() {
            return "Keys[...]";
        }
    }

    /** Without the token, which is an address. */
    @Override
    public String toString() {
        return "Device[" + platform.key() + ", since " + since + "]";
    }

    /** What an event says of its device. */
    sealed interface Reading {
        record Read(Device device) implements Reading {}

        /** It is none that takes notifications. */
        record Nothing() implements Reading {}

        /** @param why with the field and the remedy */
        record Refused(String why) implements Reading {}
    }

    /** @param event with a device as the Segment specification has it: {@code type} and {@code token} */
    static Reading read(CustomerEvent event) {
        Facts stated = event.device();
        boolean trusted = event.origin().trusted();
        String type = stated.text("type");
        Platform platform = type == null ? null : Platform.ofKey(type);
        Facts subscription = stated.map("subscription");
        String token = subscription.isEmpty() ? stated.text("token") : subscription.text("endpoint");
        if (token == null) {
            return subscription.isEmpty()
                    ? new Reading.Nothing()
                    : new Reading.Refused("device.subscription: its endpoint is missing; send the whole subscription");
        }
        if (StoredBytes.of(token) > LONGEST_TOKEN || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return new Reading.Refused("device.token: it is longer than " + LONGEST_TOKEN
                    + " characters, or has characters that no token has");
        }
        return switch (platform) {
            case null ->
                new Reading.Refused("device.type: \"" + Statements.shown(String.valueOf(type))
                        + "\" is no kind of device that takes notifications; send ios, android or web");
            case IOS, ANDROID ->
                trusted
                        ? new Reading.Read(new Device(platform, token, null, event.at(), true))
                        : new Reading.Refused(
                                "device.token: of a browser's key only browsers are taken, and no apps; send it with a server's key");
            case WEB -> browser(subscription, token, event.at(), trusted);
        };
    }

    private static Reading browser(Facts subscription, String endpoint, Instant at, boolean trusted) {
        if (subscription.isEmpty()) {
            return new Reading.Refused(
                    "device.token: of a browser, send its PushSubscription as JSON, or as device.subscription");
        }
        if (!atPushService(endpoint)) {
            return new Reading.Refused("device.subscription.endpoint: it is not at a push service that Homing knows: "
                    + String.join(", ", PUSH_SERVICES) + " and those under notify.windows.com, by https");
        }
        String p256dh = base64Url(subscription.map("keys").text("p256dh"));
        String auth = base64Url(subscription.map("keys").text("auth"));
        byte[] point = p256dh == null ? null : decoded(p256dh);
        byte[] secret = auth == null ? null : decoded(auth);
        if (p256dh == null
                || auth == null
                || point == null
                || secret == null
                || point.length != PUBLIC_KEY_BYTES
                || point[0] != 4
                || secret.length != AUTH_BYTES) {
            return new Reading.Refused(
                    "device.subscription.keys: p256dh and auth are missing or not what a browser makes; send the whole subscription");
        }
        return new Reading.Read(new Device(Platform.WEB, endpoint, new Keys(p256dh, auth), at, trusted));
    }

    /** Homing calls these addresses itself, and anyone can state one: so no others are taken. */
    private static boolean atPushService(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            return "https".equals(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getPort() == -1
                    && (PUSH_SERVICES.contains(host) || host.endsWith(WINDOWS));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** Some libraries write the other alphabet, and fill up. */
    private static @Nullable String base64Url(@Nullable String base64) {
        return base64 == null
                ? null
                : base64.replace('+', '-').replace('/', '_').replace("=", "");
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
