package dev.homing.lambda;

import static dev.homing.app.SmallShop.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.lambda.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What SES says of emails: once, twice, and killed at every single moment. */
class FeedbackHandlerTest {
    private static String ses(String sample, @Nullable SendJob job) {
        ObjectNode event = (ObjectNode) AwsEvents.sample("ses/" + sample + ".json");
        ObjectNode tags = (ObjectNode) event.get("detail").get("mail").get("tags");
        if (job == null) {
            tags.remove("message");
        } else {
            tags.putArray("message").add(job.message().toString());
        }
        return event.toString();
    }

    private static List<String> said(SmallShop shop, String... samples) {
        SendJob job = shop.emailJob();
        shop.send(job);
        List<String> bodies = new ArrayList<>();
        for (String sample : samples) {
            bodies.add(ses(sample, job));
        }
        return bodies;
    }

    @Test
    void feedbackEndsTheSame_twiceAndKilledAnywhere() {
        Redelivery.endsTheSame(
                "feedback", Wiring::feedbackHandler, shop -> said(shop, "send", "delivery", "complaint"));
        Redelivery.endsTheSame("feedback", Wiring::feedbackHandler, shop -> said(shop, "bounce-permanent"));
    }

    @Test
    void feedbackMovesTheMessage_andWhatItMeans() {
        SmallShop shop = new SmallShop();
        List<String> bodies =
                new ArrayList<>(said(shop, "delivery", "bounce-transient", "delivery-delay", "complaint"));
        bodies.add(ses("complaint", null));
        bodies.add("{}");
        assertThat(AwsEvents.failures(shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", bodies))))
                .containsExactly("m5");
        Message message = shop.ports.messages.all().getFirst();
        assertThat(message.statuses())
                .extracting(Message.StatusAt::status)
                .containsExactly(
                        MessageStatus.SENDING,
                        MessageStatus.SENT,
                        MessageStatus.DELIVERED,
                        MessageStatus.FAILED,
                        MessageStatus.COMPLAINED);
        assertThat(message.reason())
                .isEqualTo(Reason.of(Code.MAILBOX_FULL).withDetails("smtp; 552 5.2.2 mailbox full"));
        assertThat(shop.ports.profiles.load(ADA).consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(shop.ports
                        .suppressions
                        .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                        .reasons())
                .containsOnlyKeys(Suppression.Why.COMPLAINED);
    }

    private static String ofSms(String sample, SmallShop shop, SendJob job) {
        ObjectNode event = (ObjectNode) AwsEvents.sample("sms/" + sample + ".json");
        if (event.has("detail")) {
            ((ObjectNode) event.at("/detail/context"))
                    .put("message", job.message().toString());
        } else {
            event.put("previousPublishedMessageId", shop.message(job).providerId());
        }
        return event.toString();
    }

    private static List<String> saidOfSms(SmallShop shop, String... samples) {
        SendJob job = shop.smsJob(true);
        shop.sendSms(job);
        List<String> bodies = new ArrayList<>();
        for (String sample : samples) {
            bodies.add(ofSms(sample, shop, job));
        }
        return bodies;
    }

    @Test
    void feedbackOfTextMessagesEndsTheSame_twiceAndKilledAnywhere() {
        Redelivery.endsTheSame(
                "feedback",
                Wiring::feedbackHandler,
                shop -> saidOfSms(shop, "pending", "successful", "delivered", "reply-text"));
        Redelivery.endsTheSame("feedback", Wiring::feedbackHandler, shop -> saidOfSms(shop, "invalid"));
        Redelivery.endsTheSame("feedback", Wiring::feedbackHandler, shop -> saidOfSms(shop, "reply-stop"));
    }

    @Test
    void feedbackMovesATextMessage_andAStopSilencesItsNumber() {
        SmallShop shop = new SmallShop();
        List<String> bodies =
                new ArrayList<>(saidOfSms(shop, "pending", "delivered", "reply-help", "reply-text", "reply-stop"));
        bodies.add("{\"source\":\"aws.sms-voice\"}");
        bodies.add("{\"inboundMessageId\":\"1\",\"originationNumber\":\"Shop\"}");
        assertThat(AwsEvents.failures(shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", bodies))))
                .containsExactlyInAnyOrder("m5", "m6");
        assertThat(shop.ports.messages.all().getFirst().statuses())
                .extracting(Message.StatusAt::status)
                .containsExactly(
                        MessageStatus.SENDING,
                        MessageStatus.SENT,
                        MessageStatus.DELIVERED,
                        MessageStatus.REPLIED,
                        MessageStatus.UNSUBSCRIBED);
        assertThat(shop.ports
                        .suppressions
                        .of(AddressKey.of(Channel.SMS, "+4915112345678"))
                        .reasons())
                .containsOnlyKeys(Suppression.Why.STOPPED);
    }

    @Test
    void feedbackSilencesANumber_thatIsOptedOutAtTheProvider() {
        SmallShop shop = new SmallShop();
        shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", saidOfSms(shop, "opted-out")));
        assertThat(shop.ports
                        .suppressions
                        .of(AddressKey.of(Channel.SMS, "+4915112345678"))
                        .reasons())
                .containsOnlyKeys(Suppression.Why.STOPPED);
    }

    @Test
    void feedbackSendsTheRunOn_whenTheEmailBounces() {
        SmallShop shop = new SmallShop();
        shop.wiring.feedbackHandler().handle(AwsEvents.sqs("feedback", said(shop, "bounce-permanent")));
        assertThat(shop.journeys.ending(SmallShop.TOKEN))
                .isInstanceOfSatisfying(Ending.Failed.class, failed -> assertThat(failed.cause())
                        .isEqualTo("the mailbox does not exist"));
    }
}
