package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.homing.adapter.Starters;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.campaign.Warnings.Warning;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private final SmallShop shop = new SmallShop();

    /** Two campaigns wrote to the same customers about the same carts. */
    @Test
    void namesTheOtherCampaign_thatStartsWithTheSameEvents_whileItIsActive() {
        assertThat(Warnings.of(SaveCampaignTest.welcome(), shop.ports.campaigns.current()))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.field()).isEqualTo("trigger");
                    assertThat(warning.message()).contains("\"Cart recovery\"");
                });
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        assertThat(Warnings.of(SaveCampaignTest.welcome(), shop.ports.campaigns.current()))
                .isEmpty();
    }

    @Test
    void isQuiet_whereOneStartsWithWhatEndsTheOther() {
        Start ordered = new Start.Happened(EventPattern.of("Order Completed"), null);
        Campaign.Version thanks =
                TestCampaigns.as(SaveCampaignTest.welcome(), "thanks", new Trigger(ordered, Duration.ZERO, null));
        assertThat(Warnings.of(thanks, shop.ports.campaigns.current())).isEmpty();
    }

    @Test
    void isQuietAboutACampaignItself_andAboutTransactionalOnes() {
        assertThat(Warnings.of(TestCampaigns.cartRecovery(), shop.ports.campaigns.current()))
                .isEmpty();
        assertThat(Warnings.of(TestCampaigns.paymentFailed(), shop.ports.campaigns.current()))
                .isEmpty();
    }

    @Test
    void namesAMisspeltPlaceholder_whereItIs() {
        Template template = new Template.Email("t", "T", "{{customer.fristName}} hi", null, "<p></p>", null, null);
        assertThat(Warnings.of(template, "templates.t."))
                .containsExactly(new Warning(
                        "templates.t.subject",
                        "{{customer.fristName}} is not a known field; did you mean {{customer.firstName}}? It stays as"
                                + " it is where nothing fills it"));
    }

    @Test
    void namesListsAndCampaigns_thatThereAreNot() {
        assertThat(Warnings.of(Starters.everyNode(), shop.ports.campaigns.current()))
                .extracting(Warning::field, warning -> warning.message().split(";", -1)[0])
                .containsExactly(
                        tuple("flow.nodes.listed", "There is no list \"leads\", so nothing changes"),
                        tuple("flow.nodes.unlisted", "There is no list \"visitors\", so nothing changes"),
                        tuple("flow.nodes.start", "No campaign \"welcome\" was ever activated, so nothing is started"));
    }
}
