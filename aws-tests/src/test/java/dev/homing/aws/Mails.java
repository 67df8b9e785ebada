package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** What SES took, as the emulator shows it, and what SES tells of it afterwards, which the emulator does not. */
final class Mails {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLICK = Pattern.compile("href=\"([^\"]+/t/c/[^/\"]+/([1-9][0-9]*)/[^\"]+)\"");

    private final Deployment deployment;
    private final AdminApi http;

    Mails(Deployment deployment, AdminApi http) {
        this.deployment = deployment;
        this.http = http;
    }

    /** @param providerId SES's id */
    record Mail(String providerId, String subject, String html) {
        /** The first link that a person sees. */
        String link() {
            Matcher link = CLICK.matcher(html);
            if (!link.find()) {
                throw new AssertionError("No tracked link in " + html);
            }
            return link.group(1);
        }

        /** Homing's own id of the message, as its links carry it. */
        String messageId() {
            return link().replaceFirst(".*/t/c/([^/]+)/.*", "$1");
        }
    }

    List<Mail> to(Shopper shopper) throws Exception {
        JsonNode accounts = http.send(
                        HttpRequest.newBuilder(deployment.endpoint().resolve("/_ministack/ses/messages")))
                .json()
                .get("messages");
        List<Mail> mails = new ArrayList<>();
        for (JsonNode account : accounts) {
            for (JsonNode mail : account) {
                if (mail.get("To").toString().contains(shopper.email())) {
                    mails.add(new Mail(
                            mail.get("MessageId").asText(),
                            mail.get("Subject").asText(),
                            mail.get("BodyHtml").asText()));
                }
            }
        }
        return mails;
    }

    /**
     * Tells of its delivery as SES would, by the sample in events/. Nobody but AWS puts events of AWS's own sources on a bus, and the emulator
     * does not: the deployed rule is asked whether it takes the event, and its queue is given it.
     */
    void delivered(Mail mail, Shopper shopper) throws IOException {
        ObjectNode event = (ObjectNode)
                JSON.readTree(Path.of("../events/ses/delivery.json").toFile());
        ObjectNode sent = ((ObjectNode) event.at("/detail/mail")).put("messageId", mail.providerId());
        sent.putArray("destination").add(shopper.email());
        ObjectNode tags = (ObjectNode) sent.get("tags");
        tags.putArray("ses:configuration-set").add(deployment.resource("App", "SendingConfigurationSet"));
        tags.putArray("message").add(mail.messageId());

        String rule = deployment.resource("App", "SendingEmailFeedback");
        EventBridgeClient events = deployment.clients().events();
        String pattern = events.describeRule(request -> request.name(rule)).eventPattern();
        assertThat(events.testEventPattern(
                                request -> request.eventPattern(pattern).event(event.toString()))
                        .result())
                .as(pattern)
                .isTrue();
        deployment.clients().sqs().sendMessage(request -> request.queueUrl(
                        deployment.resource("App", "SendingFeedbackQueue"))
                .messageBody(event.toString()));
    }
}
