package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.ReplyWord;
import dev.homing.domain.consent.Suppression.Standing;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Text messages: who gets them, and what a STOP and a START do. */
class SmsTest {
    private static final String NUMBER = "+4915112345678";

    private final SmallShop shop = new SmallShop();

    private @Nullable Standing standing(Channel channel) {
        return shop.ports.suppressions.of(AddressKey.of(channel, NUMBER)).standing();
    }

    private Code whyNot(SendJob job) {
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.SKIPPED);
        return Objects.requireNonNull(shop.message(job).reason()).code();
    }

    private void answers(ReplyWord word, @Nullable String inReplyTo) {
        shop.wiring.receiveReply().answered(Channel.SMS, NUMBER, inReplyTo, word, shop.now(), shop.now());
    }

    private SendJob paymentFails(String id) {
        shop.publish(TestCampaigns.smsOfPayment());
        shop.receive(shop.storefront.track(id, "ada", "Payment Failed", Map.of("order_id", id)));
        return shop.ports.sendQueue.take().stream()
                .filter(job -> job.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesToWhoeverAgreed_withATrackedLink_andKnowsItsSegments() {
        SendJob job = shop.smsJob(true);
        shop.sendSms(job);

        Message message = shop.message(job);
        assertThat(message.status()).isEqualTo(MessageStatus.SENT);
        assertThat(message.segments()).isEqualTo(1);
        assertThat(message.links()).containsExactly("https://shop.example/cart");
        assertThat(shop.ports.sender.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Sms.class, sms -> {
            assertThat(sms.to()).isEqualTo(NUMBER);
            assertThat(sms.transactional()).isFalse();
            assertThat(sms.text()).isEqualTo("Ada, come back: " + MemoryPorts.LINKS.shortUrl(message.id(), 1));
        });
    }

    @Test
    void isMarketingOnlyForWhoeverAgreed_andWhatIsNoneForEveryone() {
        SendJob job = shop.smsJob(false);
        shop.sendSms(job);
        assertThat(whyNot(job)).isEqualTo(Code.SAID_NO_IN_SHOP);

        SendJob payment = paymentFails("p1");
        shop.sendSms(payment);
        assertThat(shop.message(payment).status()).isEqualTo(MessageStatus.SENT);
    }

    @Test
    void needsAYes_whereNobodyAsked() {
        shop.publish(TestCampaigns.smsReminder());
        shop.receive(shop.storefront.identify("i1", "ada", null), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofHours(1));
        shop.fireTimers();
        SendJob job = shop.ports.sendQueue.take().stream()
                .filter(one -> one.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
        shop.sendSms(job);
        assertThat(whyNot(job)).isEqualTo(Code.NO_CONSENT);
    }

    @Test
    void goesToNoNumber_thatOnlyABrowserStated() {
        shop.publish(TestCampaigns.smsReminder());
        Map<String, Object> identify =
                new HashMap<>(shop.storefront.identify("i1", "ada", null).values());
        identify.put("traits", Map.of("phone", NUMBER, "consent", Map.of("sms", true)));
        shop.receive(Origin.BROWSER, Facts.of(identify), shop.storefront.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofHours(1));
        shop.fireTimers();
        SendJob job = shop.ports.sendQueue.take().stream()
                .filter(one -> one.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
        shop.sendSms(job);
        assertThat(whyNot(job)).isEqualTo(Code.NO_SMS_TO_BROWSERS_ADDRESS);
    }

    @Test
    void stopKeepsBackWhatWaits_andWhatIsNoMarketingToo() {
        SendJob waits = shop.smsJob(true);
        answers(ReplyWord.STOP, null);

        shop.sendSms(waits);
        assertThat(whyNot(waits)).isEqualTo(Code.ANSWERED_STOP);
        SendJob payment = paymentFails("p1");
        shop.sendSms(payment);
        assertThat(whyNot(payment)).isEqualTo(Code.ADDRESS_STOPPED);

        assertThat(shop.ports.sender.sent()).isEmpty();
        assertThat(standing(Channel.SMS)).isEqualTo(new Standing(Why.STOPPED, shop.now(), null));
        assertThat(standing(Channel.WHATSAPP)).as("of SMS alone").isNull();
    }

    @Test
    void stopStands_whateverTheShopSaysLater_untilAStart() {
        shop.smsJob(true);
        answers(ReplyWord.STOP, null);
        shop.advance(Duration.ofDays(1));
        Map<String, Object> again =
                new HashMap<>(shop.storefront.identify("i2", "ada", null).values());
        again.put("traits", Map.of("consent", Map.of("sms", true)));
        shop.receive(Facts.of(again));

        SendJob refused = paymentFails("p1");
        shop.sendSms(refused);
        assertThat(whyNot(refused)).isEqualTo(Code.ADDRESS_STOPPED);

        shop.advance(Duration.ofMinutes(1));
        answers(ReplyWord.START, null);
        shop.advance(Duration.ofHours(2));
        SendJob taken = paymentFails("p2");
        shop.sendSms(taken);
        assertThat(shop.message(taken).status()).isEqualTo(MessageStatus.SENT);
        assertThat(standing(Channel.SMS)).isNull();
    }

    @Test
    void aStopThatComesLate_changesNothingAfterAStart() {
        shop.smsJob(true);
        var stopped = shop.now();
        shop.advance(Duration.ofMinutes(5));
        answers(ReplyWord.START, null);
        shop.wiring.receiveReply().answered(Channel.SMS, NUMBER, null, ReplyWord.STOP, stopped, shop.now());
        assertThat(standing(Channel.SMS)).isNull();
        assertThat(shop.ports.profiles.load(SmallShop.ADA).consent(Channel.SMS).state())
                .isEqualTo(Consent.State.SUBSCRIBED);
    }

    @Test
    void anAnswerMovesTheMessageThatItAnswers() {
        SendJob job = shop.smsJob(true);
        shop.sendSms(job);
        String providerId = shop.message(job).providerId();
        shop.advance(Duration.ofMinutes(1));

        answers(ReplyWord.HELP, providerId);
        assertThat(shop.message(job).status())
                .as("who asks for help is answered by the provider")
                .isEqualTo(MessageStatus.SENT);
        answers(ReplyWord.NONE, providerId);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.REPLIED);
        answers(ReplyWord.STOP, providerId);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.UNSUBSCRIBED);
        assertThat(shop.ports.profiles.load(SmallShop.ADA).consent(Channel.SMS).source())
                .isEqualTo(Consent.REPLY);
    }

    @Test
    void isStopped_whenTheProviderSaysThatTheNumberOptedOut() {
        SendJob job = shop.smsJob(true);
        shop.ports.sender.answer(new Sender.Result.Refused(Reason.of(Code.OPTED_OUT)));
        shop.sendSms(job);
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(standing(Channel.SMS)).isEqualTo(new Standing(Why.STOPPED, shop.now(), null));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void endsTheSame_howeverHandlersAreKilled(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        assertThat(told(new Chaos(new SplittableRandom(seed), new Random(seed).nextDouble() * 0.1)))
                .isEqualTo(told(Chaos.NONE));
    }

    /** A cart, an SMS, a click, an order; then a STOP, and a cart again. */
    private static Map<String, Object> told(Chaos chaos) {
        World world = new World(chaos);
        world.publish(TestCampaigns.smsReminder());
        Map<String, Object> identify =
                new HashMap<>(world.identify("i1", "ada", null).values());
        identify.put("traits", Map.of("phone", NUMBER, "firstName", "Ada", "consent", Map.of("sms", true)));
        world.event(Facts.of(identify));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofHours(2));
        for (Message message : world.ports.messages.all()) {
            if (message.has(MessageStatus.SENT)) {
                world.reaction(message.id(), MessageStatus.DELIVERED, world.now());
                world.reaction(message.id(), MessageStatus.CLICKED, world.now());
            }
        }
        world.advance(Duration.ofHours(1));
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.advance(Duration.ofHours(1));
        world.answer(Channel.SMS, NUMBER, ReplyWord.STOP);
        world.advance(Duration.ofDays(1));
        world.event(world.added("e2", "ada", "B", "10.00"));
        world.advance(Duration.ofHours(2));
        world.calm();
        world.advance(Duration.ofDays(2));
        return Map.of("sent", world.sentSteps(), "counts", world.counts());
    }
}
