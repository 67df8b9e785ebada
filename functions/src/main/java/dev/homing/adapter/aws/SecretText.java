package dev.homing.adapter.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What must not be known, as it lies there: read when it is first needed and then now and again, so that a rotation is seen. */
public final class SecretText {
    private final SecretsManagerClient client;
    private final String secretId;
    private final long maxAgeNanos;
    private @Nullable String text;
    private long readAtNanos;

    /** @param maxAge how old what was read may be */
    public SecretText(SecretsManagerClient client, String secretId, Duration maxAge) {
        this.client = client;
        this.secretId = secretId;
        this.maxAgeNanos = maxAge.toNanos();
    }

    /** @return the same object for as long as it was not read again */
    public synchronized String read() {
        String known = text;
        long age = System.nanoTime() - readAtNanos;
        // A function that was restored from a snapshot can be on a machine that was started later.
        if (known != null && age >= 0 && age < maxAgeNanos) {
            return known;
        }
        String read =
                client.getSecretValue(request -> request.secretId(secretId)).secretString();
        text = read;
        readAtNanos = System.nanoTime();
        return read;
    }

    public synchronized void write(String newText) {
        client.putSecretValue(request -> request.secretId(secretId).secretString(newText));
        text = newText;
        readAtNanos = System.nanoTime();
    }
}
