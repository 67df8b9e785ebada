package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.analytics.Counted;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class CountedItemsContract {
    private static final Instant LATER = Instant.parse("2200-01-01T00:00:00Z");

    private final CustomerId customer = Samples.customer();
    private final Run run = new Samples(1).run(customer, 0);
    private final Message message = new Samples(2).message(customer, 0);
    private final AttributedOrder order = new Samples(3).order(customer, 0);

    protected abstract CountedItems items();

    protected abstract Runs runs();

    protected abstract Messages messages();

    protected abstract Orders orders();

    private void save() {
        Instant expires = Instant.parse("2300-01-01T00:00:00Z");
        assertThat(runs().save(run, expires)).isTrue();
        assertThat(messages().save(message, expires)).isTrue();
        assertThat(orders().save(order, expires)).isTrue();
    }

    /** Other tests' items lie between. */
    private List<Counted> own(int limit) {
        List<Counted> own = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            CountedItems.Page page = items().walk(cursor, limit);
            page.items().stream().filter(this::isOwn).forEach(own::add);
            cursor = page.next();
        } while (cursor != null);
        return own;
    }

    private boolean isOwn(Counted item) {
        return switch (item) {
            case Counted.OfRun(Run one) -> one.id().equals(run.id());
            case Counted.OfMessage(Message one) -> one.id().equals(message.id());
            case Counted.OfOrder(AttributedOrder one) -> one.customer().equals(customer);
        };
    }

    @Test
    void walksOverAllItems_howeverManyAtATime() {
        assertThat(own(100)).isEmpty();
        save();
        List<Counted> all = List.of(
                new Counted.OfRun(run.withRevision(1)),
                new Counted.OfMessage(message.withRevision(1)),
                new Counted.OfOrder(order.withRevision(1)));
        assertThat(own(100)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(own(1)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void takesItemsIn_andNothingElseOfThemChanges() {
        save();
        own(100).forEach(item -> assertThat(items().takeIn(item, LATER)).isTrue());

        assertThat(runs().find(run.id())).isEqualTo(run.takenInAt(LATER).withRevision(2));
        assertThat(messages().find(message.id()))
                .isEqualTo(message.takenInAt(LATER).withRevision(2));
        assertThat(orders().find(customer, order.order()))
                .isEqualTo(order.takenInAt(LATER).withRevision(2));
        assertThat(own(100)).allMatch(item -> item.counting().since().equals(LATER));
    }

    @Test
    void leavesAnItem_thatSomebodySavedMeanwhile() {
        save();
        Counted read = own(100).stream()
                .filter(Counted.OfRun.class::isInstance)
                .findFirst()
                .orElseThrow();
        Run saved = Objects.requireNonNull(runs().find(run.id())).converted("another order", LATER);
        runs().save(saved, LATER);

        assertThat(items().takeIn(read, LATER)).isFalse();
        assertThat(runs().find(run.id())).isEqualTo(saved.withRevision(2));
    }
}
