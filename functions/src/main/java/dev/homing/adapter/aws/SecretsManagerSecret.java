package dev.homing.adapter.aws;

import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import dev.homing.domain.message.Signature;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What must not be known: one JSON secret, read when it is first needed and then now and again, so that a rotation is seen. */
public final class SecretsManagerSecret {
    /**
     * What the secret does not have is empty.
     *
     * @param linkKey signs the ids in links
     * @param linkKeyPrevious signed them before; its links are honoured
     * @param whatsappToken of the Cloud API
     * @param whatsappAppSecret signs what the Cloud API sends
     * @param whatsappVerifyToken proves that a subscription of the webhook is ours
     */
    public record Values(
            String linkKey,
            String linkKeyPrevious,
            String whatsappToken,
            String whatsappAppSecret,
            String whatsappVerifyToken) {
        /** Without the values: they must not come into a log. */
        @Override
        public String toString() {
            return "Values[...]";
        }
    }

    private final SecretsManagerClient client;
    private final String secretId;
    private final long maxAgeNanos;
    private @Nullable Values values;
    private long readAtNanos;

    /** @param maxAge how old what was read may be */
    public SecretsManagerSecret(SecretsManagerClient client, String secretId, Duration maxAge) {
        this.client = client;
        this.secretId = secretId;
        this.maxAgeNanos = maxAge.toNanos();
    }

    /**
     * @return signs the ids in links, by the key as it is now
     * @throws IllegalStateException where the secret lacks it
     */
    public Signature signature() {
        Values now = values();
        String linkKey = now.linkKey();
        if (linkKey.isEmpty()) {
            throw new IllegalStateException(
                    "Secret " + secretId + " has no \"linkKey\": add one of at least 32 random characters");
        }
        return new Signature(linkKey, now.linkKeyPrevious().isEmpty() ? null : now.linkKeyPrevious());
    }

    public synchronized Values values() {
        Values known = values;
        long age = System.nanoTime() - readAtNanos;
        // A function that was restored from a snapshot can be on a machine that was started later.
        if (known != null && age >= 0 && age < maxAgeNanos) {
            return known;
        }
        Facts json = Json.object(
                client.getSecretValue(request -> request.secretId(secretId)).secretString());
        Values read = new Values(
                orEmpty(json.text("linkKey")),
                orEmpty(json.text("linkKeyPrevious")),
                orEmpty(json.text("whatsappToken")),
                orEmpty(json.text("whatsappAppSecret")),
                orEmpty(json.text("whatsappVerifyToken")));
        values = read;
        readAtNanos = System.nanoTime();
        return read;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
