package dev.homing.domain.analytics;

import static dev.homing.domain.analytics.AnalyticsSamples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Money;
import dev.homing.domain.order.Refund;
import dev.homing.domain.order.Refunds;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AttributedOrderTest {
    private static final AttributedOrder ORDER = order(Money.of("30", "EUR"));

    private static Refund part(String amount) {
        return new Refund.Part(Money.of(amount, "EUR"));
    }

    private static Refund soFar(String amount) {
        return new Refund.SoFar(Money.of(amount, "EUR"));
    }

    private static String left(Refunds refunds) {
        return Objects.requireNonNull(ORDER.with(refunds).net()).toString();
    }

    @Test
    void isWorthWhatIsLeftAfterRefunds() {
        Refunds two = Refunds.NONE.with("r1", part("4")).with("r2", part("6"));
        assertThat(left(two)).isEqualTo("20.00 EUR");
        assertThat(left(two.with("r3", new Refund.Whole()))).isEqualTo("0.00 EUR");
        assertThat(left(Refunds.NONE.with("r3", new Refund.Whole()).with("r1", part("4"))))
                .as("cancelled, then a refund comes late")
                .isEqualTo("0.00 EUR");
    }

    @Test
    void isTakenOffOnce_whenTheRefundComesTwice() {
        AttributedOrder less = ORDER.with(Refunds.NONE.with("r1", part("4")));
        assertThat(less.with(Refunds.NONE.with("r1", part("4")))).isSameAs(less);
    }

    @Test
    void countsTheLargestRunningTotal_howeverTheyArrive() {
        assertThat(left(Refunds.NONE.with("r1", soFar("10")).with("r2", soFar("25"))))
                .isEqualTo("5.00 EUR");
        assertThat(left(Refunds.NONE.with("r2", soFar("25")).with("r1", soFar("10"))))
                .isEqualTo("5.00 EUR");
    }

    @Test
    void takesOffOnce_whatTheShopAndThePaymentProviderBothTell() {
        Refunds both = Refunds.NONE.with("shop", part("10")).with("stripe", soFar("10"));
        assertThat(left(both)).isEqualTo("20.00 EUR");
        assertThat(left(both.with("shop-2", part("5")))).isEqualTo("15.00 EUR");
    }

    @Test
    void isNeverWorthLessThanNothing() {
        assertThat(left(Refunds.NONE.with("r1", part("100")))).isEqualTo("0.00 EUR");
    }

    @Test
    void keepsItsWorth_whenTheRefundIsInAnotherCurrency() {
        Refunds dollars = Refunds.NONE.with("r1", new Refund.Part(Money.of("4", "USD")));
        assertThat(left(dollars)).isEqualTo("30.00 EUR");
    }

    @Test
    void hasNoWorth_whereTheOrderSaidNone() {
        assertThat(order(null).with(Refunds.NONE.with("r1", part("4"))).net()).isNull();
    }
}
