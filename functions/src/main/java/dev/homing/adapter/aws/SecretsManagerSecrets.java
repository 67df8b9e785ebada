package dev.homing.adapter.aws;

import dev.homing.app.port.Secrets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets under one beginning of their names, each read when it is first needed and then now and again, so that a rotation is seen. */
public final class SecretsManagerSecrets implements Secrets {
    private final SecretsManagerClient client;
    private final String prefix;
    private final long maxAgeNanos;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private record Read(String value, long atNanos) {}

    /**
     * @param prefix of the names in Secrets Manager
     * @param maxAge how old what was read may be
     */
    public SecretsManagerSecrets(SecretsManagerClient client, String prefix, Duration maxAge) {
        this.client = client;
        this.prefix = prefix;
        this.maxAgeNanos = maxAge.toNanos();
    }

    @Override
    public @Nullable String find(String name) {
        Read known = read.get(name);
        if (known != null && System.nanoTime() - known.atNanos < maxAgeNanos) {
            return known.value;
        }
        try {
            String value = client.getSecretValue(request -> request.secretId(prefix + name))
                    .secretString();
            if (value == null || value.isEmpty()) {
                return null;
            }
            read.put(name, new Read(value, System.nanoTime()));
            return value;
        } catch (ResourceNotFoundException missing) {
            return null;
        }
    }
}
