package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.MemoryPorts;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message that goes out, and what its provider answers. */
class SendMessageTest extends OneMessage {
    private static final Reason REFUSED = Reason.of(Code.PROVIDER_REFUSED).withDetails("550 no <ada@example.com> here");
    private static final Reason BUSY = Reason.of(Code.THROTTLED).withDetails("Rate exceeded");

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
        shop.ports.sender.answer(new Sender.Result.Refused(REFUSED));
        assertThat(done(job).reason()).isEqualTo(REFUSED);
        failed(Journeys.SEND_FAILED, "the provider refused the message");
        assertThat(shop.ports.messages.token(job.message())).isNull();
        assertThat(done(job).status()).as("for good").isEqualTo(MessageStatus.FAILED);
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void triesAgain_laterAndLater_whenTheProviderIsBusy() {
        SendJob job = shop.emailJob();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            shop.ports.sender.answer(new Sender.Result.TryLater(BUSY));
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
            shop.ports.sender.answer(new Sender.Result.TryLater(BUSY));
            assertThat(later(job)).isLessThanOrEqualTo(Duration.ofMinutes(10));
        }
        shop.ports.sender.answer(new Sender.Result.TryLater(BUSY));
        assertThat(done(job).reason())
                .isEqualTo(new Reason(
                        Code.GIVEN_UP, Map.of("attempts", "16", "cause", "throttled", "details", "Rate exceeded")));
        failed(
                Journeys.SEND_FAILED,
                "after 16 attempts it was given up: the account sends more than its provider allows at once");
    }

    @Test
    void remembersWhichAddressItWentTo_andNotTheAddress() {
        SendJob job = shop.emailJob();
        assertThat(done(job).sentTo()).isEqualTo(AddressKey.of(Channel.EMAIL, "ada@example.com"));
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
}
