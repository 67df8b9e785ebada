package dev.homing.domain.analytics;

import dev.homing.domain.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What came back in one period.
 *
 * @param triggered runs started, by the day of their trigger
 * @param converted of these, those whose customer ordered, attributed to them
 * @param messagesSent by the day of their sending
 * @param recovered value of the attributed orders after refunds, one amount a currency, of the runs triggered in the period
 */
public record Figures(long triggered, long converted, long messagesSent, List<Money> recovered) {
    public Figures {
        recovered = List.copyOf(recovered);
    }

    /** Converted of triggered, 0 to 1; 0 where nothing was triggered. */
    public double recoveryRate() {
        return triggered == 0 ? 0 : (double) converted / triggered;
    }

    /** The figures of a whole shop or campaign: runs count once, whatever channels reached them. */
    static Figures ofRuns(Map<Counter, Long> counters, Predicate<Counter> which) {
        return of(
                counters,
                which.and(counter ->
                        counter.channel() == null || counter.name().equals(Counter.SENT) || isRevenue(counter)));
    }

    /** The figures of a channel: runs that a message on it reached, and orders that such a message brought. */
    static Figures ofChannel(Map<Counter, Long> counters, Predicate<Counter> which) {
        return of(counters, which);
    }

    private static Figures of(Map<Counter, Long> counters, Predicate<Counter> which) {
        long triggered = 0;
        long converted = 0;
        long sent = 0;
        Map<String, Long> recovered = new TreeMap<>();
        for (Map.Entry<Counter, Long> entry : counters.entrySet()) {
            Counter counter = entry.getKey();
            if (!which.test(counter)) {
                continue;
            }
            switch (counter.name()) {
                case Counter.TRIGGERED -> triggered += entry.getValue();
                case Counter.CONVERTED -> converted += entry.getValue();
                case Counter.SENT -> sent += entry.getValue();
                default -> {
                    if (isRevenue(counter)) {
                        recovered.merge(
                                counter.name().substring(Counter.RECOVERED.length()), entry.getValue(), Long::sum);
                    }
                }
            }
        }
        List<Money> amounts = new ArrayList<>();
        recovered.forEach((currency, minor) -> amounts.add(Money.ofMinorUnits(minor, currency)));
        return new Figures(triggered, converted, sent, amounts);
    }

    private static boolean isRevenue(Counter counter) {
        return counter.name().startsWith(Counter.RECOVERED);
    }
}
