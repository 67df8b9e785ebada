package dev.homing.domain.analytics;

import static dev.homing.domain.analytics.AnalyticsSamples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Money;
import org.junit.jupiter.api.Test;

class AttributedOrderTest {
    private static final AttributedOrder ORDER = order(Money.of("30", "EUR"));

    @Test
    void isWorthWhatIsLeftAfterRefunds() {
        AttributedOrder less = ORDER.takenBack("r1", Money.of("4", "EUR")).takenBack("r2", Money.of("6", "EUR"));
        assertThat(less.net()).isEqualTo(Money.of("20", "EUR"));
        assertThat(less.takenBack("r3", null).net()).isEqualTo(Money.zero("EUR"));
    }

    @Test
    void isTakenOffOnce_whenTheRefundComesTwice() {
        AttributedOrder less = ORDER.takenBack("r1", Money.of("4", "EUR"));
        assertThat(less.takenBack("r1", Money.of("4", "EUR"))).isSameAs(less);
    }

    @Test
    void isNeverWorthLessThanNothing() {
        assertThat(ORDER.takenBack("r1", Money.of("100", "EUR")).net()).isEqualTo(Money.zero("EUR"));
    }

    @Test
    void keepsItsWorth_whenTheRefundIsInAnotherCurrency() {
        assertThat(ORDER.takenBack("r1", Money.of("4", "USD")).net()).isEqualTo(Money.of("30", "EUR"));
    }

    @Test
    void hasNoWorth_whereTheOrderSaidNone() {
        AttributedOrder unknown = order(null);
        assertThat(unknown.net()).isNull();
        assertThat(unknown.takenBack("r1", null)).isSameAs(unknown);
    }
}
