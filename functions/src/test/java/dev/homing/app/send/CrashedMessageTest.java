package dev.homing.app.send;

import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.TestRendering;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Unavailable;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Progress;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages whose handlers die, race each other, or find that somebody was faster. */
public class CrashedMessageTest extends OneMessage {
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
            assertThat(failed.cause()).endsWith("the provider did not say within 15 minutes whether it left");
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

    @Test
    void leavesItsClaim_whenOthersChangeTheMessageAtEveryTryToRecordIt() {
        SendJob job = shop.emailJob();
        Messages contended = (Messages) Proxy.newProxyInstance(
                Messages.class.getClassLoader(), new Class<?>[] {Messages.class}, (_, method, arguments) -> {
                    boolean left = !shop.ports.sender.sent().isEmpty();
                    return left && method.getName().equals("save")
                            ? (Object) false
                            : method.invoke(shop.ports.messages, arguments);
                });
        assertThatThrownBy(() -> with(contended).send(job, shop.now())).isInstanceOf(Unavailable.class);

        assertThat(later(job)).isEqualTo(SendMessage.LEASE);
        assertThat(shop.ports.sender.sent()).as("nobody is written to twice").hasSize(1);
    }
}
