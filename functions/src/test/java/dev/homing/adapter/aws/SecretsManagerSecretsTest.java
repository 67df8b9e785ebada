package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@ExtendWith(OnEmulator.class)
class SecretsManagerSecretsTest {
    private static final String PREFIX = "homing/webhooks/";

    private final SecretsManagerClient client = OnEmulator.clients().secrets();

    @Test
    void findsThoseUnderItsPrefix_andNoOthers() {
        String name = Samples.unique("crm");
        client.createSecret(request -> request.name(PREFIX + name).secretString("Bearer x"));
        SecretsManagerSecrets secrets = new SecretsManagerSecrets(client, PREFIX, Duration.ZERO);
        assertThat(secrets.find(name)).isEqualTo("Bearer x");
        assertThat(secrets.find(OnEmulator.SECRET)).isNull();
    }

    @Test
    void seesANewOne_onceTheOldIsTooOld() {
        String name = Samples.unique("crm");
        client.createSecret(request -> request.name(PREFIX + name).secretString("one"));
        SecretsManagerSecrets kept = new SecretsManagerSecrets(client, PREFIX, Duration.ofHours(1));
        SecretsManagerSecrets fresh = new SecretsManagerSecrets(client, PREFIX, Duration.ZERO);
        kept.find(name);
        fresh.find(name);
        client.putSecretValue(request -> request.secretId(PREFIX + name).secretString("two"));
        assertThat(kept.find(name)).isEqualTo("one");
        assertThat(fresh.find(name)).isEqualTo("two");
    }
}
