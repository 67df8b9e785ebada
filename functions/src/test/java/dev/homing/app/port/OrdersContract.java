package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Money;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.order.Refund;
import dev.homing.domain.order.Refunds;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

public abstract class OrdersContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final Instant EXPIRES = Instant.parse("2027-11-22T00:00:00Z");

    private final CustomerId id = Samples.customer();

    protected abstract Orders orders();

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 20; seed++) {
            CustomerId customer = Samples.customer();
            AttributedOrder order = new Samples(seed).order(customer, 0);

            assertThat(orders().save(order, EXPIRES)).isTrue();

            assertThat(orders().find(customer, order.order())).isEqualTo(order.withRevision(1));
        }
    }

    @Test
    void takesAnOrderOnce_whenItIsAttributedTwice() {
        assertThat(orders().save(order("o1", NOW), EXPIRES)).isTrue();

        assertThat(orders().save(order("o1", NOW.plusSeconds(1)), EXPIRES)).isFalse();
        assertThat(orders().find(id, "o1")).isEqualTo(order("o1", NOW).withRevision(1));
    }

    @Test
    void takesOneOfTwoRefunds_whenBothWereReadFromTheSame() {
        orders().save(order("o1", NOW), EXPIRES);
        AttributedOrder loaded = order("o1", NOW).withRevision(1);

        assertThat(orders().save(loaded.with(refunded("e1", "1")), EXPIRES)).isTrue();
        assertThat(orders().save(loaded.with(refunded("e2", "2")), EXPIRES)).isFalse();
    }

    @Test
    void listsACustomersOwn_oldestFirst() {
        orders().save(order("o2", NOW.plusSeconds(1)), EXPIRES);
        orders().save(order("o3", NOW), EXPIRES);

        assertThat(orders().of(id)).extracting(AttributedOrder::order).containsExactly("o3", "o2");
        assertThat(orders().of(Samples.customer())).isEmpty();
    }

    @Test
    void keepsOrdersApart_whoseIdsAreTooLongForAKey() {
        String endless = "\u6f22".repeat(2_000);
        assertThat(orders().save(order(endless + "a", NOW), EXPIRES)).isTrue();
        assertThat(orders().save(order(endless + "b", NOW), EXPIRES)).isTrue();

        assertThat(orders().find(id, endless + "b"))
                .isEqualTo(order(endless + "b", NOW).withRevision(1));
    }

    @Test
    void findsNothing_whereNothingIs() {
        assertThat(orders().find(id, "o1")).isNull();
    }

    private static Refunds refunded(String event, String amount) {
        return Refunds.NONE.with(event, new Refund.Part(Money.of(amount, "EUR")));
    }

    private AttributedOrder order(String order, Instant at) {
        RunId run = RunId.of(id, "c", "", NOW);
        return new AttributedOrder(
                id,
                order,
                run,
                MessageId.of(Visit.first(run, "email"), Channel.EMAIL),
                "c",
                1,
                Channel.EMAIL,
                Money.of("129.90", "EUR"),
                NOW,
                NOW,
                at,
                true,
                Refunds.NONE,
                new CountingBasis(ZoneId.of("Europe/Berlin"), at),
                0);
    }
}
