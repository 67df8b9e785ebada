package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** cdk-nag's AWS Solutions rules over both stacks. */
class NagTest {
    @Test
    void nothingIsFound_norWarnedOf() {
        assertThat(Synthesised.production().messages())
                .filteredOn(message -> !message.contains("is an example"))
                .isEmpty();
    }

    @Test
    void rulesWereReallyApplied_toBothStacks() throws IOException {
        assertThat(reports()).hasSize(2);
        for (Path report : reports()) {
            assertThat(Files.readAllLines(report))
                    .filteredOn(line -> line.contains("\"Compliant\""))
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    /** Rule, and the part of the tree that it is accepted in: whoever accepts another finding has to add a line here. */
    @Test
    void acceptedFindings_areTheseAndNoOthers() throws IOException {
        Stream.Builder<String> accepted = Stream.builder();
        for (Path report : reports()) {
            for (String line : Files.readAllLines(report)
                    .subList(1, Files.readAllLines(report).size())) {
                List<String> cells =
                        List.of(line.substring(1, line.length() - 1).split("\",\"", -1));
                if (cells.get(2).equals("Suppressed")) {
                    assertThat(cells.get(3)).as(line).hasSizeGreaterThan(30);
                    accepted.add(cells.get(0).replaceFirst("\\[.*", "") + " "
                            + cells.get(1)
                                    .replaceFirst("^HomingProduction(Data|App)/", "")
                                    .replaceFirst("/(DefaultPolicy/)?Resource$", ""));
                }
            }
        }
        assertThat(accepted.build().distinct())
                .containsExactlyInAnyOrder(
                        "AwsSolutions-DDB3 Activity",
                        "AwsSolutions-DDB3 Analytics",
                        "AwsSolutions-COG3 Staff/Pool",
                        "AwsSolutions-SMG4 Secret",
                        "AwsSolutions-SMG4 PushSecret",
                        "AwsSolutions-IAM5 Journeys/StatesRole",
                        "AwsSolutions-IAM5 Sending/EmailSendHandler/Role",
                        "AwsSolutions-IAM5 Sending/WhatsAppSendHandler/Role",
                        "AwsSolutions-IAM5 Sending/SmsSendHandler/Role",
                        "AwsSolutions-IAM5 Sending/PushSendHandler/Role",
                        "AwsSolutions-IAM5 Sending/FeedbackHandler/Role",
                        "AwsSolutions-IAM5 Webhooks/WebhookHandler/Role",
                        "AwsSolutions-IAM5 Deciding/EventHandler/Role",
                        "AwsSolutions-IAM5 Deciding/TimerHandler/Role",
                        "AwsSolutions-IAM5 Deciding/OutcomeHandler/Role",
                        "AwsSolutions-SQS3 Counting/DeadLetters",
                        "AwsSolutions-IAM5 Routes/AdminHandler/Role",
                        "AwsSolutions-IAM5 Routes/TrackHandler/Role",
                        "AwsSolutions-IAM5 Routes/WhatsAppHookHandler/Role",
                        "AwsSolutions-IAM5 Setup/SetupHandler/Role",
                        "AwsSolutions-APIG4 Routes/OpenApiRoute",
                        "AwsSolutions-APIG4 Routes/CampaignSchemaRoute",
                        "AwsSolutions-APIG4 Routes/PublicSettingsRoute",
                        "AwsSolutions-APIG4 Routes/CollectRoute",
                        "AwsSolutions-APIG4 Routes/TriggerHookRoute",
                        "AwsSolutions-APIG4 Routes/TrackRoute",
                        "AwsSolutions-APIG4 Routes/UnsubscribeRoute",
                        "AwsSolutions-APIG4 Routes/PreferencesRoute",
                        "AwsSolutions-APIG4 Routes/WhatsAppHookRoute",
                        "AwsSolutions-APIG4 Routes/PageRoute");
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(Synthesised.production().directory())) {
            return files.filter(file -> file.toString().endsWith("NagReport.csv"))
                    .toList();
        }
    }
}
