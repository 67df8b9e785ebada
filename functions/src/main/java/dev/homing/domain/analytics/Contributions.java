package dev.homing.domain.analytics;

import dev.homing.domain.Money;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an item adds to the counters, as it stands. A change of an item adds the difference of after and before, so that counters are nothing
 * but a sum over the items, and can be made again from them.
 */
public final class Contributions {
    private static final Comparator<Counter> ORDER = Comparator.comparing(Counter::toString);

    private final ZoneId zone;

    /** @param zone the shop's, whose days are counted */
    public Contributions(ZoneId zone) {
        this.zone = zone;
    }

    public Map<Counter, Long> of(Run run) {
        Map<Counter, Long> counts = counts();
        LocalDate day = day(run.triggeredAt());
        counts.put(new Counter(day, run.campaign(), null, null, Counter.TRIGGERED), 1L);
        switch (run.status()) {
            case ACTIVE -> counts.put(new Counter(null, run.campaign(), null, null, Counter.ACTIVE), 1L);
            case COMPLETED -> counts.put(new Counter(day, run.campaign(), null, null, Counter.COMPLETED), 1L);
            case EXITED -> counts.put(new Counter(day, run.campaign(), null, null, Counter.EXITED), 1L);
            case CONVERTED -> counts.put(new Counter(day, run.campaign(), null, null, Counter.CONVERTED), 1L);
        }
        return counts;
    }

    /** Messages count on the day of their sending; that a channel was reached counts, once a run, on the day of the trigger. */
    public Map<Counter, Long> of(Message message) {
        Map<Counter, Long> counts = counts();
        Instant first = message.at(MessageStatus.SENT);
        if (first != null) {
            LocalDate day = day(first);
            counts.put(new Counter(day, message.campaign(), message.step(), message.channel(), Counter.SENT), 1L);
            if (message.firstOnChannel()) {
                counts.put(
                        new Counter(
                                day(message.triggeredAt()),
                                message.campaign(),
                                null,
                                message.channel(),
                                Counter.TRIGGERED),
                        1L);
            }
        }
        for (Message.StatusAt reached : message.statuses()) {
            if (reached.status() != MessageStatus.SENT && reached.status() != MessageStatus.SENDING) {
                counts.put(
                        new Counter(
                                day(reached.at()),
                                message.campaign(),
                                message.step(),
                                message.channel(),
                                reached.status().key()),
                        1L);
            }
        }
        return counts;
    }

    /** Orders count on the day of the trigger, for the campaign and for the channel of the message that brought them. */
    public Map<Counter, Long> of(AttributedOrder order) {
        Map<Counter, Long> counts = counts();
        LocalDate day = day(order.triggeredAt());
        if (order.first()) {
            counts.put(new Counter(day, order.campaign(), null, order.channel(), Counter.CONVERTED), 1L);
        }
        Money net = order.net();
        if (net != null && net.amount().signum() != 0) {
            String name = Counter.RECOVERED + net.currency();
            counts.put(new Counter(day, order.campaign(), null, order.channel(), name), net.minorUnits());
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

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
