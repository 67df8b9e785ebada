package dev.homing.domain.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.state.CustomerState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Condition FILLED = new Condition.CartFilled();
    private static final Condition EUR_20 = new Condition.CartValue(Money.of("20", "EUR"));

    private static Subject customer(@Nullable Instant orderedAt, Cart... carts) {
        SequencedMap<String, Cart> byKey = new LinkedHashMap<>();
        for (Cart cart : carts) {
            byKey.put("k" + byKey.size(), cart);
        }
        CustomerState state = CustomerState.unknown(CustomerId.ofUser("ada"));
        return new Subject(
                state.withCarts(new Carts(byKey, orderedAt)),
                () -> Profile.unknown(state.id()),
                "k0",
                Facts.NONE,
                new Subject.Shop("EUR", ZoneOffset.UTC),
                NOON);
    }

    private static Cart cart(String price, String currency) {
        Facts product = new Facts(Map.of("product_id", "p", "price", new BigDecimal(price), "quantity", 2));
        CartLine line = Objects.requireNonNull(CartLine.read(product, currency, NOON, true));
        return Cart.empty(Instant.EPOCH).added(line, null);
    }

    private static Answer ask(Condition condition, Subject subject) {
        return Evaluator.ask(condition, subject);
    }

    private static Reason whyNot(Condition condition, Subject subject) {
        assertThat(ask(condition, subject)).isInstanceOf(Answer.Fails.class);
        return ((Answer.Fails) ask(condition, subject)).because();
    }

    @Test
    void knowsACartBySinceWhenAndWhatItHolds() {
        assertThat(ask(FILLED, customer(null, cart("10.00", "EUR"))))
                .isEqualTo(new Answer.Holds(
                        new Reason(Code.CART_FILLED, Map.of("items", "2 items", "worth", " worth 20.00 EUR")), NOON));
    }

    @Test
    void saysWhetherAnEmptyCartWasOrdered() {
        assertThat(whyNot(FILLED, customer(null))).isEqualTo(Reason.of(Code.CART_EMPTY));
        assertThat(whyNot(FILLED, customer(NOON, Cart.empty(NOON))))
                .isEqualTo(Reason.of(Code.ORDERED, "at", "2026-11-22T12:00:00Z"));
        assertThat(whyNot(FILLED, customer(NOON, Cart.empty(NOON.plusSeconds(1)))))
                .isEqualTo(Reason.of(Code.CART_EMPTY));
    }

    @Test
    void looksAtTheCartOfTheRun_andNotAtAnotherOne() {
        assertThat(whyNot(FILLED, customer(null, Cart.empty(NOON), cart("10.00", "EUR"))))
                .isEqualTo(Reason.of(Code.CART_EMPTY));
    }

    @Test
    void comparesAmountsOfOneCurrencyOnly() {
        assertThat(ask(EUR_20, customer(null, cart("10.00", "EUR")))).isInstanceOf(Answer.Holds.class);
        assertThat(whyNot(EUR_20, customer(null, cart("9.99", "EUR"))))
                .isEqualTo(new Reason(Code.CART_BELOW_MINIMUM, Map.of("value", "19.98 EUR", "minimum", "20.00 EUR")));
        assertThat(whyNot(EUR_20, customer(null, cart("500.00", "USD"))))
                .isEqualTo(new Reason(Code.CART_BELOW_MINIMUM, Map.of("value", "0.00 EUR", "minimum", "20.00 EUR")));
    }

    @Test
    void combines() {
        Subject poor = customer(null, cart("1.00", "EUR"));
        assertThat(ask(Condition.EVERYONE, poor)).isEqualTo(new Answer.Holds(null, null));
        assertThat(ask(new Condition.Any(List.of()), poor)).isInstanceOf(Answer.Fails.class);
        assertThat(ask(new Condition.Any(List.of(EUR_20, FILLED)), poor)).isInstanceOf(Answer.Holds.class);
        assertThat(whyNot(new Condition.All(List.of(FILLED, EUR_20)), poor).code())
                .isEqualTo(Code.CART_BELOW_MINIMUM);
        assertThat(ask(new Condition.Not(EUR_20), poor)).isInstanceOf(Answer.Holds.class);
        assertThat(whyNot(new Condition.Not(FILLED), poor).clause()).isEqualTo("the cart holds 2 items worth 2.00 EUR");
        assertThat(whyNot(new Condition.Not(Condition.EVERYONE), poor).clause())
                .isEqualTo("it is not so that it is not so that everyone is meant");
    }

    @Test
    void flattensWhatIsTheSame() {
        assertThat(new Condition.All(List.of(new Condition.All(List.of(FILLED)), EUR_20)))
                .isEqualTo(new Condition.All(List.of(FILLED, EUR_20)));
        assertThat(new Condition.Any(List.of(new Condition.Any(List.of(FILLED)), EUR_20)))
                .isEqualTo(new Condition.Any(List.of(FILLED, EUR_20)));
    }

    @Test
    void resolvesWhatItStandsOn() {
        Resolved resolved = Resolved.of(new Condition.All(List.of(new Condition.Not(EUR_20), FILLED)));
        assertThat(resolved.needs()).containsExactly(new Need.Carts());
        assertThat(resolved.wokenBy())
                .containsExactlyInAnyOrder("Product Added", "Product Removed", "Cart Updated", "Order Completed");
        assertThat(resolved.changesByTime()).isFalse();
        assertThat(Resolved.EVERYONE.needs()).isEmpty();
        assertThat(Resolved.EVERYONE.wokenBy()).isEmpty();
    }
}
