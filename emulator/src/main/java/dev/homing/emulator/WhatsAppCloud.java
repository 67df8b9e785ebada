package dev.homing.emulator;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Settings of the WhatsApp Cloud API stand-in, which answers under the emulator's endpoint at {@code /v{n}.0/}. Safe for any thread. */
public final class WhatsAppCloud {
    /** @param appSecret the key of {@code X-Hub-Signature-256} */
    public record Webhook(URI uri, String appSecret) {}

    private volatile @Nullable Webhook webhook;
    private volatile @Nullable String accessToken;

    /** When each number last wrote: for 24 hours from then on it can be written to freely. */
    private final Map<String, Instant> lastWords = new ConcurrentHashMap<>();

    /**
     * Somebody wrote to the shop.
     *
     * @param from digits alone
     */
    public void wrote(String from, Instant at) {
        lastWords.merge(from, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Null where they never did. */
    public @Nullable Instant lastWrote(String from) {
        return lastWords.get(from);
    }

    /** Statuses and answers are posted there from now on, signed; until it is set they are dropped. */
    public void webhook(URI uri, String appSecret) {
        webhook = new Webhook(uri, appSecret);
    }

    public Optional<Webhook> webhook() {
        return Optional.ofNullable(webhook);
    }

    /** The only bearer token accepted from now on; until it is set, any is. */
    public void accessToken(String token) {
        accessToken = token;
    }

    /** Whether a call's Authorization header opens the API. */
    public boolean accepts(@Nullable String authorization) {
        String expected = accessToken;
        return authorization != null
                && authorization.startsWith("Bearer ")
                && authorization.length() > "Bearer ".length()
                && (expected == null || authorization.equals("Bearer " + expected));
    }
}
