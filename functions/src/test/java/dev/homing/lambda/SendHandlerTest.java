package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Jobs of a channel: once, twice, throttled, and killed at every single moment. */
class SendHandlerTest {
    private static List<String> job(SmallShop shop) {
        return List.of(SendJobCodec.write(shop.emailJob()));
    }

    @Test
    void sendsOnce_whenTheJobComesTwice() {
        SmallShop shop = new SmallShop();
        byte[] batch = AwsEvents.sqs("email", job(shop));
        for (int i = 0; i < 2; i++) {
            assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                    .isEmpty();
        }
        assertThat(shop.ports.sender.sent()).hasSize(1);
    }

    @Test
    void saysWhenTheJobIsToComeAgain_whenTheProviderIsBusy() {
        SmallShop shop = new SmallShop();
        shop.ports.sender.answer(new Sender.Result.TryLater(Reason.of(Reason.Code.THROTTLED)));
        byte[] batch = AwsEvents.sqs("email", job(shop));
        assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                .containsExactly("m0");
        assertThat(shop.ports.delays).containsEntry("r0", Duration.ofSeconds(2));
        assertThat(AwsEvents.failures(shop.wiring.emailSendHandler().handle(batch)))
                .isEmpty();
    }

    /** Wherever the handler dies: nobody is written to twice, and within the provider's time each job comes to its end. */
    @Test
    void neverSendsTwice_andAlwaysEnds_whereverItIsKilled() {
        int moment = 0;
        boolean struck = true;
        List<MessageStatus> ends = new ArrayList<>();
        while (struck) {
            SmallShop shop = new SmallShop();
            byte[] batch = AwsEvents.sqs("email", job(shop));
            shop.chaos.killAt(moment++);
            shop.wiring.emailSendHandler().handle(batch);
            struck = shop.chaos.struck();
            for (int again = 0;
                    again < 3
                            && !AwsEvents.failures(
                                            shop.wiring.emailSendHandler().handle(batch))
                                    .isEmpty();
                    again++) {
                shop.advance(Objects.requireNonNull(shop.ports.delays.get("r0")));
            }
            Message message = shop.ports.messages.all().getFirst();
            ends.add(message.status());
            assertThat(shop.ports.sender.sent()).as("moment %s", moment).hasSizeLessThanOrEqualTo(1);
            assertThat(message.settled()).as("moment %s", moment).isTrue();
            if (message.status() == MessageStatus.UNKNOWN) {
                assertThat(shop.journeys.ending(SmallShop.TOKEN)).isInstanceOf(Ending.Failed.class);
            } else {
                assertThat(shop.journeys.ending(SmallShop.TOKEN))
                        .as("it waits for a reaction")
                        .isNull();
            }
        }
        assertThat(ends)
                .contains(MessageStatus.SENT, MessageStatus.UNKNOWN)
                .containsOnly(MessageStatus.SENT, MessageStatus.UNKNOWN);
    }

    /** An SMS is paid for each time. */
    @Test
    void neverSendsAnSmsTwice_whereverItIsKilled() {
        int moment = 0;
        boolean struck = true;
        while (struck) {
            SmallShop shop = new SmallShop();
            byte[] batch = AwsEvents.sqs("email", List.of(SendJobCodec.write(shop.smsJob(true))));
            shop.chaos.killAt(moment++);
            shop.wiring.smsSendHandler().handle(batch);
            struck = shop.chaos.struck();
            for (int again = 0;
                    again < 3
                            && !AwsEvents.failures(shop.wiring.smsSendHandler().handle(batch))
                                    .isEmpty();
                    again++) {
                shop.advance(Objects.requireNonNull(shop.ports.delays.get("r0")));
            }
            assertThat(shop.ports.sender.sent()).as("moment %s", moment).hasSizeLessThanOrEqualTo(1);
            assertThat(shop.ports.messages.all())
                    .as("moment %s", moment)
                    .singleElement()
                    .satisfies(message -> assertThat(message.settled()).isTrue());
        }
        assertThat(moment).isGreaterThan(1);
    }

    @Test
    void sendsWhatsAppFromItsOwnQueue() {
        SmallShop shop = new SmallShop();
        SendJob email = shop.emailJob();
        String body = SendJobCodec.write(
                new SendJob(Visit.first(email.run(), "whatsapp"), Channel.WHATSAPP, SmallShop.TOKEN));
        assertThat(AwsEvents.failures(
                        shop.wiring.whatsAppSendHandler().handle(AwsEvents.sqs("email", List.of(body, "{}")))))
                .containsExactly("m1");
        assertThat(shop.ports.sender.sent()).singleElement().isInstanceOf(Sender.Outgoing.WhatsApp.class);
    }
}
