package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@ExtendWith(OnEmulator.class)
class SecretsManagerSecretTest {
    private final SecretsManagerClient client = OnEmulator.clients().secrets();

    @Test
    void readsItsValues() {
        SecretsManagerSecret secret = new SecretsManagerSecret(client, OnEmulator.SECRET, Duration.ofHours(1));

        assertThat(secret.values()).isEqualTo(new SecretsManagerSecret.Values("0123456789abcdef", "", "token", "", ""));
        assertThat(secret.values().toString()).doesNotContain("token");
    }

    @Test
    void seesANewOne_onceTheOldIsTooOld() {
        String id = Samples.unique("secret");
        client.createSecret(request -> request.name(id).secretString("{\"linkKey\":\"one\"}"));
        SecretsManagerSecret kept = new SecretsManagerSecret(client, id, Duration.ofHours(1));
        SecretsManagerSecret fresh = new SecretsManagerSecret(client, id, Duration.ZERO);
        kept.values();
        fresh.values();

        client.putSecretValue(request -> request.secretId(id).secretString("{\"linkKey\":\"two\"}"));

        assertThat(kept.values().linkKey()).isEqualTo("one");
        assertThat(fresh.values().linkKey()).isEqualTo("two");
    }

    @Test
    void honoursThePreviousKey_asSoonAsItIsMoved() {
        String id = Samples.unique("secret");
        client.createSecret(request -> request.name(id).secretString("{\"linkKey\":\"one\"}"));
        SecretsManagerSecret secret = new SecretsManagerSecret(client, id, Duration.ZERO);
        String before = secret.signature().of("u m1");

        client.putSecretValue(
                request -> request.secretId(id).secretString("{\"linkKey\":\"two\",\"linkKeyPrevious\":\"one\"}"));

        assertThat(secret.signature().fits("u m1", before)).isTrue();
        assertThat(secret.signature().of("u m1")).isNotEqualTo(before);
    }

    @Test
    void saysWhatIsMissing() {
        String id = Samples.unique("secret");
        client.createSecret(request -> request.name(id).secretString("{\"other\":\"x\"}"));

        assertThatThrownBy(() -> new SecretsManagerSecret(client, id, Duration.ZERO).signature())
                .hasMessageContaining("linkKey");
    }
}
