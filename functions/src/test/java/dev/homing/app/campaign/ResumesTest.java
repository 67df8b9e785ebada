package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Decision;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Leg;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of those who waited while a campaign was paused. */
class ResumesTest {
    private static final String CART = "cart-recovery";
    private static final String PAYMENT = "payment-failed";

    private SmallShop shop = new SmallShop();

    private void pause(String campaign) {
        shop.wiring.changeCampaignStatus().pause(campaign, shop.now());
    }

    private void resume(String campaign, Resume resume) {
        shop.wiring.changeCampaignStatus().activate(campaign, resume, "ann", null, shop.now());
    }

    private void release(String campaign) {
        shop.wiring.releasePlaces().release(campaign, shop.now());
    }

    private SendJob held(SendJob job, String campaign) {
        pause(campaign);
        shop.send(job);
        shop.advance(Duration.ofDays(3));
        return new SendJob(
                new Visit(job.run(), 2, job.visit().node(), 1), Channel.EMAIL, job.token() == null ? null : "token-2");
    }

    private List<Decision> decisions(CustomerId customer) {
        return shop.ports.timeline.newest(customer, null, 100).stream()
                .flatMap(entry -> entry.decisions().stream())
                .toList();
    }

    @Test
    void skipsTheMessageThatWasOverdue_andTheFlowGoesOn() {
        SendJob next = held(shop.emailJob(), CART);
        resume(CART, Resume.SKIP_OVERDUE);
        release(CART);
        shop.journeys.await("token-2");
        shop.send(next);
        shop.send(next);

        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.message(next).status()).isEqualTo(MessageStatus.SKIPPED);
        assertThat(shop.message(next).reason()).isEqualTo(Reason.of(Code.OVERDUE_IN_PAUSE));
        assertThat(shop.run().open()).isTrue();
        // What comes after it in the flow is sent as ever.
        shop.journeys.await("token-3");
        SendJob later = new SendJob(new Visit(next.run(), 2, "whatsapp", 1), Channel.WHATSAPP, "token-3");
        shop.wiring.sendWhatsApp().send(later, shop.now());
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void skipsAMessageThatIsAllOfItsFlow_andTheRunIsCompleted() {
        SendJob next = held(shop.paymentJob(), PAYMENT);
        resume(PAYMENT, Resume.SKIP_OVERDUE);
        release(PAYMENT);
        assertThat(shop.ports.sendQueue.take()).containsExactly(next);
        shop.send(next);

        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(shop.message(next).reason()).isEqualTo(Reason.of(Code.OVERDUE_IN_PAUSE));
        assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
    }

    @Test
    void skipsIt_alsoWhereWhoeverIsAskedHasNotHeardOfTheResumeYet() {
        SendJob next = held(shop.emailJob(), CART);
        resume(CART, Resume.SKIP_OVERDUE);
        release(CART);
        // As if this one's configuration were a moment behind: the campaign looks paused to it.
        Run run = shop.run();
        HoldPlaces late =
                new HoldPlaces(shop.ports.runs, shop.ports.held, shop.ports.campaigns, shop.ports.outcomeQueue);
        shop.advance(Duration.ofSeconds(2));
        assertThat(late.step(run, next.visit(), shop.now())).isTrue();
        release(CART);
        SendJob again = new SendJob(new Visit(next.run(), 3, "email", 1), Channel.EMAIL, "token-4");
        shop.journeys.await("token-4");
        shop.send(again);

        assertThat(shop.message(again).reason()).isEqualTo(Reason.of(Code.OVERDUE_IN_PAUSE));
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void sendsWhatIsDueAfterTheResume_thoughSomebodyHeldItForAMoment() {
        SendJob job = shop.emailJob();
        pause(CART);
        shop.advance(Duration.ofHours(1));
        resume(CART, Resume.END);
        shop.advance(Duration.ofSeconds(2));
        HoldPlaces late =
                new HoldPlaces(shop.ports.runs, shop.ports.held, shop.ports.campaigns, shop.ports.outcomeQueue);
        late.step(shop.run(), job.visit(), shop.now());
        release(CART);

        assertThat(shop.run().open()).isTrue();
        assertThat(shop.journeys.started()).contains(new Leg(2, "email").execution(job.run()));
    }

    @Test
    void endsWhoeverWaits_killedAnywhere_andTwice() {
        for (int moment = 0; ; moment++) {
            shop = new SmallShop();
            SendJob next = held(shop.emailJob(), CART);
            shop.chaos.killAt(moment);
            try {
                resume(CART, Resume.END);
                release(CART);
            } catch (Chaos.Killed killed) {
                resume(CART, Resume.END);
                release(CART);
            }
            boolean over = !shop.chaos.struck();
            release(CART);

            Run run = shop.run();
            assertThat(run.status()).isEqualTo(Run.Status.EXITED);
            assertThat(Objects.requireNonNull(run.endedBy()).code()).isEqualTo(Code.ENDED_ON_RESUME);
            assertThat(shop.state(SmallShop.ADA).runs()).isEmpty();
            assertThat(shop.ports.held.of(CART, 10)).isEmpty();
            assertThat(decisions(SmallShop.ADA).stream().filter(each -> each.kind() == Decision.Kind.ENDED))
                    .containsExactly(new Decision(CART, Decision.Kind.ENDED, Reason.of(Code.ENDED_ON_RESUME)));
            assertThat(shop.journeys.started())
                    .as("nothing starts for who is taken out")
                    .hasSize(1);
            shop.send(next);
            assertThat(shop.ports.sender.sent()).isEmpty();
            if (over) {
                return;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Resume.class,
            names = {"SKIP_OVERDUE", "END"})
    void startsNothingForADelayThatEndedInThePause_killedAnywhere(Resume resume) {
        Code why = resume == Resume.END ? Code.ENDED_ON_RESUME : Code.OVERDUE_IN_PAUSE;
        for (int moment = 0; ; moment++) {
            shop = new SmallShop();
            shop.receive(
                    shop.storefront.identify("i1", "ada", "anon-1"), shop.storefront.added("e1", "ada", "A", "10.00"));
            pause(CART);
            shop.advance(Duration.ofMinutes(30));
            shop.fireTimers();
            shop.advance(Duration.ofDays(1));
            shop.chaos.killAt(moment);
            try {
                resume(CART, resume);
                release(CART);
            } catch (Chaos.Killed killed) {
                resume(CART, resume);
                release(CART);
            }
            boolean over = !shop.chaos.struck();
            release(CART);

            assertThat(shop.ports.runs.all()).isEmpty();
            assertThat(shop.state(SmallShop.ADA).timers()).isEmpty();
            assertThat(shop.ports.held.of(CART, 10)).isEmpty();
            assertThat(decisions(SmallShop.ADA))
                    .contains(new Decision(CART, Decision.Kind.NOT_STARTED, Reason.of(why)));
            if (over) {
                return;
            }
        }
    }

    @Test
    void startsADelayThatEndsAfterIt() {
        shop.receive(shop.storefront.identify("i1", "ada", "anon-1"), shop.storefront.added("e1", "ada", "A", "10.00"));
        pause(CART);
        shop.advance(Duration.ofMinutes(10));
        resume(CART, Resume.SKIP_OVERDUE);
        release(CART);
        shop.advance(Duration.ofMinutes(20));
        shop.fireTimers();
        assertThat(shop.run().open()).isTrue();
    }
}
