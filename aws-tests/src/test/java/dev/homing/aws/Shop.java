package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.aws.DynamoDbMessages;
import dev.homing.domain.id.MessageId;
import dev.homing.emulator.InboxMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A shop that has been set up on the deployment: an admin has signed in, and WhatsApp's tokens are filled in. */
final class Shop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final String ACCESS_TOKEN = "meta-access-token";
    private static final String APP_SECRET = "meta-app-secret";

    private static @Nullable Shop open;

    private final Deployment deployment;
    private final AdminApi api;
    private final Mails mails;
    private final StreamFeed counting;
    private final String admin;

    private Shop(Deployment deployment) throws Exception {
        this.deployment = deployment;
        api = new AdminApi(deployment);
        mails = new Mails(deployment, api);
        counting = new StreamFeed(deployment);
        verifySender();
        fillInTokens();
        approveTemplate();
        admin = api.signIn("admin@kiln-and-clay.internal", "admin");
    }

    /** The one shop of this deployment. */
    static synchronized Shop open() throws Exception {
        if (open == null) {
            open = new Shop(Deployment.running());
        }
        return open;
    }

    /** Which with SES takes an answer by DNS. */
    private void verifySender() {
        deployment.clients().ses().createEmailIdentity(request -> request.emailIdentity("kiln-and-clay.internal"));
    }

    private void fillInTokens() throws Exception {
        String secret = deployment.output("Data", "SecretArn");
        var secrets = deployment.clients().secrets();
        ObjectNode values = (ObjectNode) JSON.readTree(
                secrets.getSecretValue(request -> request.secretId(secret)).secretString());
        assertThat(values.get("linkKey").asText()).hasSize(64);
        values.put("whatsappToken", ACCESS_TOKEN)
                .put("whatsappAppSecret", APP_SECRET)
                .put("whatsappVerifyToken", "v");
        secrets.putSecretValue(request -> request.secretId(secret).secretString(values.toString()));
        deployment.graphApi().settings().accessToken(ACCESS_TOKEN);
        deployment.graphApi().settings().webhook(URI.create(deployment.api() + "/hooks/whatsapp"), APP_SECRET);
    }

    /** As Meta would have approved the starter's. */
    private void approveTemplate() throws Exception {
        ObjectNode template = JSON.createObjectNode()
                .put("name", "cart_reminder")
                .put("language", "en")
                .put("category", "MARKETING");
        var components = template.putArray("components");
        components.addObject().put("type", "BODY").put("text", "Hi {{1}}, you left {{2}} in your cart at {{3}}.");
        components
                .addObject()
                .put("type", "BUTTONS")
                .putArray("buttons")
                .addObject()
                .put("type", "URL")
                .put("text", "Back to my cart")
                .put("url", deployment.output("App", "PageUrl") + "t/c/{{1}}");
        api.send(HttpRequest.newBuilder(URI.create(deployment.graphApi().uri("localhost") + "/1/message_templates"))
                        .header("Authorization", "Bearer " + ACCESS_TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(template.toString())))
                .json();
    }

    Deployment deployment() {
        return deployment;
    }

    AdminApi api() {
        return api;
    }

    Mails mails() {
        return mails;
    }

    /** An admin's token. */
    String admin() {
        return admin;
    }

    void activate(ObjectNode campaign) throws Exception {
        String path = "/api/campaigns/" + campaign.get("key").asText();
        AdminApi.Answer seen = api.get(path, admin);
        if (seen.json().get("status").asText().equals("active")) {
            // An earlier class made the same campaign live.
            return;
        }
        api.put(path, admin, campaign.toString(), seen).json();
        JsonNode active = api.call("POST", path + "/activate", admin, "").json();
        assertThat(active.get("status").asText()).isEqualTo("active");
    }

    /** The starter, with the shortest delay, and a WhatsApp step that waits for an answer. */
    static ObjectNode cartRecovery() throws IOException {
        ObjectNode campaign = (ObjectNode) JSON.readTree(
                Path.of("../templates/campaigns/cart-recovery.json").toFile());
        ((ObjectNode) campaign.get("trigger")).put("delay", DELAY.toString());
        ObjectNode whatsApp = (ObjectNode) campaign.at("/flow/nodes/1");
        whatsApp.putObject("waitsFor").put("within", "P1D");
        whatsApp.putObject("ways").put("replied", "done");
        return campaign;
    }

    /** When a cart was left whose delay is over this far from now. */
    static Instant leftFor(Duration fromNow) {
        return Instant.now().minus(DELAY).plus(fromNow);
    }

    /** So long ago that the delay is almost over. */
    void leavesACart(Shopper shopper, Duration delayLeft) {
        Shopper.putTwice(deployment, shopper.identify());
        Shopper.putTwice(deployment, shopper.productAdded(leftFor(delayLeft)));
    }

    /** By the tracking API, as Segment's server libraries do. */
    void post(String writeKey, ObjectNode message) throws Exception {
        String path = "/v1/" + message.get("type").asText();
        String user = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.US_ASCII));
        AdminApi.Answer answer = api.send(api.request(path)
                .header("Authorization", "Basic " + user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString())));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    Mails.@Nullable Mail onlyMailTo(Shopper shopper) throws Exception {
        List<Mails.Mail> sent = mails.to(shopper);
        assertThat(sent).hasSizeLessThan(2);
        return sent.isEmpty() ? null : sent.getFirst();
    }

    List<InboxMessage> whatsAppsTo(Shopper shopper) {
        return deployment.graphApi().sentTo(shopper.phone());
    }

    /**
     * Nobody reacted in time. The emulator knows no heartbeats: the test says in its stead what Step Functions would have found.
     */
    void windowPasses(Mails.Mail mail) {
        String token = new DynamoDbMessages(deployment.clients().dynamoDb(), deployment.resource("Data", "Activity"))
                .token(MessageId.parse(mail.messageId()));
        deployment.clients().states().sendTaskFailure(request -> request.taskToken(Objects.requireNonNull(token))
                .error("States.HeartbeatTimeout"));
    }

    /** Follows a link of a message, as a person's browser does. */
    AdminApi.Answer click(String link) throws Exception {
        return api.send(HttpRequest.newBuilder(deployment.fromHere(link))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
    }

    JsonNode campaign() throws Exception {
        return api.get("/api/campaigns/cart-recovery", admin).json();
    }

    /** Whether the customer's timeline has a decision of this code. */
    boolean decided(Shopper shopper, String code) throws Exception {
        AdminApi.Answer timeline = api.get("/api/customers/" + shopper.userId() + "/timeline", admin);
        return timeline.status() == 200 && timeline.body().contains("\"code\":\"" + code + "\"");
    }

    private JsonNode customer(Shopper shopper) throws Exception {
        return api.get("/api/customers/" + shopper.userId(), admin).json();
    }

    JsonNode onlyRun(Shopper shopper) throws Exception {
        JsonNode runs = customer(shopper).get("runs");
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    /** Of the message that a step of the flow sent; empty before it has. */
    String status(Shopper shopper, String step) throws Exception {
        JsonNode entries = api.get("/api/customers/" + shopper.userId() + "/timeline", admin)
                .json()
                .get("entries");
        for (JsonNode entry : entries) {
            if (entry.path("step").asText().equals(step)) {
                return entry.get("status").asText();
            }
        }
        return "";
    }

    String executionStatus(JsonNode run) {
        String arn = "arn:aws:states:" + Deployment.REGION + ":000000000000:execution:homing-test-"
                + run.get("campaign").asText() + ":" + run.get("id").asText() + ".1";
        return deployment
                .clients()
                .states()
                .describeExecution(request -> request.executionArn(arn))
                .statusAsString();
    }

    /** Of the campaign that recovers carts, over the report's usual days, with all that happened until now. */
    JsonNode figures() throws Exception {
        counting.handOver();
        for (JsonNode line : api.get("/api/reports/recovery", admin).json().get("byCampaign")) {
            if (line.get("campaign").asText().equals("cart-recovery")) {
                return line.get("current");
            }
        }
        throw new AssertionError("The report has no line of cart-recovery");
    }
}
