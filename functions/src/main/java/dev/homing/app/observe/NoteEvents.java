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
    private volatile @Nullable Map<String, SeenEvent> noted;
    private Instant last = Instant.EPOCH;

    /** @param clock of the wall, also where everything else is told another time: it bounds what this costs */
    public NoteEvents(EventCatalogue catalogue, Supplier<Instant> clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Never fails: events are taken in without it, and what could not be noted is with the next. */
    void note(Collection<CustomerEvent> events) {
        List<SeenEvent> due = tallied(events, clock.get());
        if (due.isEmpty()) {
            return;
        }
        // Apart from the tallies: nobody waits for somebody else's calls.
        try {
            if (noted == null) {
                known(catalogue.all());
            }
            due.stream().filter(this::hasRoom).forEach(seen -> {
                catalogue.add(seen);
                known(List.of(seen));
            });
        } catch (RuntimeException notNow) {
            // What was not written is not counted; a name that is new is so with its next event, too.
            return;
        }
    }

    /** Counts them, and takes out what is to be written now. */
    private synchronized List<SeenEvent> tallied(Collection<CustomerEvent> events, Instant now) {
        for (CustomerEvent event : events) {
            SeenEvent seen = SeenEvent.of(event);
            if (seen != null && (waiting.containsKey(seen.name()) || waiting.size() < MOST_NAMES)) {
                waiting.merge(seen.name(), seen, SeenEvent::and);
            }
        }
        boolean due = !now.isBefore(last.plus(EVERY));
        if (waiting.isEmpty() || (!due && waiting.values().stream().noneMatch(this::isNew))) {
            return List.of();
        }
        last = now;
        List<SeenEvent> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }

    private boolean isNew(SeenEvent seen) {
        SeenEvent known = noted == null ? null : noted.get(seen.name());
        return known == null ? noted == null || noted.size() < MOST_NAMES : known.lacks(seen);
    }

    private synchronized boolean hasRoom(SeenEvent seen) {
        return noted == null || noted.containsKey(seen.name()) || noted.size() < MOST_NAMES;
    }

    private synchronized void known(Collection<SeenEvent> more) {
        if (noted == null) {
            noted = new HashMap<>();
        }
        for (SeenEvent seen : more) {
            noted.merge(seen.name(), seen, SeenEvent::and);
        }
    }
}
