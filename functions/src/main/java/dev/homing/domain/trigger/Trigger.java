package dev.homing.domain.trigger;

import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.order.OrderMark;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What starts a campaign, for whom, and when: data, which the same code evaluates for every campaign.
 *
 * @param delay how long after the event it starts; zero: at once
 * @param key the property that tells one run from another, such as {@code cart_id} or {@code order_id}: one live run per customer, campaign and
 *     key. Null: one run at a time
 * @param notAgainWithin how long after a start the same customer and key start nothing more, counted between what started them; zero: at once.
 *     One happening may be told of by several events
 * @param entry asked once, when the campaign would start
 * @param everyMessage asked when the campaign would start, again before every message, and whenever an event may have changed it; once it
 *     fails, the run ends
 */
public record Trigger(
        Start start,
        Duration delay,
        @Nullable String key,
        Duration notAgainWithin,
        Resolved entry,
        Resolved everyMessage) {
    /** The longest delay that a trigger may have. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(90);

    /** The longest that a trigger may start nothing more. */
    public static final Duration LONGEST_PAUSE_BETWEEN = Duration.ofDays(366);

    /** The shortest, other than none. */
    public static final Duration SHORTEST_DELAY = Duration.ofMinutes(5);

    /** A trigger without conditions. */
    public Trigger(Start start, Duration delay, @Nullable String key) {
        this(start, delay, key, Duration.ZERO, Resolved.EVERYONE, Resolved.EVERYONE);
    }

    /** Whether an event can start the campaign; what is decided about it is recorded with the event. */
    public boolean isAbout(CustomerEvent event) {
        return start.begins().matches(event);
    }

    /** The key of the run that an event is about; empty where the event names none. */
    public String keyOf(CustomerEvent event) {
        return RunKey.of(key == null ? null : event.properties().text(key));
    }

    /**
     * Whether an event ends what this trigger started under a key. An event that names no key ends all of them, and what has no key is ended
     * by any: for all that is known, it is the same.
     */
    public boolean isEndedBy(CustomerEvent event, String runKey) {
        EventPattern ends = start.ends();
        if (ends == null || !ends.matches(event)) {
            return false;
        }
        return concerns(keyOf(event), runKey);
    }

    /** Whether an order that somebody else made, for all that the shop knows, ends what this trigger started under a key. */
    public boolean isEndedBy(OrderMark mark, String runKey) {
        EventPattern ends = start.ends();
        if (ends == null || !ends.names().contains(EventNames.ORDER_COMPLETED)) {
            return false;
        }
        return concerns(key == null ? "" : mark.names().getOrDefault(key, ""), runKey);
    }

    private static boolean concerns(String theirs, String runKey) {
        return theirs.isEmpty() || runKey.isEmpty() || theirs.equals(runKey);
    }

    /** Whether what was started at one time keeps what happened at another from starting. */
    public boolean tooSoon(@Nullable Instant started, Instant happened) {
        return started != null && Duration.between(started, happened).abs().compareTo(notAgainWithin) < 0;
    }

    /** Whether an event may have changed what has to hold before every message. */
    public boolean isWokenBy(CustomerEvent event) {
        return event.kind() == CustomerEvent.Kind.TRACK
                && everyMessage.wokenBy().contains(event.name());
    }

    /** Names of all track events that this trigger has to be asked about. */
    public Set<String> events() {
        Set<String> names = new LinkedHashSet<>(start.events());
        names.addAll(everyMessage.wokenBy());
        return names;
    }
}
