package dev.homing.domain.analytics;

import dev.homing.domain.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back in one period.
 *
 * @param triggered runs started, by the day of their trigger
 * @param converted of these, those whose customer ordered, attributed to them
 * @param messagesSent by the day of their sending
 * @param recovered value of the attributed orders after refunds, one amount a currency, of the runs triggered in the period
 */
public record Figures(long triggered, long converted, long messagesSent, List<Money> recovered) {
    public static final Figures NONE = new Figures(0, 0, 0, List.of());

    public Figures {
        recovered = List.copyOf(recovered);
    }

    /** Converted of triggered, 0 to 1; 0 where nothing was triggered. */
    public double recoveryRate() {
        return triggered == 0 ? 0 : (double) converted / triggered;
    }

    /** Adds counters up to figures. Not for several threads. */
    static final class Sum {
        private final boolean ofChannel;
        private long triggered;
        private long converted;
        private long sent;
        private final Map<String, Long> recovered = new TreeMap<>();

        private Sum(boolean ofChannel) {
            this.ofChannel = ofChannel;
        }

        /** For a whole shop or campaign: runs count once, whatever channels reached them. */
        static Sum ofRuns() {
            return new Sum(false);
        }

        /** For a channel: runs that a message on it reached, and orders that such a message brought. */
        static Sum ofChannel() {
            return new Sum(true);
        }

        void add(Counter counter, long count) {
            boolean ofRun = ofChannel || counter.cut().channel() == null;
            switch (counter.name()) {
                case Counter.TRIGGERED -> triggered += ofRun ? count : 0;
                case Counter.CONVERTED -> converted += ofRun ? count : 0;
                case Counter.SENT -> sent += count;
                default -> {
                    if (counter.name().startsWith(Counter.RECOVERED)) {
                        recovered.merge(counter.name().substring(Counter.RECOVERED.length()), count, Long::sum);
                    }
                }
            }
        }

        Figures figures() {
            List<Money> amounts = new ArrayList<>();
            recovered.forEach((currency, minor) -> amounts.add(Money.ofMinorUnits(minor, currency)));
            return new Figures(triggered, converted, sent, amounts);
        }
    }
}
