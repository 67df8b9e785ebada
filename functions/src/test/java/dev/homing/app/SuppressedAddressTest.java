package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression.Standing;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was said of an address holds for everybody who has it, and for no other address of theirs. */
class SuppressedAddressTest {
    private static final String NUMBER = "+4915112345678";
    private static final int MORE_THAN_A_SEARCH_FINDS = 21;

    private final SmallShop shop = new SmallShop();

    private @Nullable Standing standing(Channel channel, String address) {
        return shop.ports.suppressions.of(AddressKey.of(channel, address)).standing();
    }

    private Message whatsApp(Run run) {
        SendJob job = new SendJob(
                Visit.first(run.id(), "whatsapp"), Channel.WHATSAPP, run.id().toString());
        shop.journeys.await(run.id().toString());
        shop.wiring.sendWhatsApp().send(job, shop.now());
        return shop.message(job);
    }

    @Test
    void stopReachesEverybody_howeverManyHaveTheNumber() {
        for (int i = 0; i < MORE_THAN_A_SEARCH_FINDS; i++) {
            String user = "user-" + i;
            shop.receive(
                    shop.storefront.identify("i" + i, user, null), shop.storefront.added("e" + i, user, "A", "10.00"));
        }
        shop.advance(Duration.ofMinutes(30));
        shop.fireTimers();
        assertThat(shop.ports.profiles.withPhone(NUMBER, 50)).hasSize(MORE_THAN_A_SEARCH_FINDS);

        shop.wiring.receiveReply().chosen(Channel.WHATSAPP, NUMBER, false, shop.now(), shop.now());

        assertThat(standing(Channel.WHATSAPP, NUMBER)).isEqualTo(new Standing(Why.STOPPED, shop.now(), null));
        List<Message> messages =
                shop.ports.runs.all().stream().map(this::whatsApp).toList();
        assertThat(messages).hasSize(MORE_THAN_A_SEARCH_FINDS).allSatisfy(message -> assertThat(message.status())
                .isEqualTo(MessageStatus.SKIPPED));
        assertThat(messages.stream()
                        .map(message -> Objects.requireNonNull(message.reason()).code())
                        .collect(Collectors.toSet()))
                .as("who is not found by the number is kept from it by the number itself")
                .containsExactlyInAnyOrder(Code.ANSWERED_STOP, Code.ADDRESS_STOPPED);
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void stops_whenWhatsAppRefusesAsTheCustomerStoppedMarketingThere() {
        SendJob email = shop.emailJob();
        shop.ports.sender.answer(new Sender.Result.Refused(Reason.of(Code.MARKETING_STOPPED)));

        assertThat(whatsApp(shop.run(email.run())).status()).isEqualTo(MessageStatus.FAILED);

        assertThat(standing(Channel.WHATSAPP, NUMBER)).isEqualTo(new Standing(Why.STOPPED, shop.now(), null));
        assertThat(standing(Channel.EMAIL, "ada@example.com")).isNull();
    }

    @Test
    void staysFree_whenTheRefusalSaysNothingOfTheAddress() {
        SendJob email = shop.emailJob();
        shop.ports.sender.answer(new Sender.Result.Refused(Reason.of(Code.MARKETING_LIMIT)));

        assertThat(whatsApp(shop.run(email.run())).status()).isEqualTo(MessageStatus.FAILED);

        assertThat(standing(Channel.WHATSAPP, NUMBER)).isNull();
    }

    @Test
    void writesToANewAddress_whenTheOldOneWasSetAside() {
        World world = new World();
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(30));
        var email = world.sent().getFirst().tags().message();
        Reason bounced = Reason.of(Code.MAILBOX_NOT_FOUND);
        world.wiring().recordFeedback().record(email, MessageStatus.BOUNCED, world.now(), bounced, world.now());
        assertThat(world.ports
                        .suppressions
                        .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                        .standing())
                .isNotNull();
        world.advance(Duration.ofMinutes(1));
        world.event(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "i2",
                "userId",
                "ada",
                "timestamp",
                world.now().toString(),
                "traits",
                Map.of("email", "ada.new@example.com"))));
        world.event(world.added("e2", "ada", "B", "10.00"));
        world.settle();
        // Told once more, now that the address is another.
        world.wiring().recordFeedback().record(email, MessageStatus.BOUNCED, world.now(), bounced, world.now());
        world.event(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1")));
        world.settle();
        assertThat(world.sentSteps()).containsExactly("email", "pay", "whatsapp");
        assertThat(world.sent().getLast()).isInstanceOfSatisfying(Outgoing.Email.class, sent -> assertThat(sent.to())
                .isEqualTo("ada.new@example.com"));
    }
}
