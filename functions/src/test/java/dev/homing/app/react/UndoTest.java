package dev.homing.app.react;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.Chaos;
import dev.homing.app.SmallShop;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.consent.Undoing;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The undo of an unsubscribe link takes back what that link did, for an hour, and nothing else. */
class UndoTest {
    private static final AddressKey ADDRESS = AddressKey.of(Channel.EMAIL, "ada@example.com");

    private final SmallShop shop = new SmallShop();
    private SendJob job;

    UndoTest() {
        job = shop.emailJob();
    }

    @BeforeEach
    void sent() {
        shop.send(job);
    }

    private void says(Map<String, Object> traits) {
        shop.receive(Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "said " + shop.now(),
                "userId",
                "ada",
                "timestamp",
                shop.now().toString(),
                "traits",
                traits)));
        shop.advance(Duration.ofMinutes(1));
    }

    private void record(MessageStatus status) {
        shop.feedback(job, status);
        shop.advance(Duration.ofMinutes(1));
    }

    private Undoing undo() {
        return shop.wiring.recordFeedback().undo(job.message(), shop.now());
    }

    private Consent consent() {
        return shop.ports.profiles.load(SmallShop.ADA).consent(Channel.EMAIL);
    }

    private Suppression address() {
        return shop.ports.suppressions.of(ADDRESS);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"SUBSCRIBED", "UNSUBSCRIBED", "UNKNOWN"})
    void leadsBackToWhatWasBefore(State before) {
        if (before != State.UNKNOWN) {
            says(Map.of("consent", Map.of("email", before == State.SUBSCRIBED)));
        }
        Consent known = consent();
        record(MessageStatus.UNSUBSCRIBED);
        record(MessageStatus.UNSUBSCRIBED);
        assertThat(consent().source()).isEqualTo(Consent.UNSUBSCRIBE_LINK);
        assertThat(undo()).isEqualTo(Undoing.UNDONE);
        assertThat(consent().state()).isEqualTo(before);
        assertThat(consent().at()).isEqualTo(known.at());
        assertThat(consent().source()).isEqualTo(known.source());
        assertThat(address().standing()).isNull();
        assertThat(undo()).isEqualTo(before == State.UNSUBSCRIBED ? Undoing.SAID_SINCE : Undoing.NOTHING_TO_UNDO);
        shop.advance(Duration.ofMinutes(1));
        record(MessageStatus.UNSUBSCRIBED);
        assertThat(consent().state()).as("and may be meant once more").isEqualTo(State.UNSUBSCRIBED);
        assertThat(address().standing()).isNotNull();
    }

    @Test
    void keepsTheAddressUnsubscribed_whereSomebodyElsesLinkDidThatBefore() {
        assertThat(shop.ports.suppressions.save(address().because(Why.UNSUBSCRIBED, shop.now(), null)))
                .isTrue();
        Suppression before = address();
        shop.advance(Duration.ofMinutes(1));
        record(MessageStatus.UNSUBSCRIBED);
        assertThat(undo()).isEqualTo(Undoing.UNDONE);
        assertThat(address().reasons()).isEqualTo(before.reasons());
    }

    @Test
    void isTooLate_afterAnHour() {
        record(MessageStatus.UNSUBSCRIBED);
        shop.advance(Duration.ofMinutes(60));
        assertThat(undo()).isEqualTo(Undoing.TOO_LATE);
        assertThat(consent().state()).isEqualTo(State.UNSUBSCRIBED);
        assertThat(address().standing()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"complaint", "the shop's no", "no to everything", "the owner of the address"})
    void changesNothing_whenSomethingElseWasSaidSince(String what) {
        record(MessageStatus.UNSUBSCRIBED);
        switch (what) {
            case "complaint" -> record(MessageStatus.COMPLAINED);
            case "the shop's no" -> says(Map.of("consent", Map.of("email", false)));
            case "no to everything" -> says(Map.of("unsubscribed", true));
            default ->
                assertThat(shop.ports.suppressions.save(address().because(Why.UNSUBSCRIBED, shop.now(), null)))
                        .isTrue();
        }
        Consent said = consent();
        Suppression address = address();
        assertThat(undo()).isEqualTo(Undoing.SAID_SINCE);
        assertThat(consent()).isEqualTo(said);
        assertThat(address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void subscribesNobody_whereTheLinkUnsubscribedNobody(boolean shopSaidNo) {
        says(Map.of("consent", Map.of("email", !shopSaidNo)));
        assertThat(undo()).isEqualTo(shopSaidNo ? Undoing.SAID_SINCE : Undoing.NOTHING_TO_UNDO);
        assertThat(consent().state()).isEqualTo(shopSaidNo ? State.UNSUBSCRIBED : State.SUBSCRIBED);
    }

    @Test
    void takesBackNoOtherMessagesLink() {
        record(MessageStatus.UNSUBSCRIBED);
        SendJob other = shop.paymentJob();
        shop.send(other);
        assertThat(shop.wiring.recordFeedback().undo(other.message(), shop.now()))
                .isEqualTo(Undoing.SAID_SINCE);
        assertThat(consent().state()).isEqualTo(State.UNSUBSCRIBED);
    }

    @Test
    void endsTheSame_whereverTheHandlerIsKilled() {
        for (int moment = 0; ; moment++) {
            UndoTest again = new UndoTest();
            again.sent();
            again.record(MessageStatus.UNSUBSCRIBED);
            again.shop.chaos.killAt(moment);
            boolean killed = false;
            try {
                assertThat(again.undo()).isEqualTo(Undoing.UNDONE);
            } catch (Chaos.Killed why) {
                killed = true;
            }
            boolean struck = again.shop.chaos.struck();
            assertThat(killed).isEqualTo(struck);
            again.undo();
            assertThat(again.consent().state()).isEqualTo(State.UNKNOWN);
            assertThat(again.address().standing()).isNull();
            if (!struck) {
                assertThat(moment).isGreaterThan(5);
                return;
            }
        }
    }

    @Test
    void isAskedAgain_whenItWasKilledBeforeTheProfileWasSaved() {
        record(MessageStatus.UNSUBSCRIBED);
        shop.chaos.killBefore("Profiles.save");
        assertThatThrownBy(this::undo).isInstanceOf(Chaos.Killed.class);
        assertThat(undo()).isEqualTo(Undoing.UNDONE);
    }
}
