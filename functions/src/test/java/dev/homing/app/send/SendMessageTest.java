package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.html.JsoupHtml;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.MemoryPorts;
import dev.homing.app.SmallShop;
import dev.homing.app.TestRendering;
import dev.homing.app.campaign.HoldPlaces;
import dev.homing.app.port.Held.Place;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One message on its way: what each answer and each crash leads to. */
public class SendMessageTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SmallShop shop = new SmallShop();

    private Message done(SendJob job) {
        Result result = shop.send(job);
        assertThat(result).isInstanceOf(Result.Done.class);
        Message message = ((Result.Done) result).message();
        return message == null ? shop.message(job) : message;
    }

    private Duration later(SendJob job) {
        Result result = shop.send(job);
        assertThat(result).isInstanceOf(Result.Later.class);
        return ((Result.Later) result).delay();
    }

    private void killed(SendJob job) {
        assertThatThrownBy(() -> shop.send(job)).isInstanceOf(Chaos.Killed.class);
    }

    private void profile(UnaryOperator<Profile> change) {
        assertThat(shop.ports.profiles.save(change.apply(shop.ports.profiles.load(SmallShop.ADA))))
                .isTrue();
    }

    private void suppressed(Why why, String source) {
        AddressKey address = AddressKey.of(Channel.EMAIL, "ada@example.com");
        assertThat(shop.ports.suppressions.save(
                        shop.ports.suppressions.of(address).because(why, shop.now(), source)))
                .isTrue();
    }

    private void failed(String error, String cause) {
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Failed(error, cause));
    }

    @Test
    void sendsOnceAndWaitsForAReaction() {
        SendJob job = shop.emailJob();
        Message sent = done(job);
        assertThat(sent.status()).isEqualTo(MessageStatus.SENT);
        assertThat(sent.providerId()).isEqualTo("memory-1");
        assertThat(sent.links()).containsExactly("https://shop.example/cart");
        assertThat(shop.journeys.heartbeats(TOKEN))
                .as("the window counts from the sending")
                .isEqualTo(1);
        assertThat(shop.journeys.ending(TOKEN)).as("a reaction is awaited").isNull();
        assertThat(shop.ports.messages.token(job.message())).isEqualTo(TOKEN);
        done(job);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void carriesItsIdInTagsAndLinks() {
        SendJob job = shop.emailJob();
        done(job);
        Outgoing.Email email = (Outgoing.Email) shop.ports.sender.sent().getFirst();
        assertThat(email.tags()).isEqualTo(new Sender.Tags(job.message(), "cart-recovery", "email"));
        assertThat(email.html())
                .contains(MemoryPorts.LINKS.clickUrl(job.message(), 1), MemoryPorts.LINKS.openUrl(job.message()));
        assertThat(email.headers())
                .containsEntry("List-Unsubscribe", "<" + MemoryPorts.LINKS.unsubscribeUrl(job.message()) + ">")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        assertThat(email.text()).contains(MemoryPorts.LINKS.clickUrl(job.message(), 1));
    }

    @Test
    void goesOnAtOnce_whereNoReactionIsAwaited() {
        SendJob email = shop.emailJob();
        SendJob job = new SendJob(Visit.first(email.run(), "whatsapp"), Channel.WHATSAPP, TOKEN);
        assertThat(shop.wiring.sendWhatsApp().send(job, shop.now())).isInstanceOf(Result.Done.class);
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Completed(Way.Sending.SENT, shop.now()));
        assertThat(shop.ports.messages.token(job.message())).isNull();
    }

    @Test
    void endsTheRun_whenItIsTheOnlyMessage() {
        SendJob job = shop.paymentJob();
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(Progress.of(shop.run(), List.of(shop.message(job)))).isEqualTo(Progress.COMPLETED);
        assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
    }

    @Test
    void fails_whenTheProviderRefuses() {
        SendJob job = shop.emailJob();
        shop.ports.sender.answer(new Sender.Result.Refused("no such address"));
        assertThat(done(job).reason()).isEqualTo("no such address");
        failed(Journeys.SEND_FAILED, "no such address");
        assertThat(shop.ports.messages.token(job.message())).isNull();
        assertThat(done(job).status()).as("for good").isEqualTo(MessageStatus.FAILED);
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void triesAgain_laterAndLater_whenTheProviderIsBusy() {
        SendJob job = shop.emailJob();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            shop.ports.sender.answer(new Sender.Result.TryLater("too many requests"));
            Duration delay = later(job);
            assertThat(delay).isGreaterThan(before);
            before = delay;
            assertThat(shop.message(job).has(MessageStatus.SENDING))
                    .as("the claim is given back")
                    .isFalse();
        }
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void givesUp_whenTheProviderStaysBusy() {
        SendJob job = shop.emailJob();
        for (int i = 1; i < 16; i++) {
            shop.ports.sender.answer(new Sender.Result.TryLater("too many requests"));
            assertThat(later(job)).isLessThanOrEqualTo(Duration.ofMinutes(10));
        }
        shop.ports.sender.answer(new Sender.Result.TryLater("too many requests"));
        assertThat(done(job).reason()).isEqualTo("given up after 16 attempts: too many requests");
        failed(Journeys.SEND_FAILED, "given up after 16 attempts: too many requests");
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void isSkipped_whenTheCustomerOptedOut(Channel channel) {
        SendJob job = new SendJob(Visit.first(shop.emailJob().run(), channel.key()), channel, TOKEN);
        profile(profile ->
                profile.with(channel, new Consent(Consent.State.UNSUBSCRIBED, shop.now(), "unsubscribe-link")));
        assertThat(shop.send(job)).isInstanceOf(Result.Done.class);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.SKIPPED);
        failed(Journeys.SKIPPED, "unsubscribed from " + channel.key());
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void isSkipped_whenTheAddressIsSetAside() {
        SendJob job = shop.emailJob();
        suppressed(Why.BOUNCED, "bounced (General)");
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        failed(Journeys.SKIPPED, "the address is set aside: bounced (General)");
    }

    @Test
    void isSkipped_whenSomebodyElseWithTheAddressUnsubscribed() {
        SendJob job = shop.emailJob();
        suppressed(Why.UNSUBSCRIBED, "unsubscribe-link");
        done(job);
        failed(Journeys.SKIPPED, "whoever has this address unsubscribed from email");
    }

    @ParameterizedTest
    @CsvSource({"UNSUBSCRIBED, SENT", "STOPPED, SENT", "BOUNCED, SKIPPED", "COMPLAINED, SKIPPED"})
    void goesToASuppressedAddress_whenItIsTransactionalAndTheAddressIsAlive(Why why, MessageStatus end) {
        SendJob job = shop.paymentJob();
        suppressed(why, "said");
        assertThat(done(job).status()).isEqualTo(end);
    }

    @Test
    void remembersWhichAddressItWentTo_andNotTheAddress() {
        SendJob job = shop.emailJob();
        assertThat(done(job).sentTo()).isEqualTo(AddressKey.of(Channel.EMAIL, "ada@example.com"));
    }

    @Test
    void isSkipped_whenNoAddressIsKnown() {
        SendJob job = shop.emailJob();
        profile(known -> Profile.unknown(known.id()).withRevision(known.revision()));
        done(job);
        failed(Journeys.SKIPPED, "no email address is known");
        shop.journeys.forget(TOKEN);
        shop.journeys.await(TOKEN);
        done(new SendJob(Visit.first(shop.run().id(), "whatsapp"), Channel.WHATSAPP, TOKEN));
        failed(Journeys.SKIPPED, "no phone number is known");
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
        failed(Journeys.EXIT, "the customer ordered at 2026-11-22T10:31:00Z");
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
        failed(Journeys.EXIT, "the cart is empty");
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
        assertThat(shop.message(job).reason()).isEqualTo("its next message came too late");
    }

    @Test
    void looksAgain_beforeItIsHeld_whenItsReadWasBehind() {
        SendJob job = shop.emailJob();
        suppressed(Why.BOUNCED, "bounced");
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        shop.ports.messages.behind(() -> true);

        assertThat(later(job)).isEqualTo(Duration.ofSeconds(1));

        shop.ports.messages.behind(() -> false);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
    }

    @Test
    void keepsItsPlace_whileTheCampaignIsPaused() {
        SendJob job = shop.emailJob();
        shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
        assertThat(shop.send(job)).isEqualTo(new Result.Done(null));
        failed(Journeys.PAUSED, "The campaign is paused");
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.HELD);
        assertThat(shop.run().leg()).isEqualTo(new Leg(2, "email"));
        assertThat(shop.ports.held.of("cart-recovery", 10))
                .containsExactly(new Place.Step(new Visit(job.run(), 2, "email", 1)));
    }

    @Test
    void isHeldOnce_howeverOftenItIsDelivered_andKilledAnywhere() {
        for (int moment = 0; ; moment++) {
            SmallShop small = new SmallShop();
            SendJob job = small.emailJob();
            small.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, small.now());
            small.chaos.killAt(moment);
            try {
                small.send(job);
            } catch (Chaos.Killed killed) {
                small.send(job);
            }
            boolean over = !small.chaos.struck();
            small.send(job);
            assertThat(small.run().leg()).isEqualTo(new Leg(2, "email"));
            assertThat(small.ports.held.of("cart-recovery", 10)).hasSize(1);
            assertThat(small.journeys.ending(TOKEN)).isInstanceOf(Ending.Failed.class);
            assertThat(small.ports.sender.sent()).isEmpty();
            if (over) {
                return;
            }
        }
    }

    @Test
    void cannotBeClaimed_whenItWasHeldMeanwhile() {
        SendJob job = shop.emailJob();
        Renderer pausing = (template, _, _, _) -> {
            // Between the look at the campaign and the claim it is paused, and the same job is delivered to another.
            shop.ports.campaigns.status("cart-recovery", Campaign.Status.PAUSED, shop.now());
            shop.send(job);
            return template;
        };
        assertThat(with(pausing).send(job, shop.now())).isInstanceOf(Result.Later.class);
        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.ports.held.of("cart-recovery", 10)).hasSize(1);
    }

    @Test
    void isHeldAndGoesOn_whenItsCampaignOfOneMessageIsPausedAndResumed() {
        SendJob job = shop.paymentJob();
        shop.ports.campaigns.status("payment-failed", Campaign.Status.PAUSED, shop.now());
        shop.send(job);
        Visit next = new Visit(job.run(), 2, job.visit().node(), 1);
        assertThat(shop.ports.held.of("payment-failed", 10)).containsExactly(new Place.Step(next));
        shop.advance(Duration.ofDays(10));
        shop.wiring.changeCampaignStatus().activate("payment-failed", "ann", null, shop.now());
        shop.wiring.releasePlaces().release("payment-failed", shop.now());
        SendJob again = new SendJob(next, job.channel(), null);
        assertThat(shop.ports.sendQueue.take()).containsExactly(again);
        assertThat(shop.ports.held.of("payment-failed", 10)).isEmpty();
        assertThat(done(again).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.send(job)).isEqualTo(new Result.Done(null));
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Messages.putToken", "Journeys.heartbeat"})
    void goesOutLater_whenACallFailsBeforeTheProviderIsAsked(String call) {
        SendJob job = shop.emailJob();
        shop.chaos.killBefore(call);
        assertThatThrownBy(() -> shop.send(job)).isInstanceOf(Chaos.Killed.class);
        shop.advance(MINUTE);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void isSkipped_whenItsStepIsOver() {
        SendJob job = shop.emailJob();
        shop.journeys.forget(TOKEN);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(shop.message(job).reason()).isEqualTo("too late: its step is over");
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
        failed(Journeys.SEND_FAILED, "the template cannot be filled: line 3: {{#each} is not closed");
    }

    private SendMessage with(Renderer renderer) {
        MemoryPorts ports = shop.ports;
        return new SendMessage(
                ports.states,
                ports.profiles,
                ports.suppressions,
                ports.orderBook,
                shop.wiring.endRun(),
                ports.runs,
                ports.messages,
                ports.campaigns,
                shop.journeys,
                new HoldPlaces(ports.runs, ports.held, ports.campaigns, ports.outcomeQueue),
                ports.outcomeQueue,
                renderer,
                new JsoupHtml(),
                ports.sender,
                MemoryPorts.LINKS);
    }

    @Test
    void waitsForWhoHasTheClaim() {
        SendJob job = shop.emailJob();
        shop.ports.sender.whenTaken(() -> {
            // While the first is with the provider, the queue delivers the job to another.
            assertThat(later(job)).isEqualTo(SendMessage.LEASE);
        });
        done(job);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        assertThat(shop.message(job).attempts()).isEqualTo(1);
    }

    @Test
    void comesAgainSoon_whenSomebodyElseClaimsItFirst() {
        SendJob job = shop.emailJob();
        AtomicBoolean claimed = new AtomicBoolean();
        SendMessage racing = with((template, data, _, _) -> {
            // Between its reading and its claim another handler sends the message.
            if (!claimed.getAndSet(true)) {
                done(job);
            }
            return TestRendering.fill(template, data);
        });
        assertThat(racing.send(job, shop.now())).isInstanceOf(Result.Later.class);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        assertThat(racing.send(job, shop.now())).isInstanceOf(Result.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void waitsForTheProvidersWordAndEndsUnknown_whenItWasKilledAroundTheSending(String when) {
        SendJob job = shop.emailJob();
        if (when.equals("before")) {
            shop.chaos.killBefore("Sender.send");
        } else {
            shop.chaos.killAfter("Sender.send");
        }
        killed(job);
        int left = shop.ports.sender.sent().size();
        assertThat(left).isEqualTo(when.equals("before") ? 0 : 1);
        assertThat(later(job)).as("the lease").isEqualTo(SendMessage.LEASE);
        shop.advance(SendMessage.LEASE);
        assertThat(later(job)).as("the provider's word").isEqualTo(SendMessage.PROVIDER_SAYS_WITHIN);
        shop.advance(SendMessage.PROVIDER_SAYS_WITHIN.minusMillis(1));
        assertThat(later(job)).isEqualTo(Duration.ofMillis(1));
        shop.advance(Duration.ofMillis(1));
        assertThat(done(job).status()).isEqualTo(MessageStatus.UNKNOWN);
        assertThat(shop.journeys.ending(TOKEN)).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.error()).isEqualTo(Journeys.SEND_FAILED);
            assertThat(failed.cause()).contains("never said whether it left");
        });
        assertThat(shop.ports.sender.sent()).as("nobody is written to twice").hasSize(left);
    }

    @Test
    void isSent_whenTheProviderSaysSoAfterTheCrash() {
        SendJob job = shop.emailJob();
        shop.chaos.killAfter("Sender.send");
        killed(job);
        shop.advance(MINUTE.multipliedBy(5));
        assertThat(shop.feedback(job, MessageStatus.SENT).status()).isEqualTo(MessageStatus.SENT);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.journeys.ending(TOKEN))
                .as("it waits for the reaction, as if nothing had happened")
                .isNull();
        shop.feedback(job, MessageStatus.CLICKED);
        assertThat(shop.journeys.ending(TOKEN))
                .isEqualTo(new Ending.Completed(new Way.On(MessageStatus.CLICKED), shop.now()));
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void isSent_evenWhenTheProvidersWordComesAfterItWasGivenUp() {
        SendJob job = shop.emailJob();
        shop.chaos.killAfter("Sender.send");
        killed(job);
        shop.advance(SendMessage.LEASE.plus(SendMessage.PROVIDER_SAYS_WITHIN));
        done(job);
        assertThat(shop.feedback(job, MessageStatus.SENT).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.message(job).left()).isTrue();
    }

    @Test
    void isSentAgain_whenItIsTransactionalAndItsHandlerWasKilled() {
        SendJob job = shop.paymentJob();
        shop.chaos.killBefore("Sender.send");
        killed(job);
        assertThat(later(job)).isEqualTo(SendMessage.LEASE);
        shop.advance(SendMessage.LEASE);
        assertThat(done(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.ports.sender.sent()).hasSize(1);
        assertThat(Progress.of(shop.run(), List.of(shop.message(job)))).isEqualTo(Progress.COMPLETED);
    }

    @Test
    void tellsTheStepOnceMore_whenItWasKilledAfterTheRecord() {
        SendJob email = shop.emailJob();
        SendJob job = new SendJob(Visit.first(email.run(), "whatsapp"), Channel.WHATSAPP, TOKEN);
        shop.chaos.killBefore("Journeys.complete");
        assertThatThrownBy(() -> shop.wiring.sendWhatsApp().send(job, shop.now()))
                .isInstanceOf(Chaos.Killed.class);
        assertThat(shop.journeys.ending(TOKEN)).isNull();
        shop.wiring.sendWhatsApp().send(job, shop.now());
        assertThat(shop.journeys.ending(TOKEN)).isInstanceOf(Ending.Completed.class);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void endsTheRunOnceMore_whenItWasKilledAfterTheRecord() {
        SendJob job = shop.paymentJob();
        shop.ports.sender.whenTaken(() -> shop.chaos.killAfter("Messages.save"));
        killed(job);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.SENT);
        assertThat(shop.run().open()).isTrue();
        done(job);
        assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
        assertThat(Progress.of(shop.run(), List.of(shop.message(job)))).isEqualTo(Progress.COMPLETED);
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void keepsWhatTheProviderSays_whenItIsFasterThanTheRecord() {
        SendJob job = shop.emailJob();
        shop.ports.sender.whenTaken(() -> {
            shop.feedback(job, MessageStatus.DELIVERED);
            shop.feedback(job, MessageStatus.CLICKED);
        });
        Message sent = done(job);
        assertThat(sent.status()).isEqualTo(MessageStatus.CLICKED);
        assertThat(sent.providerId()).isEqualTo("memory-1");
        assertThat(sent.has(MessageStatus.SENT)).isTrue();
        assertThat(shop.journeys.ending(TOKEN))
                .isEqualTo(new Ending.Completed(new Way.On(MessageStatus.CLICKED), shop.now()));
    }

    @Test
    void doesNothing_whenTheRunIsOlderThanAllThatIsKept() {
        SendJob job = shop.emailJob();
        SendJob unknown =
                new SendJob(Visit.first(RunId.parse("cgone-gone"), job.visit().node()), Channel.EMAIL, TOKEN);
        assertThat(shop.send(unknown)).isEqualTo(new Result.Done(null));
    }

    @Test
    void sendsNothingForAStep_whoseRunGoesOnInALaterGeneration() {
        SendJob job = shop.emailJob();
        moveOn();

        assertThat(shop.send(job)).isEqualTo(new Result.Done(null));

        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.ports.messages.all()).isEmpty();
        failed(Journeys.EXIT, "The run goes on elsewhere");
    }

    @Test
    void leavesNoMessageUndecided_whenItsRunMovedOnAfterACrash() {
        SendJob job = shop.emailJob();
        shop.chaos.killAfter("Sender.send");
        assertThatThrownBy(() -> shop.send(job)).isInstanceOf(Chaos.Killed.class);
        moveOn();
        assertThat(shop.send(job)).isInstanceOf(Result.Later.class);
        shop.advance(SendMessage.LEASE);

        assertThat(done(job).status()).isEqualTo(MessageStatus.UNKNOWN);

        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    private void moveOn() {
        assertThat(shop.ports.runs.save(
                        shop.run().in(new Leg(2, "whatsapp"), shop.now()),
                        shop.now().plus(Duration.ofDays(9))))
                .isTrue();
    }
}
