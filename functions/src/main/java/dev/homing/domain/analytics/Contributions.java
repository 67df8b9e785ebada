package dev.homing.domain.analytics;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Money;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an item adds to the counters, as it stands: a function of the item alone. A change of an item adds what the item contributes after it
 * less what it contributed before, so the counters are always the sum over all items, and can be made again from them.
 */
public final class Contributions {
    private static final Comparator<Counter> ORDER = Comparator.comparing(Counter::toString);

    private Contributions() {}

    /** @param item null: there is none, which contributes nothing */
    public static Map<Counter, Long> of(@Nullable Counted item) {
        return switch (item) {
            case Counted.OfRun(Run run) -> of(run);
            case Counted.OfMessage(Message message) -> of(message);
            case Counted.OfOrder(AttributedOrder order) -> of(order);
            case null -> counts();
        };
    }

    /** A run counts on the day of its trigger, and, whatever the day, among its version's runs of the same status. */
    public static Map<Counter, Long> of(Run run) {
        Map<Counter, Long> counts = counts();
        LocalDate day = run.counting().day(run.triggeredAt());
        counts.put(new Counter(day, run.campaign(), Cut.ALL, Counter.TRIGGERED), 1L);
        String status = run.status().key();
        switch (run.status()) {
            case ACTIVE -> {}
            case SINGLE, COMPLETED, EXITED, CONVERTED ->
                counts.put(new Counter(day, run.campaign(), Cut.ALL, status), 1L);
        }
        Cut version = Cut.of(run.campaignVersion());
        counts.put(new Counter(null, run.campaign(), version, status), 1L);
        if (run.oneMessage()) {
            counts.put(new Counter(null, run.campaign(), version, Standing.OF_ONE_MESSAGE), 1L);
        }
        return counts;
    }

    /** A message counts on the day of its sending; that it reached its channel counts, once a run, on the day of the trigger. */
    public static Map<Counter, Long> of(Message message) {
        Map<Counter, Long> counts = counts();
        CountingBasis basis = message.counting();
        String campaign = message.campaign();
        Cut channel = Cut.of(message.channel());
        Cut node = Cut.of(message.campaignVersion(), message.step(), message.channel());
        Instant sent = message.at(MessageStatus.SENT);
        if (sent != null) {
            LocalDate day = basis.day(sent);
            counts.put(new Counter(day, campaign, channel, Counter.SENT), 1L);
            counts.put(new Counter(day, campaign, node, Counter.SENT), 1L);
            if (message.firstOnChannel()) {
                LocalDate triggered = basis.day(message.triggeredAt());
                counts.put(new Counter(triggered, campaign, channel, Counter.TRIGGERED), 1L);
            }
        }
        for (Message.StatusAt reached : message.statuses()) {
            if (reached.status() != MessageStatus.SENT && reached.status() != MessageStatus.SENDING) {
                String name = reached.status().key();
                counts.put(new Counter(basis.day(reached.at()), campaign, node, name), 1L);
            }
        }
        if (message.only() && message.settled()) {
            counts.put(new Counter(null, campaign, Cut.of(message.campaignVersion()), Standing.SETTLED), 1L);
        }
        return counts;
    }

    /** An order counts on the day of the trigger, for the channel of the message that brought it. */
    public static Map<Counter, Long> of(AttributedOrder order) {
        Map<Counter, Long> counts = counts();
        LocalDate day = order.counting().day(order.triggeredAt());
        Cut channel = Cut.of(order.channel());
        if (order.first()) {
            counts.put(new Counter(day, order.campaign(), channel, Counter.CONVERTED), 1L);
        }
        Money net = order.net();
        if (net != null && net.amount().signum() != 0) {
            String name = Counter.RECOVERED + net.currency();
            counts.put(new Counter(day, order.campaign(), channel, name), net.minorUnits());
        }
        return counts;
    }

    /** What a change adds: after less before, without zeros. */
    public static Map<Counter, Long> difference(Map<Counter, Long> before, Map<Counter, Long> after) {
        Map<Counter, Long> difference = counts();
        difference.putAll(after);
        before.forEach((counter, count) -> difference.merge(counter, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    private static Map<Counter, Long> counts() {
        return new TreeMap<>(ORDER);
    }
}
