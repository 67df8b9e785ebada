package dev.homing.app.observe;

import dev.homing.app.port.EventCatalogue;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.SeenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes which events and properties there are. A name that is new is noted at once; how many there were, once a minute, so that events cost nothing more.
 * What a function has not noted when it ends is not counted.
 */
public final class NoteEvents {
    /** Anyone can make up names. */
    private static final int MOST_NAMES = 500;

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final EventCatalogue catalogue;
    private final Supplier<Instant> clock;
    private final Map<String, SeenEvent> waiting = new HashMap<>();
    private @Nullable Map<String, SeenEvent> noted;
    private Instant last = Instant.EPOCH;

    /** @param clock of the wall, also where everything else is told another time: it bounds what this costs */
    public NoteEvents(EventCatalogue catalogue, Supplier<Instant> clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Never fails: events are taken in without it, and what could not be noted is with the next. */
    synchronized void note(Collection<CustomerEvent> events) {
        Instant now = clock.get();
        for (CustomerEvent event : events) {
            SeenEvent seen = SeenEvent.of(event);
            if (seen != null && (waiting.containsKey(seen.name()) || waiting.size() < MOST_NAMES)) {
                waiting.merge(seen.name(), seen, SeenEvent::and);
            }
        }
        boolean due = !now.isBefore(last.plus(EVERY));
        if (!waiting.isEmpty() && (due || waiting.values().stream().anyMatch(this::isNew))) {
            try {
                write(now);
            } catch (RuntimeException notNow) {
                // A minute later there is another try.
                last = now;
            }
        }
    }

    private boolean isNew(SeenEvent seen) {
        SeenEvent known = noted == null ? null : noted.get(seen.name());
        return known == null ? noted == null || noted.size() < MOST_NAMES : known.lacks(seen);
    }

    private void write(Instant now) {
        Map<String, SeenEvent> known = noted;
        if (known == null) {
            known = new HashMap<>();
            for (SeenEvent seen : catalogue.all()) {
                known.put(seen.name(), seen);
            }
            noted = known;
        }
        for (SeenEvent seen : List.copyOf(waiting.values())) {
            if (known.containsKey(seen.name()) || known.size() < MOST_NAMES) {
                catalogue.add(seen);
                known.merge(seen.name(), seen, SeenEvent::and);
            }
            waiting.remove(seen.name());
        }
        last = now;
    }
}
