package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsAndTextsTest {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());

    @AfterAll
    void close() {
        emulator.close();
    }

    @Test
    void aSecretHasItsCurrentAndItsPreviousValue() {
        try (SecretsManagerClient secrets = Sdk.client(SecretsManagerClient.builder(), emulator.endpoint())) {
            String arn = secrets.createSecret(r -> r.name("whatsapp").secretString("one"))
                    .arn();
            assertThat(secrets.getSecretValue(r -> r.secretId("whatsapp")).secretString())
                    .isEqualTo("one");
            secrets.putSecretValue(r -> r.secretId(arn).secretString("two"));
            assertThat(secrets.getSecretValue(r -> r.secretId(arn)).secretString())
                    .isEqualTo("two");
            assertThat(secrets.getSecretValue(r -> r.secretId(arn).versionStage("AWSPREVIOUS"))
                            .secretString())
                    .isEqualTo("one");
            assertThatThrownBy(
                            () -> secrets.createSecret(r -> r.name("whatsapp").secretString("x")))
                    .isInstanceOf(ResourceExistsException.class);
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("none")))
                    .isInstanceOf(ResourceNotFoundException.class);
            secrets.deleteSecret(r -> r.secretId(arn));
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId(arn)))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void aTextToAPhoneEndsInTheInbox() {
        try (SnsClient sns = Sdk.client(SnsClient.builder(), emulator.endpoint())) {
            String id = sns.publish(r -> r.phoneNumber("+4915112345678")
                            .message("Grüße & mehr")
                            .messageAttributes(Map.of(
                                    "AWS.SNS.SMS.SenderID",
                                    MessageAttributeValue.builder()
                                            .dataType("String")
                                            .stringValue("Shop")
                                            .build())))
                    .messageId();
            assertThat(emulator.inbox().message(id)).hasValueSatisfying(message -> {
                assertThat(message.channel()).isEqualTo(Channel.SMS);
                assertThat(message.to()).isEqualTo("+4915112345678");
                assertThat(message.text()).isEqualTo("Grüße & mehr");
                assertThat(message.from()).isEqualTo("Shop");
            });
            assertThatThrownBy(() -> sns.publish(r -> r.phoneNumber("0151").message("x")))
                    .isInstanceOf(InvalidParameterException.class);
            assertThatThrownBy(() -> sns.publish(r ->
                            r.topicArn("arn:aws:sns:us-east-1:000000000000:t").message("x")))
                    .isInstanceOf(InvalidParameterException.class);
            assertThat(emulator.meter().calls("sns.Publish")).isEqualTo(3);
        }
    }
}
