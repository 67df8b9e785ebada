package dev.homing.app.observe;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.OrderBook;
import dev.homing.app.port.Orders;
import dev.homing.app.port.Profiles;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Money;
import dev.homing.domain.Retention;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of orders under their own names, where refunds, and whoever is about to remind of a cart, find it. */
public final class KeepOrders {
    private final OrderBook book;
    private final Orders orders;
    private final Profiles profiles;
    private final Tries tries;

    public KeepOrders(OrderBook book, Orders orders, Profiles profiles, Backoff backoff) {
        this.profiles = profiles;
        this.book = book;
        this.orders = orders;
        this.tries = new Tries(backoff);
    }

    /**
     * Notes an order before anything else is done about it; noting it twice changes nothing. Marks are left for orders that a trusted source
     * tells of: anyone could end a stranger's reminders otherwise.
     *
     * @param owner whoever the customer whom the order names turned out to be
     */
    void note(CustomerId owner, CustomerEvent order, Instant now) {
        boolean trusted = order.origin().trusted();
        String id = order.orderId();
        if (id != null) {
            change(id, now, known -> known.orderedBy(order.ids().bare(), trusted));
        }
        if (trusted) {
            OrderMark.of(order, emails(owner, order)).forEach(mark -> book.leave(mark, now.plus(Retention.ACTIVITY)));
        }
    }

    /** Those that the order names, and the one that is known of whoever ordered. */
    private Set<String> emails(CustomerId owner, CustomerEvent order) {
        Set<String> emails = new LinkedHashSet<>();
        String known = profiles.load(owner).address(Channel.EMAIL);
        for (String email : Arrays.asList(
                known, order.ids().email(), EmailAddress.read(order.properties().get("email")))) {
            if (email != null) {
                emails.add(email);
            }
        }
        return emails;
    }

    /** Who ordered, as the order's own event named them; null where nobody is known to have. */
    @Nullable
    Identities whoOrdered(String order) {
        return book.of(order).by();
    }

    OrderRecord change(String order, Instant now, UnaryOperator<OrderRecord> change) {
        return tries.until("The order " + order, () -> {
            OrderRecord before = book.of(order);
            OrderRecord after = change.apply(before);
            return (after.equals(before) || book.save(after, now.plus(Retention.ACTIVITY))) ? after : null;
        });
    }

    /** Notes what an order is worth, where a message got it from an event that did not say so in a way that can be read. */
    void price(OrderRecord record, @Nullable Money amount, Instant now) {
        CustomerId owner = record.attributed();
        if (owner == null || amount == null) {
            return;
        }
        tries.until("The order " + record.order(), () -> {
            AttributedOrder attributed = orders.find(owner, record.order());
            boolean done = attributed == null
                    || attributed.amount() != null
                    || orders.save(attributed.worth(amount), now.plus(Retention.ACTIVITY));
            return done ? true : null;
        });
    }

    /** Takes off the revenue that a message got for an order what was refunded of it; nothing happens where no message got any. */
    void takeOff(String order, Instant now) {
        OrderRecord record = book.of(order);
        CustomerId owner = record.attributed();
        if (owner == null) {
            return;
        }
        tries.until("The order " + order, () -> {
            AttributedOrder attributed = orders.find(owner, order);
            AttributedOrder less = attributed == null ? null : attributed.with(record.refunds());
            boolean done = less == null || less.equals(attributed) || orders.save(less, now.plus(Retention.ACTIVITY));
            return done ? true : null;
        });
    }
}
