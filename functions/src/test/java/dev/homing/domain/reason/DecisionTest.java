package dev.homing.domain.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.reason.Reason.Code;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {
    private static Decision decision(Decision.Kind kind, Reason reason) {
        return new Decision("c", kind, reason);
    }

    @Test
    void saysItselfAsASentence() {
        Reason below = new Reason(Code.CART_BELOW_MINIMUM, Map.of("value", "5.00 EUR", "minimum", "10.00 EUR"));
        assertThat(decision(Decision.Kind.NOT_STARTED, below).sentence())
                .isEqualTo("Not started: the cart is worth 5.00 EUR, and the minimum is 10.00 EUR.");
        assertThat(decision(Decision.Kind.ENDED, Reason.of(Code.CART_EMPTY)).sentence())
                .isEqualTo("Ended: the cart is empty.");
        assertThat(Reason.of(Code.CART_EMPTY).sentence()).isEqualTo("The cart is empty.");
    }

    @Test
    void leavesWhatItDoesNotKnow_andTakesNoValueForAPlaceholder() {
        Reason event = Reason.of(Code.EVENT, "due", "{event}");
        assertThat(decision(Decision.Kind.DELAY_SET, event).sentence())
                .isEqualTo("Waits until {event}: {event} happened.");
        assertThat(decision(Decision.Kind.DELAY_SET, event.with("event", "Order Shipped"))
                        .sentence())
                .isEqualTo("Waits until {event}: Order Shipped happened.");
    }

    @Test
    void saysWhetherTheCampaignGoesOn() {
        Reason why = Reason.of(Code.CART_EMPTY);
        assertThat(decision(Decision.Kind.STARTED, why).allowed()).isTrue();
        assertThat(decision(Decision.Kind.DELAY_SET, why).allowed()).isTrue();
        assertThat(decision(Decision.Kind.DELAY_CANCELLED, why).allowed()).isFalse();
        assertThat(decision(Decision.Kind.NOT_STARTED, why).allowed()).isFalse();
    }

    @Test
    void isNotChangedFromOutside() {
        Map<String, String> params = new HashMap<>(Map.of("event", "Order Shipped"));
        Reason reason = new Reason(Code.EVENT, params);
        params.put("event", "else");
        assertThat(reason.clause()).isEqualTo("Order Shipped happened");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsAClause_thatCanStandAfterAColon(Code code) {
        assertThat(Reason.of(code).clause()).matches("[a-z{].*[a-z})]").doesNotContain("  ");
        assertThat(Reason.of(code).sentence()).endsWith(".");
    }
}
