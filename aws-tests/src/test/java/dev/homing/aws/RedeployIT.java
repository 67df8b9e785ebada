package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A new version over journeys that are in progress; then the end of it all, so that no class may come after this one. */
@OnAws
@Order(Integer.MAX_VALUE)
@TestMethodOrder(OrderAnnotation.class)
class RedeployIT {
    /**
     * The emulator ends a function's invocations when its code changes, where AWS lets them come to their end: what was in hand is delivered
     * again when the queue's visibility timeout of three minutes is over.
     */
    private static final Duration REDELIVERED_AT_LATEST = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    @Test
    @Order(1)
    void journeysAndTimersGoOnAcrossADeployment() throws Exception {
        Shop shop = Shop.open();
        shop.activate(Shop.cartRecovery());
        Shopper inTheMiddle = new Shopper("mia", "+4915111111111");
        Shopper justBefore = new Shopper("noa", "+4915122222222");
        shop.leavesACart(inTheMiddle, Duration.ofSeconds(5));
        Mails.Mail mail = Waiting.until("the email", () -> shop.onlyMailTo(inTheMiddle));
        shop.leavesACart(justBefore, Duration.ofSeconds(60));
        Waiting.until("the timer", () -> shop.decided(justBefore, "delay-set") ? true : null);
        JsonNode campaign = shop.campaign();

        shop.deployment().deployAnew(changedFunctions());

        assertThat(shop.campaign().get("status")).isEqualTo(campaign.get("status"));
        assertThat(shop.campaign().get("version")).isEqualTo(campaign.get("version"));
        Waiting.until("the email of a timer from before", REDELIVERED_AT_LATEST, () -> shop.onlyMailTo(justBefore));
        shop.windowPasses(mail);
        Waiting.until(
                "the WhatsApp message of a journey from before",
                () -> shop.whatsAppsTo(inTheMiddle).isEmpty() ? null : true);
        shop.click(mail.link());
        Shopper.putTwice(shop.deployment(), inTheMiddle.orderCompleted());
        Waiting.until(
                "the conversion",
                () -> shop.onlyRun(inTheMiddle).get("status").asText().equals("converted") ? true : null);
        assertThat(shop.mails().to(inTheMiddle)).hasSize(1);
        assertThat(shop.mails().to(justBefore)).hasSize(1);
        assertThat(shop.whatsAppsTo(inTheMiddle)).hasSize(1);
    }

    /** The same functions in a zip of other bytes: every function is deployed anew. */
    private Path changedFunctions() throws Exception {
        Path zip = directory.resolve("lambda.zip");
        Files.copy(Deployment.LAMBDA_ZIP, zip, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Files.writeString(files.getPath("another-build"), "");
        }
        return zip;
    }

    @Test
    @Order(2)
    void destroyLeavesTheDataAndTakesAllElse() throws Exception {
        Deployment deployment = Deployment.running();
        String secret = deployment.output("Data", "SecretArn");
        String pool = deployment.output("Data", "UserPoolId");
        String activity = deployment.resource("Data", "Activity");

        deployment.destroy("App");

        assertThat(deployment.clients().sqs().listQueues().queueUrls()).isEmpty();
        assertThat(deployment.clients().states().listStateMachines().stateMachines())
                .isEmpty();
        assertThat(deployment.clients().dynamoDb().listTables().tableNames())
                .hasSize(4)
                .contains(activity);
        assertThat(deployment
                        .clients()
                        .secrets()
                        .getSecretValue(request -> request.secretId(secret))
                        .secretString())
                .contains("linkKey");
        String pushSecret = deployment.resource("Data", "PushSecret");
        assertThat(deployment
                        .clients()
                        .secrets()
                        .getSecretValue(request -> request.secretId(pushSecret))
                        .secretString())
                .as("made by the first deployment")
                .contains("privateKey");
        assertThat(deployment
                        .sdk()
                        .cognito()
                        .describeUserPool(request -> request.userPoolId(pool))
                        .userPool()
                        .id())
                .isEqualTo(pool);
    }
}
