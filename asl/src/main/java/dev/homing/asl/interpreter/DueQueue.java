package dev.homing.asl.interpreter;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that is to happen, by (time, sequence). What will not happen any more is taken out, so that the first is real. */
final class DueQueue {
    private final TreeSet<Due> dues =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparingLong(Due::sequence));
    private long sequence;

    Due add(Instant at, Run run, Action action) {
        Due due = new Due(at, sequence++, run, action);
        dues.add(due);
        return due;
    }

    void cancel(@Nullable Due due) {
        if (due != null) {
            dues.remove(due);
        }
    }

    Optional<Instant> first() {
        return dues.isEmpty() ? Optional.empty() : Optional.of(dues.first().at());
    }

    /** Takes the first, when it is due at or before the moment; null otherwise. */
    @Nullable
    Due poll(Instant now) {
        return dues.isEmpty() || dues.first().at().isAfter(now) ? null : dues.pollFirst();
    }
}
