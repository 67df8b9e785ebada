package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QuotasTest {
    @Test
    void refusesWithAwssError_whatIsOneTooMany_untilTimeHasPassed() {
        Quotas two = new Quotas(List.of(new Quotas.Rate("sqs.SendMessage", 0.01, 2, 400, "ThrottlingException")));
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withQuotas(two));
                SqsClient sqs = Sdk.client(SqsClient.builder(), emulator.endpoint())) {
            String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
            for (int i = 0; i < 2; i++) {
                sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
            }
            assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("m")))
                    .isInstanceOfSatisfying(SqsException.class, refused -> {
                        assertThat(refused.isThrottlingException()).isTrue();
                        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                    });
            assertThat(emulator.meter().calls("sqs.SendMessage")).isEqualTo(2);
            assertThat(emulator.meter().calls("throttled.sqs.SendMessage")).isPositive();
            emulator.advance(Duration.ofMinutes(5));
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
        }
    }

    @Test
    void ofOneRegionAreMadeSmaller_andHoldOneCallAtLeast() {
        for (Quotas.Rate rate : Quotas.US_EAST_1.dividedBy(1_000).rates()) {
            assertThat(rate.burst()).isGreaterThanOrEqualTo(1);
            assertThat(rate.perSecond()).isPositive();
        }
    }
}
