package dev.homing.app.observe;

import dev.homing.app.port.Timeline;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.trigger.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The events of a customer that began what a campaign starts for. */
final class ToldEvents {
    /** Events of a customer among which they are looked for. */
    private static final int MOST_LOOKED_AT = 100;

    private final Timeline timeline;

    ToldEvents(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * @param key of the run
     * @param about hashes of what is not finished; empty where the trigger tells nothing apart
     * @return oldest first
     */
    List<Timeline.Entry> of(
            CustomerState state, Trigger trigger, String key, Collection<Long> about, Instant since, Instant until) {
        List<CustomerId> ids = new ArrayList<>(state.absorbed());
        ids.add(state.id());
        return ids.stream()
                .flatMap(id -> timeline.newest(id, null, MOST_LOOKED_AT).stream())
                .filter(entry -> !entry.at().isBefore(since)
                        && !entry.at().isAfter(until)
                        && entry.event() != null
                        && begins(trigger, entry.event(), key, about))
                .sorted(Comparator.comparing(Timeline.Entry::at))
                .toList();
    }

    private static boolean begins(Trigger trigger, CustomerEvent event, String key, Collection<Long> about) {
        return trigger.isAbout(event)
                && trigger.keyOf(event).equals(key)
                && (about.isEmpty() || !Collections.disjoint(trigger.aboutOf(event), about));
    }
}
