package dev.homing.adapter.json.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Money;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.RecentEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomerStateCodecTest {
    private static final CustomerId CUSTOMER = CustomerId.ofUser("customer-4711");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    /** What the item has besides the text: key attributes, revision, mark of the write, names (DynamoDB: UTF-8 bytes of names and values). */
    private static final int OTHER_ATTRIBUTES =
            "pk".length() + "C#".length() + 21 + "sk".length() + "STATE".length() + 1 + 3 + 1 + 13 + 1;

    @Test
    void staysUnderOneKilobyte_forAnOrdinaryCustomer() {
        CustomerStateCodec.Stored stored = CustomerStateCodec.write(ordinary());
        assertThat(stored.parts()).isEmpty();
        String text = stored.body();

        int bytes = text.getBytes(StandardCharsets.UTF_8).length + OTHER_ATTRIBUTES;
        assertThat(bytes).as(text).isLessThanOrEqualTo(1024);
    }

    @Test
    void writesNextToNothing_forACustomerOfWhomNothingIsKnown() {
        assertThat(CustomerStateCodec.write(CustomerState.unknown(CUSTOMER)).body())
                .isEqualTo("{}");
    }

    @Test
    void neverMakesTheNewestDroppedEventEarlier_whenItsTimeIsFinerThanAMillisecond() {
        Instant fine = NOW.plusNanos(1);
        RecentEvents recent = new RecentEvents(List.of(new RecentEvents.Entry(1, fine)), null);

        CustomerState read = CustomerStateCodec.read(
                CUSTOMER,
                1,
                CustomerStateCodec.write(CustomerState.unknown(CUSTOMER).withRecent(recent, NOW))
                        .body(),
                Map.of());

        assertThat(read.recent().entries().getFirst().at()).isEqualTo(NOW.plusMillis(1));
    }

    /** Two lines with picture and address, sixteen events in an hour, one timer. */
    private static CustomerState ordinary() {
        Random random = new Random(1);
        List<RecentEvents.Entry> events = new ArrayList<>();
        Instant at = NOW.minus(Duration.ofHours(1));
        for (int i = 0; i < 16; i++) {
            at = at.plusMillis(1 + random.nextInt(400_000));
            events.add(new RecentEvents.Entry(random.nextLong(), at));
        }
        SequencedMap<String, CartLine> lines = new LinkedHashMap<>();
        lines.put("wool-scarf-grey", line("wool-scarf-grey", "Wool scarf, grey", "49.90", at.minusSeconds(200)));
        lines.put("leather-gloves-m", line("leather-gloves-m", "Leather gloves, brown, M", "79.00", at));
        Cart cart = new Cart(
                lines,
                at,
                null,
                Map.of(),
                new Cart.Link("https://www.nordwind-outfitters.example/cart?c=8f14e45fce", true));
        Instant due = at.plus(Duration.ofMinutes(30));
        ArmedTimer timer = new ArmedTimer(
                "cart-recovery",
                Carts.ONLY,
                due,
                due.minusSeconds(200),
                ArmedTimer.timerId(CUSTOMER, "cart-recovery", Carts.ONLY, 1, due.minusSeconds(200)),
                at,
                null,
                at,
                Set.of());
        SequencedMap<String, Cart> carts = new LinkedHashMap<>();
        carts.put(Carts.ONLY, cart);
        return CustomerState.unknown(CUSTOMER)
                .withRecent(new RecentEvents(events, at.minus(Duration.ofDays(3))), at)
                .withCarts(new Carts(carts, null))
                .withTimer(timer, 1)
                .withRevision(120);
    }

    private static CartLine line(String product, String name, String price, Instant at) {
        return new CartLine(
                product,
                name,
                1,
                Money.of(price, "EUR"),
                "https://cdn.nordwind-outfitters.example/images/" + product + "_1200x1200.jpg",
                "https://www.nordwind-outfitters.example/products/" + product,
                at,
                true);
    }
}
