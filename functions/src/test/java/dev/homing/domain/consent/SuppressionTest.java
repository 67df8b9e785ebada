package dev.homing.domain.consent;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.domain.reason.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionTest {
    private static final Reason SAID = Reason.of(Reason.Code.MAILBOX_NOT_FOUND);
    private static final Suppression FREE = Suppression.none(AddressKey.of(Channel.EMAIL, "ada@example.com"));

    @Test
    void knowsAnAddressInAnyCaseOfLetters_onItsChannelOnly() {
        assertThat(AddressKey.of(Channel.EMAIL, " Ada@Example.COM")).isEqualTo(FREE.address());
        assertThat(AddressKey.of(Channel.WHATSAPP, "ada@example.com")).isNotEqualTo(FREE.address());
        assertThat(FREE.address().toString()).doesNotContain("ada@");
    }

    @ParameterizedTest
    @EnumSource
    void refusesMarketing_forEveryReason(Why why) {
        Suppression suppression = FREE.because(why, minutes(1), SAID);
        assertThat(suppression.refuses(false, Consent.UNKNOWN))
                .isEqualTo(new Suppression.Standing(why, minutes(1), SAID));
    }

    @ParameterizedTest
    @CsvSource({
        "UNSUBSCRIBED, SUBSCRIBED, event, 2, false",
        "UNSUBSCRIBED, SUBSCRIBED, event, 1, true",
        "UNSUBSCRIBED, SUBSCRIBED, event, 0, true",
        "UNSUBSCRIBED, SUBSCRIBED, browser, 2, true",
        "UNSUBSCRIBED, UNKNOWN, event, 2, true",
        "STOPPED, SUBSCRIBED, event, 2, false",
        "BOUNCED, SUBSCRIBED, event, 2, true",
        "COMPLAINED, SUBSCRIBED, event, 2, true",
    })
    void givesWay_onlyToALaterTrustedYes_andNeverWhereTheProviderSaidSo(
            Why why, State own, String source, int at, boolean refused) {
        Suppression suppression = FREE.because(why, minutes(1), SAID);
        assertThat(suppression.refuses(false, new Consent(own, minutes(at), source)) != null)
                .isEqualTo(refused);
    }

    @Test
    void namesWhatStands_whenAnotherReasonWasTakenBack() {
        Suppression both = FREE.because(Why.UNSUBSCRIBED, minutes(1), null).because(Why.BOUNCED, minutes(2), SAID);
        assertThat(both.takenBack(Why.UNSUBSCRIBED, minutes(3)).standing())
                .isEqualTo(new Suppression.Standing(Why.BOUNCED, minutes(2), SAID));
        assertThat(FREE.because(Why.UNSUBSCRIBED, minutes(1), null)
                        .takenBack(Why.UNSUBSCRIBED, minutes(3))
                        .standing())
                .isNull();
    }

    @Test
    void aStopBySmsHoldsForEverything_untilItIsTakenBack() {
        Suppression stopped =
                Suppression.none(AddressKey.of(Channel.SMS, "+4915112345678")).because(Why.STOPPED, minutes(1), null);
        Consent agreedSince = new Consent(Consent.State.SUBSCRIBED, minutes(2), Consent.STATED);
        Suppression.Standing stands = new Suppression.Standing(Why.STOPPED, minutes(1), null);

        assertThat(stopped.refuses(true, Consent.UNKNOWN)).isEqualTo(stands);
        assertThat(stopped.refuses(false, agreedSince)).isEqualTo(stands);
        assertThat(stopped.takenBack(Why.STOPPED, minutes(3)).refuses(false, agreedSince))
                .isNull();
        assertThat(Suppression.none(AddressKey.of(Channel.WHATSAPP, "+4915112345678"))
                        .because(Why.STOPPED, minutes(1), null)
                        .refuses(true, Consent.UNKNOWN))
                .as("Meta tells the two apart")
                .isNull();
    }

    @Property(tries = 200)
    void endsTheSame_inWhateverOrderItIsSaid(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random dice = new Random(seed);
        List<UnaryOperator<Suppression>> said = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            int at = i;
            Why why = List.of(Why.values()).get(dice.nextInt(Why.values().length));
            said.add(
                    dice.nextBoolean()
                            ? before -> before.because(why, minutes(at), SAID.withDetails("source " + at))
                            : before -> before.takenBack(why, minutes(at)));
        }
        Suppression inOrder = after(said);
        List<UnaryOperator<Suppression>> again = new ArrayList<>(said);
        again.addAll(said.subList(0, dice.nextInt(said.size())));
        Collections.shuffle(again, dice);
        assertThat(after(again).standing()).isEqualTo(inOrder.standing());
    }

    private static Suppression after(List<UnaryOperator<Suppression>> said) {
        Suppression suppression = FREE;
        for (UnaryOperator<Suppression> each : said) {
            suppression = each.apply(suppression);
        }
        return suppression;
    }
}
