package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.campaign.Warnings;
import dev.homing.app.port.SendJob;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.template.Approval;
import dev.homing.domain.template.Template;
import dev.homing.lambda.AwsEvents.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template that WhatsApp stops is not sent, and is sent again when it is approved; told in Meta's own JSON. */
class WhatsAppTemplatesTest {
    private final SmallShop shop = new SmallShop();
    private final SendJob job =
            new SendJob(Visit.first(shop.emailJob().run(), "whatsapp"), Channel.WHATSAPP, SmallShop.TOKEN);
    private final Campaign.Version version = shop.ports.campaigns.version("cart-recovery", 1);

    private int told(String sample) {
        JsonNode event = AwsEvents.sample("whatsapp/" + sample + ".json");
        JsonNode value = event.at("/entry/0/changes/0/value");
        if (value.has("message_template_name")) {
            Template.WhatsApp template = template();
            ((ObjectNode) value)
                    .put("message_template_name", template.approvedName())
                    .put("message_template_language", template.language().replace('_', '-'));
        }
        byte[] body = event.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "x-hub-signature-256",
                new WhatsAppWebhook("app-secret", "verify").signature(body),
                "content-type",
                "application/json");
        return Answer.of(shop.wiring
                        .whatsAppHookHandler()
                        .handle(AwsEvents.http("POST", "/hooks/whatsapp", headers, body)))
                .status();
    }

    private Template.WhatsApp template() {
        return version.templates().values().stream()
                .filter(template -> template instanceof Template.WhatsApp)
                .map(template -> (Template.WhatsApp) template)
                .findFirst()
                .orElseThrow();
    }

    private Message sent() {
        shop.wiring.sendWhatsApp().send(job, shop.now());
        return shop.message(job);
    }

    @ParameterizedTest
    @CsvSource({
        "template-paused, TEMPLATE_PAUSED, paused for 3 hours",
        "template-rejected, TEMPLATE_REJECTED, variables"
    })
    void leavesOutWhatIsStopped_andSaysSo(String sample, Code code, String details) {
        assertThat(told(sample)).isEqualTo(200);
        Message message = sent();
        assertThat(message.status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(Objects.requireNonNull(message.reason()).code()).isEqualTo(code);
        assertThat(message.reason().details()).contains(details);
        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(Warnings.of(version, shop.ports.campaigns.current()))
                .extracting(Warnings.Warning::message)
                .anySatisfy(warning -> assertThat(warning).contains("until WhatsApp approves it again"));
    }

    @Test
    void goesOn_whenItIsApprovedAgain_whateverComesTwiceOrLate() {
        told("template-paused");
        told("template-approved");
        told("template-paused");
        told("template-approved");
        assertThat(shop.ports.campaigns.current().approval(template()))
                .satisfies(approval ->
                        assertThat(Objects.requireNonNull(approval).status()).isEqualTo(Approval.Status.APPROVED));
        assertThat(sent().has(MessageStatus.SENT)).isTrue();
        assertThat(Warnings.of(version, shop.ports.campaigns.current()))
                .noneMatch(warning -> warning.message().contains("WhatsApp template"));
    }

    @Test
    void warnsOfBadQuality_andSendsOn() {
        told("template-quality");
        assertThat(Warnings.of(version, shop.ports.campaigns.current()))
                .anyMatch(warning -> warning.message().contains("badly received"));
        assertThat(sent().has(MessageStatus.SENT)).isTrue();
    }

    @Test
    void isToldAgain_whereItCouldNotBeKept() {
        shop.chaos.killBefore("Campaigns.save");
        try {
            told("template-paused");
        } catch (Chaos.Killed killed) {
            told("template-paused");
        }
        assertThat(shop.ports.campaigns.current().approval(template())).isNotNull();
    }

    @Test
    void keepsNothing_ofTemplatesThatAreFine_andTakesWarningsOfTheAccount() {
        long number = shop.ports.campaigns.current().number();
        assertThat(told("template-approved")).isEqualTo(200);
        assertThat(told("number-quality")).isEqualTo(200);
        assertThat(told("account-update")).isEqualTo(200);
        assertThat(shop.ports.campaigns.current().number()).isEqualTo(number);
        assertThat(WhatsAppWebhook.read(AwsEvents.sample("whatsapp/account-update.json")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
    }
}
