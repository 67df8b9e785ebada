package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link OrderBook} does. */
public abstract class OrderBookContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant EXPIRES = NOW.plusSeconds(1_000);

    private final String order = "order-" + Samples.customer().value();

    protected abstract OrderBook book();

    private static OrderMark mark(String key, Instant at) {
        return new OrderMark(key, CustomerId.ofUser("ada"), at, Map.of("cart_id", "cart-7"));
    }

    @Test
    void isUnknown_untilItIsSaved() {
        assertThat(book().of(order)).isEqualTo(OrderRecord.unknown(order));
    }

    @Test
    void findsWhatWasSaved_andRefusesWhoReadBefore() {
        OrderRecord first = OrderRecord.unknown(order).orderedBy(new Identities("ada", null, null, null), true);
        assertThat(book().save(first, EXPIRES)).isTrue();
        assertThat(book().save(first, EXPIRES)).isFalse();
        assertThat(book().of(order)).isEqualTo(first.withRevision(1));
    }

    @Test
    void findsTheMarksThatAre() {
        String email = OrderMark.email(order + "@example.com");
        String cart = OrderMark.cart(order);
        book().leave(mark(email, NOW), EXPIRES);
        book().leave(mark(cart, NOW), EXPIRES);
        assertThat(book().marks(List.of(email, cart, OrderMark.cart("none-" + order))))
                .containsExactlyInAnyOrder(mark(email, NOW), mark(cart, NOW));
        assertThat(book().marks(List.of(OrderMark.cart("none-" + order)))).isEmpty();
    }

    @Test
    void keepsTheLatestMark_howeverTheyArrive() {
        String key = OrderMark.cart(order);
        book().leave(mark(key, NOW), EXPIRES);
        book().leave(mark(key, NOW.minusSeconds(5)), EXPIRES);
        assertThat(book().marks(List.of(key))).containsExactly(mark(key, NOW));
        book().leave(mark(key, NOW.plusSeconds(5)), EXPIRES);
        assertThat(book().marks(List.of(key))).containsExactly(mark(key, NOW.plusSeconds(5)));
    }
}
