package dev.homing.domain.cart;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Money;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CartTest {
    private static final Instant NOON = minutes(0);

    /** 0 where there is no such line. */
    private static int quantity(Cart cart, String product) {
        CartLine line = cart.lines().get(product);
        return line == null ? 0 : line.quantity();
    }

    private static CartLine line(String product, int quantity, Instant at) {
        return new CartLine(product, product, quantity, Money.of("10", "EUR"), null, null, at, true);
    }

    private static CartLine line(String product, int quantity, @Nullable Money price) {
        return new CartLine(product, product, quantity, price, null, null, NOON, true);
    }

    private static Cart with(CartLine... lines) {
        Cart cart = Cart.empty(NOON);
        for (CartLine line : lines) {
            cart = cart.added(line, null);
        }
        return cart;
    }

    @Test
    void sumsUpOneAmountACurrency_inTheOrderOfTheLines() {
        Cart cart = with(
                line("a", 2, Money.of("1.50", "USD")),
                line("b", 1, Money.of("4", "EUR")),
                line("c", 3, Money.of("0.10", "USD")),
                line("d", 9, (Money) null));
        assertThat(cart.totals()).containsExactly(Money.of("3.30", "USD"), Money.of("4", "EUR"));
        assertThat(cart.items()).isEqualTo(15);
        assertThat(Cart.empty(NOON).totals()).isEmpty();
    }

    @Test
    void addsUpWhatIsPutInTwice_andKeepsItsPlace() {
        Cart cart = with(line("a", 1, minutes(1)), line("b", 1, minutes(2)), line("a", 2, minutes(3)));
        assertThat(cart.lines().keySet()).containsExactly("a", "b");
        assertThat(quantity(cart, "a")).isEqualTo(3);
        assertThat(cart.changedAt()).isEqualTo(minutes(3));
    }

    @Test
    void takesNothingOlderThanItsWholeContent() {
        Cart cart = Cart.empty(NOON).replaced(List.of(line("a", 1, minutes(5))), minutes(5), null);
        assertThat(cart.added(line("b", 1, minutes(4)), null)).isEqualTo(cart);
        assertThat(cart.removed("a", 1, minutes(4))).isEqualTo(cart);
        assertThat(cart.replaced(List.of(), minutes(4), null)).isEqualTo(cart);
        assertThat(cart.added(line("b", 1, minutes(6)), null).lines().keySet()).containsExactly("a", "b");
    }

    @Test
    void keepsWhatWasAddedSince_whenTheWholeCartComesLate() {
        Cart cart = with(line("old", 1, minutes(1)), line("new", 1, minutes(9)));
        Cart replaced = cart.replaced(
                List.of(line("b", 2, minutes(5))), minutes(5), new Cart.Link("https://shop.example/cart", true));
        assertThat(replaced.lines().keySet()).containsExactly("b", "new");
        assertThat(replaced.changedAt()).isEqualTo(minutes(9));
        assertThat(replaced.url()).isEqualTo("https://shop.example/cart");
    }

    @Test
    void leavesOutOfALateWholeCartWhatWasTakenOutSince() {
        Cart cart = with(line("a", 1, minutes(1)), line("b", 1, minutes(1))).removed("a", 1, minutes(7));
        assertThat(cart.replaced(List.of(line("a", 1, minutes(5)), line("b", 1, minutes(5))), minutes(5), null)
                        .lines()
                        .keySet())
                .containsExactly("b");
    }

    @Test
    void doesNotComeBack_whenTheAdditionArrivesAfterTheRemoval() {
        Cart cart = Cart.empty(NOON).removed("a", 1, minutes(5));
        assertThat(cart.added(line("a", 1, minutes(4)), null).isEmpty()).isTrue();
        assertThat(cart.added(line("a", 1, minutes(6)), null).items()).isEqualTo(1);
    }

    @Test
    void takesTheLaterArrival_amongEqualTimes() {
        Cart removed = with(line("a", 1, minutes(1))).removed("a", Integer.MAX_VALUE, minutes(5));
        assertThat(removed.added(line("a", 1, minutes(5)), null).items()).isEqualTo(1);
        Cart whole = Cart.empty(NOON).replaced(List.of(line("a", 1, minutes(5))), minutes(5), null);
        assertThat(whole.replaced(List.of(), minutes(5), null).isEmpty()).isTrue();
        assertThat(whole.replaced(List.of(line("b", 2, minutes(5))), minutes(5), null)
                        .lines()
                        .keySet())
                .containsExactly("b");
        assertThat(whole.removed("a", Integer.MAX_VALUE, minutes(5)).isEmpty()).isTrue();
        assertThat(whole.added(line("b", 1, minutes(5)), null).lines().keySet()).containsExactly("a", "b");
        assertThat(whole.added(line("a", 1, minutes(5)), null))
                .as("one click, told as an addition and as the whole cart")
                .isEqualTo(whole);
        assertThat(whole.removed("a", 1, minutes(5)))
                .as("what the whole cart holds may be what is left")
                .isEqualTo(whole);
    }

    @Test
    void remembersTheLatestRemoval_whenAnOlderOneArrivesLater() {
        Cart cart = Cart.empty(NOON).removed("a", 1, minutes(9)).removed("a", 1, minutes(3));
        assertThat(cart.added(line("a", 1, minutes(6)), null).isEmpty()).isTrue();
    }

    @Test
    void remembersARemovalThatArrivesAfterALaterAddition() {
        Cart cart = with(line("a", 1, minutes(9))).removed("a", 1, minutes(5));
        assertThat(cart.items()).isEqualTo(1);
        assertThat(cart.added(line("a", 1, minutes(1)), null).items()).isEqualTo(1);
    }

    @Test
    void takesOutSome_orTheWholeLine() {
        Cart cart = with(line("a", 3, minutes(1)));
        assertThat(cart.removed("a", 2, minutes(2)).items()).isEqualTo(1);
        assertThat(cart.removed("a", 3, minutes(2)).isEmpty()).isTrue();
        assertThat(cart.removed("a", Integer.MAX_VALUE, minutes(2)).isEmpty()).isTrue();
    }

    @Test
    void forgetsRemovalsAfterADay() {
        Cart cart = Cart.empty(NOON).removed("a", 1, NOON);
        Instant later = NOON.plus(Cart.TOMBSTONES_KEPT);
        assertThat(cart.removed("b", 1, later.minusMillis(1)).tombstones()).containsOnlyKeys("a", "b");
        assertThat(cart.removed("b", 1, later).tombstones()).containsOnlyKeys("b");
        assertThat(cart.replaced(List.of(), later, null).tombstones()).isEmpty();
    }

    @Test
    void keepsWhatWasPutInSince_whenItIsOrdered() {
        Cart cart = with(line("a", 1, minutes(1)), line("b", 1, minutes(5)), line("c", 1, minutes(9)));
        assertThat(cart.ordered(minutes(5)).lines().keySet()).containsExactly("c");
    }

    @Test
    void keepsNoMoreLinesThanAnyoneIsRemindedOf() {
        Cart cart = Cart.empty(NOON);
        for (int i = 0; i < 2 * Cart.MOST_LINES; i++) {
            cart = cart.added(line("p" + i, 1, minutes(i)), null);
        }
        assertThat(cart.lines()).hasSize(Cart.MOST_LINES);
        assertThat(quantity(cart.added(line("p0", 1, minutes(500)), null), "p0"))
                .isEqualTo(2);
        List<CartLine> many = IntStream.range(0, 99)
                .mapToObj(i -> line("q" + i, 1, minutes(900)))
                .toList();
        assertThat(cart.replaced(many, minutes(900), null).lines()).hasSize(Cart.MOST_LINES);
    }

    @Test
    void ignoresAnAdditionOfNothing() {
        assertThat(Cart.empty(NOON).added(line("a", 0, minutes(1)), null).isEmpty())
                .isTrue();
    }

    @Test
    void becomesOneCart_asIfItHadAlwaysBeen() {
        Cart visitors = with(line("a", 1, minutes(1)), line("b", 1, minutes(2)), line("c", 2, minutes(8)));
        Cart users = Cart.empty(NOON).added(line("c", 1, minutes(3)), null).removed("a", 1, minutes(6));
        for (Cart both : List.of(visitors.merged(users), users.merged(visitors))) {
            assertThat(both.lines().keySet()).containsExactlyInAnyOrder("b", "c");
            assertThat(quantity(both, "c")).isEqualTo(2);
            assertThat(both.changedAt()).isEqualTo(minutes(8));
            assertThat(both.added(line("a", 1, minutes(5)), null).lines()).doesNotContainKey("a");
        }
    }

    @Test
    void dropsWhatTheOthersWholeCartNoLongerHeld_whenTheyBecomeOne() {
        Cart visitors = with(line("a", 1, minutes(1)), line("new", 1, minutes(9)));
        Cart users = Cart.empty(NOON)
                .replaced(List.of(line("b", 1, minutes(5))), minutes(5), new Cart.Link("https://shop.example/c", true));
        for (Cart both : List.of(visitors.merged(users), users.merged(visitors))) {
            assertThat(both.lines().keySet()).containsExactlyInAnyOrder("b", "new");
            assertThat(both.wholeAt()).isEqualTo(minutes(5));
            assertThat(both.url()).isEqualTo("https://shop.example/c");
        }
    }
}
