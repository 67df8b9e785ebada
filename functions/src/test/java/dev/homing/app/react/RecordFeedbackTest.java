package dev.homing.app.react;

import static dev.homing.app.SmallShop.ADA;
import static dev.homing.app.SmallShop.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Suppression.Standing;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.consent.Undoing;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFeedbackTest {
    private static final Reason NO_MAILBOX =
            Reason.of(Code.MAILBOX_NOT_FOUND).withDetails("smtp; 550 5.1.1 <ada@example.com> unknown");

    private final SmallShop shop = new SmallShop();
    private final SendJob job = shop.emailJob();
    private final Instant sentAt = shop.now();

    RecordFeedbackTest() {
        shop.send(job);
    }

    private @Nullable Message record(MessageStatus status, Instant at, @Nullable Reason reason) {
        return shop.wiring.recordFeedback().record(job.message(), status, at, reason, shop.now());
    }

    private Profile profile() {
        return shop.ports.profiles.load(ADA);
    }

    private @Nullable Standing suppressed(String address) {
        return shop.ports.suppressions.of(AddressKey.of(Channel.EMAIL, address)).standing();
    }

    private Consent.State consent() {
        return profile().consent(Channel.EMAIL).state();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENED", "OPENED_BY_MACHINE", "CLICKED", "REPLIED", "READ"})
    void sendsTheRunOn_whenTheStatusDecides(MessageStatus status) {
        shop.advance(Duration.ofHours(1));
        record(status, shop.now(), null);
        MessageStatus way = status == MessageStatus.CLICKED ? MessageStatus.CLICKED : MessageStatus.OPENED;
        assertThat(shop.journeys.ending(TOKEN)).isEqualTo(new Ending.Completed(new Way.On(way), shop.now()));
        assertThat(shop.ports.messages.token(job.message())).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "CLICKED_BY_MACHINE", "SENT", "UNSUBSCRIBED", "COMPLAINED"})
    void onlyCounts_whenTheStatusDecidesNothing(MessageStatus status) {
        record(status, shop.now(), null);
        assertThat(shop.message(job).has(status)).isTrue();
        assertThat(shop.journeys.ending(TOKEN)).isNull();
        assertThat(shop.ports.messages.token(job.message())).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNCED", "FAILED"})
    void sendsTheRunOn_whenTheMessageCameBack(MessageStatus status) {
        record(status, shop.now(), NO_MAILBOX);
        assertThat(shop.message(job).reason()).isEqualTo(NO_MAILBOX);
        assertThat(shop.journeys.ending(TOKEN))
                .isEqualTo(new Ending.Failed(Journeys.SEND_FAILED, "the mailbox does not exist"));
    }

    @Test
    void onlyCounts_whenTheStatusComesAfterTheWindow() {
        shop.journeys.forget(TOKEN);
        assertThat(record(MessageStatus.OPENED, shop.now(), null)).isNotNull();
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.OPENED);
    }

    @Test
    void decidesOnce_andCountsTheRest() {
        record(MessageStatus.OPENED, sentAt.plusSeconds(5), null);
        record(MessageStatus.CLICKED, sentAt.plusSeconds(9), null);
        assertThat(shop.journeys.ending(TOKEN))
                .isEqualTo(new Ending.Completed(new Way.On(MessageStatus.OPENED), sentAt.plusSeconds(5)));
        assertThat(shop.message(job).status()).isEqualTo(MessageStatus.CLICKED);
    }

    @Test
    void remembersTheFirstAndTheLastClick_thatAnOrderMayBeAttributedTo() {
        for (int second : new int[] {30, 9, 60, 9, 30, 60}) {
            record(MessageStatus.CLICKED, sentAt.plusSeconds(second), null);
        }
        assertThat(shop.state(ADA).touches()).containsExactly(touch(9), touch(60));
    }

    private Touch touch(int second) {
        return new Touch(
                job.message(),
                job.run(),
                "cart-recovery",
                1,
                Channel.EMAIL,
                shop.message(job).triggeredAt(),
                sentAt.plusSeconds(second));
    }

    @Test
    void setsTheAddressAside_whenItBounces() {
        record(MessageStatus.BOUNCED, shop.now(), NO_MAILBOX);
        assertThat(suppressed("Ada@example.com")).isEqualTo(new Standing(Why.BOUNCED, shop.now(), NO_MAILBOX));
        assertThat(consent())
                .as("a dead mailbox says nothing of what its owner wants")
                .isEqualTo(Consent.State.UNKNOWN);
    }

    @Test
    void optsOutAndSetsAside_whenTheCustomerComplains() {
        record(MessageStatus.COMPLAINED, shop.now(), null);
        assertThat(suppressed("ada@example.com")).isEqualTo(new Standing(Why.COMPLAINED, shop.now(), null));
        assertThat(profile().consent(Channel.EMAIL))
                .isEqualTo(new Consent(Consent.State.UNSUBSCRIBED, shop.now(), "complaint"));
    }

    @Test
    void optsOut_whenTheCustomerUnsubscribes_andTakesItBack() {
        record(MessageStatus.UNSUBSCRIBED, shop.now(), null);
        assertThat(consent()).isEqualTo(Consent.State.UNSUBSCRIBED);
        Instant unsubscribed = shop.now();
        shop.advance(Duration.ofSeconds(5));
        assertThat(shop.wiring.recordFeedback().undo(job.message(), shop.now())).isEqualTo(Undoing.UNDONE);
        assertThat(consent()).as("as it was before").isEqualTo(Consent.State.UNKNOWN);
        record(MessageStatus.UNSUBSCRIBED, unsubscribed, null);
        assertThat(consent()).as("what comes again is as old as it was").isEqualTo(Consent.State.UNKNOWN);
        shop.advance(Duration.ofSeconds(5));
        record(MessageStatus.UNSUBSCRIBED, shop.now(), null);
        assertThat(consent()).as("and may be meant once more").isEqualTo(Consent.State.UNSUBSCRIBED);
    }

    @Test
    void leavesOtherChannelsAsTheyAre() {
        record(MessageStatus.UNSUBSCRIBED, shop.now(), null);
        record(MessageStatus.BOUNCED, shop.now(), null);
        assertThat(profile().consent(Channel.WHATSAPP).state()).isEqualTo(Consent.State.SUBSCRIBED);
        assertThat(shop.ports
                        .suppressions
                        .of(AddressKey.of(Channel.WHATSAPP, "+4915112345678"))
                        .standing())
                .isNull();
    }

    @Test
    void setsTheOldAddressAside_whenItsBounceComesAfterTheCustomerHasANewOne() {
        shop.advance(Duration.ofSeconds(1));
        shop.receive(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "moved",
                "userId",
                "ada",
                "timestamp",
                shop.now().toString(),
                "traits",
                Map.of("email", "ada.new@example.com"))));
        record(MessageStatus.BOUNCED, shop.now(), null);
        assertThat(profile().email()).isEqualTo("ada.new@example.com");
        assertThat(suppressed("ada@example.com")).isNotNull();
        assertThat(suppressed("ada.new@example.com")).isNull();
    }

    @Test
    void unsubscribesTheAddress_untilTheLinkIsTakenBack() {
        record(MessageStatus.UNSUBSCRIBED, shop.now(), null);
        assertThat(suppressed("ada@example.com")).isEqualTo(new Standing(Why.UNSUBSCRIBED, shop.now(), null));
        shop.advance(Duration.ofSeconds(5));
        assertThat(shop.wiring.recordFeedback().undo(job.message(), shop.now())).isEqualTo(Undoing.UNDONE);
        assertThat(suppressed("ada@example.com")).isNull();
        record(MessageStatus.COMPLAINED, shop.now(), null);
        shop.advance(Duration.ofSeconds(5));
        assertThat(shop.wiring.recordFeedback().undo(job.message(), shop.now())).isEqualTo(Undoing.SAID_SINCE);
        assertThat(suppressed("ada@example.com"))
                .as("a link takes back what a link did, and no complaint")
                .isNotNull();
    }

    @Test
    void isOfWhomTheCustomerTurnedOutToBe() {
        shop.receive(shop.storefront.identify("i2", "countess", null));
        shop.receive(shop.storefront.alias("a1", "countess", "ada"));
        record(MessageStatus.UNSUBSCRIBED, shop.now(), null);
        record(MessageStatus.CLICKED, shop.now(), null);
        Profile countess = shop.ports.profiles.load(CustomerId.ofUser("countess"));
        assertThat(countess.consent(Channel.EMAIL).state()).isEqualTo(Consent.State.UNSUBSCRIBED);
        assertThat(shop.state(CustomerId.ofUser("countess")).touches()).hasSize(1);
    }

    @Test
    void saysThereIsNone_whenTheMessageIsUnknown() {
        MessageId unknown = MessageId.parse("cgone-gone");
        assertThat(shop.wiring.recordFeedback().record(unknown, MessageStatus.OPENED, shop.now(), null, shop.now()))
                .isNull();
        assertThat(shop.wiring.recordFeedback().undo(unknown, shop.now())).isEqualTo(Undoing.NOTHING_TO_UNDO);
    }

    /** What is left in the end of a message and its customer. */
    private record Outcome(
            Set<MessageStatus> reached, Consent consent, Object suppressed, List<Touch> touches, boolean decided) {}

    /** Whether the handler lived to the end. */
    private boolean taken(MessageStatus status, Instant at) {
        try {
            record(status, at, status.failure() ? NO_MAILBOX : null);
            return true;
        } catch (Chaos.Killed killed) {
            return false;
        }
    }

    private static Outcome told(List<MessageStatus> statuses, @Nullable Random dice) {
        RecordFeedbackTest test = new RecordFeedbackTest();
        for (MessageStatus status : statuses) {
            Instant at = test.sentAt.plusSeconds(List.of(MessageStatus.values()).indexOf(status));
            while (true) {
                if (dice != null && dice.nextInt(3) == 0) {
                    List<String> calls = List.of(
                            "Messages.save",
                            "Profiles.save",
                            "Suppressions.save",
                            "CustomerStates.save",
                            "Journeys.complete",
                            "Messages.token");
                    String call = calls.get(dice.nextInt(calls.size()));
                    if (dice.nextBoolean()) {
                        test.shop.chaos.killBefore(call);
                    } else {
                        test.shop.chaos.killAfter(call);
                    }
                }
                if (test.taken(status, at)) {
                    break;
                }
            }
        }
        test.shop.chaos.killBefore("nothing");
        test.shop.chaos.killAfter("nothing");
        return new Outcome(
                test.shop.message(test.job).statuses().stream()
                        .map(Message.StatusAt::status)
                        .collect(Collectors.toSet()),
                test.profile().consent(Channel.EMAIL),
                test.shop
                        .ports
                        .suppressions
                        .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                        .reasons(),
                test.shop.state(ADA).touches(),
                test.shop.journeys.ending(TOKEN) != null);
    }

    @Property(tries = 150)
    void endsTheSame_inAnyOrderAndTwiceAndKilled(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<MessageStatus> said = new ArrayList<>(List.of(
                MessageStatus.DELIVERED,
                MessageStatus.OPENED,
                MessageStatus.CLICKED,
                MessageStatus.UNSUBSCRIBED,
                MessageStatus.COMPLAINED));
        if (dice.nextBoolean()) {
            said.add(MessageStatus.BOUNCED);
            said.remove(MessageStatus.COMPLAINED);
        }
        Outcome expected = told(said, null);
        List<MessageStatus> more = new ArrayList<>(said);
        said.forEach(status -> {
            if (dice.nextBoolean()) {
                more.add(status);
            }
        });
        Collections.shuffle(more, dice);
        assertThat(told(more, dice)).as("%s", more).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Messages.save", "Journeys.complete", "Messages.removeToken", "CustomerStates.save"})
    void goesOn_whereItWasKilled(String call) {
        shop.chaos.killAfter(call);
        try {
            record(MessageStatus.CLICKED, shop.now(), null);
        } catch (Chaos.Killed killed) {
            record(MessageStatus.CLICKED, shop.now(), null);
        }
        assertThat(shop.journeys.ending(TOKEN))
                .isEqualTo(new Ending.Completed(new Way.On(MessageStatus.CLICKED), shop.now()));
        assertThat(shop.state(ADA).touches()).hasSize(1);
        assertThat(shop.ports.messages.token(job.message())).isNull();
    }
}
