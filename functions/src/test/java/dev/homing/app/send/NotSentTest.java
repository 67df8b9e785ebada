package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that do not go out, each with its reason. */
class NotSentTest extends OneMessage {
    @ParameterizedTest
    @EnumSource(names = {"EMAIL", "WHATSAPP"})
    void isSkipped_whenTheCustomerOptedOut(Channel channel) {
        SendJob job = new SendJob(Visit.first(shop.emailJob().run(), channel.key()), channel, TOKEN);
        profile(profile ->
                profile.with(channel, new Consent(Consent.State.UNSUBSCRIBED, shop.now(), "unsubscribe-link")));
        assertThat(shop.send(job)).isInstanceOf(Result.Done.class);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.SKIPPED);
        failed(
                Journeys.SKIPPED,
                "the customer unsubscribed from " + channel.words()
                        + " on 2026-11-22T10:30:00Z by the link in a message");
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void endsTheRun_whenTheCustomerSaidNoToEverythingThatCouldStillCome() {
        SendJob job = shop.emailJob();
        Consent no = new Consent(Consent.State.UNSUBSCRIBED, shop.now(), Consent.REPLY);
        profile(profile -> profile.with(Channel.EMAIL, no).with(Channel.WHATSAPP, no));
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(Objects.requireNonNull(shop.ports.runs.find(job.run())).status())
                .isEqualTo(Run.Status.EXITED);
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void isSkipped_whenTheAddressIsSetAside() {
        SendJob job = shop.emailJob();
        suppressed(Why.BOUNCED, Reason.of(Code.MAILBOX_NOT_FOUND).withDetails("smtp; 550 5.1.1 user unknown"));
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        failed(Journeys.SKIPPED, "this address bounced on 2026-11-22T10:30:00Z (the mailbox does not exist)");
    }

    @Test
    void isSkipped_whenSomebodyElseWithTheAddressUnsubscribed() {
        SendJob job = shop.emailJob();
        suppressed(Why.UNSUBSCRIBED, null);
        done(job);
        failed(
                Journeys.SKIPPED,
                "whoever has this address unsubscribed on 2026-11-22T10:30:00Z by the link in a message");
    }

    @ParameterizedTest
    @CsvSource({"UNSUBSCRIBED, SENT", "STOPPED, SENT", "BOUNCED, SKIPPED", "COMPLAINED, SKIPPED"})
    void goesToASuppressedAddress_whenItIsTransactionalAndTheAddressIsAlive(Why why, MessageStatus end) {
        SendJob job = shop.paymentJob();
        suppressed(why, null);
        assertThat(done(job).status()).isEqualTo(end);
    }

    @Test
    void isSkipped_whenNoAddressIsKnown() {
        SendJob job = shop.emailJob();
        profile(known -> Profile.unknown(known.id()).withRevision(known.revision()));
        done(job);
        failed(Journeys.SKIPPED, "no email address of the customer is known");
        shop.journeys.forget(TOKEN);
        shop.journeys.await(TOKEN);
        done(new SendJob(Visit.first(shop.run().id(), "whatsapp"), Channel.WHATSAPP, TOKEN));
        failed(Journeys.SKIPPED, "no phone number of the customer is known");
    }

    @Test
    void goesOut_evenToWhoOptedOut_whenItIsTransactional() {
        SendJob job = shop.paymentJob();
        profile(profile ->
                profile.with(Channel.EMAIL, new Consent(Consent.State.UNSUBSCRIBED, shop.now(), "unsubscribe-link")));
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
    }

    @Test
    void endsTheRun_whenTheCustomerOrderedMeanwhile() {
        SendJob job = shop.emailJob();
        shop.advance(MINUTE);
        shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00"));
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        failed(Journeys.EXIT, "the journey had ended: the customer ordered at 2026-11-22T10:31:00Z");
        assertThat(shop.run().endedBy()).isEqualTo(Reason.of(Reason.Code.ORDERED, "at", "2026-11-22T10:31:00Z"));
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void endsTheRun_whenTheOrderWasTakenInAndNotYetCarriedOut() {
        SendJob job = shop.emailJob();
        shop.advance(MINUTE);
        shop.chaos.killBefore("Runs.find");
        assertThat(shop.receive(shop.storefront.ordered("o1", "ada", "order-1", "10.00")))
                .containsOnlyKeys("o1");
        assertThat(shop.run().open()).isTrue();
        done(job);
        failed(Journeys.EXIT, "the customer ordered at 2026-11-22T10:31:00Z");
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void endsTheRun_whenTheCartWasEmptied() {
        SendJob job = shop.emailJob();
        shop.advance(MINUTE);
        shop.receive(shop.storefront.track("r1", "ada", "Product Removed", Map.of("product_id", "A")));
        done(job);
        failed(Journeys.EXIT, "the journey had ended: the cart is empty");
    }

    @Test
    void endsTheRun_whenTheCampaignWasEnded() {
        SendJob job = shop.emailJob();
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.ENDED, shop.now());
        done(job);
        failed(Journeys.EXIT, "the campaign was ended");
    }

    @Test
    void endsTheRun_whenItIsLongTooLate() {
        SendJob job = shop.emailJob();
        shop.advance(Duration.ofDays(30));
        done(job);
        assertThat(shop.message(job).reason()).isEqualTo(Reason.of(Code.TOO_LATE));
    }

    @Test
    void isSkipped_whenItsStepIsOver() {
        SendJob job = shop.emailJob();
        shop.journeys.forget(TOKEN);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(shop.message(job).reason()).isEqualTo(Reason.of(Code.STEP_OVER));
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void fails_whenItsTemplateIsBroken() {
        SendJob job = shop.emailJob();
        SendMessage sendMessage = with((_, _, _, _) -> {
            throw new IllegalArgumentException("line 3: {{#each} is not closed");
        });
        sendMessage.send(job, shop.now());
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.FAILED);
        failed(Journeys.SEND_FAILED, "the template \"cart-email\" cannot be filled for this customer");
        assertThat(shop.message(job).reason())
                .isEqualTo(Reason.of(Code.TEMPLATE_BROKEN, "template", "cart-email")
                        .withDetails("line 3: {{#each} is not closed"));
    }

    @ParameterizedTest
    @CsvSource({
        "unsubscribe-link, UNSUBSCRIBED",
        "complaint, COMPLAINED",
        "reply, ANSWERED_STOP",
        "event, SAID_NO_IN_SHOP",
        "browser, SAID_NO_ON_PAGE",
        "helpdesk, SAID_NO"
    })
    void saysWhereTheCustomerSaidNo(String source, Code code) {
        SendJob job = shop.emailJob();
        profile(profile -> profile.with(Channel.EMAIL, new Consent(Consent.State.UNSUBSCRIBED, shop.now(), source)));

        assertThat(done(job).reason())
                .isEqualTo(new Reason(code, Map.of("what", "email", "at", Reason.at(shop.now()), "source", source)));
    }

    @Test
    void saysThatTheCustomerSaidNoToEverything() {
        SendJob job = shop.emailJob();
        profile(profile -> profile.with(
                        Scope.of(Channel.EMAIL), new Consent(Consent.State.SUBSCRIBED, shop.now(), "event"))
                .with(Scope.ALL, new Consent(Consent.State.UNSUBSCRIBED, shop.now(), "event")));

        done(job);

        failed(
                Journeys.EXIT,
                "the customer said no to all messages on 2026-11-22T10:30:00Z, as the shop's systems report");
    }

    @Test
    void saysThatNobodyAgreed_whereTheShopAsksForAYes() {
        shop.receive(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "i1",
                "userId",
                "ada",
                "timestamp",
                shop.now().toString(),
                "traits",
                Map.of("phone", "+4915112345678"))));
        shop.receive(shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(30));
        shop.fireTimers();
        shop.journeys.await(TOKEN);

        done(new SendJob(Visit.first(shop.run().id(), "whatsapp"), Channel.WHATSAPP, TOKEN));

        failed(
                Journeys.SKIPPED,
                "the customer did not agree to WhatsApp, and this shop writes only to customers who did");
    }

    @Test
    void saysSince_whenItsRunWasCompletedOrConverted() {
        SendJob job = shop.emailJob();
        assertThat(shop.ports.runs.save(
                        shop.run().completed(shop.now()), shop.now().plus(Duration.ofDays(9))))
                .isTrue();
        done(job);
        failed(Journeys.EXIT, "the journey is completed");

        SmallShop other = new SmallShop();
        SendJob late = other.emailJob();
        assertThat(other.ports.runs.save(
                        other.run().converted("order-7", other.now()),
                        other.now().plus(Duration.ofDays(9))))
                .isTrue();
        other.send(late);
        assertThat(other.message(late).reason()).isEqualTo(Reason.of(Code.CONVERTED, "order", "order-7"));
    }
}
