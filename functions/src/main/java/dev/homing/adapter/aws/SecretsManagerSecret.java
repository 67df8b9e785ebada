package dev.homing.adapter.aws;

import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import dev.homing.domain.message.Signature;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What must not be known: one JSON secret. */
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

    private final SecretText secret;
    private final String secretId;
    private @Nullable String read;
    private @Nullable Values values;

    /** @param maxAge how old what was read may be */
    public SecretsManagerSecret(SecretsManagerClient client, String secretId, Duration maxAge) {
        this.secret = new SecretText(client, secretId, maxAge);
        this.secretId = secretId;
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
        String text = secret.read();
        Values known = values;
        if (known != null && text.equals(read)) {
            return known;
        }
        Facts json = Json.object(text);
        Values now = new Values(
                orEmpty(json.text("linkKey")),
                orEmpty(json.text("linkKeyPrevious")),
                orEmpty(json.text("whatsappToken")),
                orEmpty(json.text("whatsappAppSecret")),
                orEmpty(json.text("whatsappVerifyToken")));
        values = now;
        read = text;
        return now;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
