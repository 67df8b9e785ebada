package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Decision.Code;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {
    @Test
    void saysItsReasonInWords() {
        assertThat(new Decision(
                                "c",
                                Code.NOT_STARTED_CART_BELOW_MINIMUM,
                                Map.of("value", "5.00 EUR", "minimum", "10.00 EUR"))
                        .reason())
                .isEqualTo("Not started: the cart is worth 5.00 EUR, the minimum is 10.00 EUR");
        assertThat(new Decision("c", Code.ENDED_BY_ORDER).reason()).isEqualTo("Ended: ordered");
    }

    @Test
    void leavesWhatItDoesNotKnow_andTakesNoValueForAPlaceholder() {
        assertThat(new Decision("c", Code.TIMER_SET, Map.of("due", "{why}")).reason())
                .isEqualTo("Timer set for {why}: {why}");
        assertThat(new Decision("c", Code.TIMER_SET, Map.of("due", "{why}", "why", "1 item")).reason())
                .isEqualTo("Timer set for {why}: 1 item");
    }

    @Test
    void saysWhetherTheCampaignGoesOn() {
        assertThat(new Decision("c", Code.STARTED).allowed()).isTrue();
        assertThat(new Decision("c", Code.TIMER_SET).allowed()).isTrue();
        assertThat(new Decision("c", Code.TIMER_DROPPED).allowed()).isFalse();
    }

    @Test
    void isNotChangedFromOutside() {
        Map<String, String> params = new HashMap<>(Map.of("why", "ordered"));
        Decision decision = new Decision("c", Code.TIMER_DROPPED, params);
        params.put("why", "else");
        assertThat(decision.reason()).isEqualTo("Timer dropped: ordered");
    }
}
