package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class InProcessTest {
    @Test
    void anSdkGetsTheSameAnswersAndRefusals_withoutASocket_andReachesNothingElse() {
        try (Emulator emulator = Emulator.start(EmulatorOptions.defaults());
                SqsClient inside = client(emulator, emulator.endpoint());
                SqsClient outside = Sdk.client(SqsClient.builder(), emulator.endpoint());
                SqsClient elsewhere = client(emulator, URI.create("http://localhost:1"))) {
            String url = inside.createQueue(r -> r.queueName("q")).queueUrl();
            assertThat(outside.getQueueUrl(r -> r.queueName("q")).queueUrl()).isEqualTo(url);
            outside.sendMessage(r -> r.queueUrl(url).messageBody("h\u00e4h"));
            assertThat(inside.receiveMessage(r -> r.queueUrl(url)).messages())
                    .extracting(message -> message.body())
                    .containsExactly("h\u00e4h");
            assertThatThrownBy(() -> inside.getQueueUrl(r -> r.queueName("none")))
                    .isInstanceOf(QueueDoesNotExistException.class);
            assertThatThrownBy(elsewhere::listQueues).hasMessageContaining("alone, not localhost:1");
        }
    }

    private static SqsClient client(Emulator emulator, URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(emulator.httpClient())
                .build();
    }
}
