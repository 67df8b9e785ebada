package dev.homing.emulator;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of the WhatsApp Cloud API stand-in, which answers under the emulator's endpoint at {@code /v{n}.0/}. Safe for any thread. */
public final class WhatsAppCloud {
    /** @param appSecret the key of {@code X-Hub-Signature-256} */
    public record Webhook(URI uri, String appSecret) {}

    private volatile @Nullable Webhook webhook;
    private volatile @Nullable String accessToken;

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
