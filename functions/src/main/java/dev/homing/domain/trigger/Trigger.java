package dev.homing.domain.trigger;

import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.order.OrderMark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
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
 * @param hours in which it may start, on the customer's clock; null: at any time
 * @param again what happens where it would start for a customer who is in it under the same key
 */
public record Trigger(
        Start start,
        Duration delay,
        @Nullable String key,
        Duration notAgainWithin,
        Resolved entry,
        Resolved everyMessage,
        @Nullable Hours hours,
        Again again) {
    /** The longest delay that a trigger may have. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(90);

    /** The longest that a trigger may start nothing more. */
    public static final Duration LONGEST_PAUSE_BETWEEN = Duration.ofDays(366);

    /** The shortest, other than none. */
    public static final Duration SHORTEST_DELAY = Duration.ofMinutes(5);

    /** A trigger that starts at any hour, and does the usual where it would start again. */
    public Trigger(
            Start start,
            Duration delay,
            @Nullable String key,
            Duration notAgainWithin,
            Resolved entry,
            Resolved everyMessage) {
        this(start, delay, key, notAgainWithin, entry, everyMessage, null, usually(start, everyMessage));
    }

    /** A cart that was filled once more is another cart; whatever else happens again belongs to what happened before. */
    public static Again usually(Start start, Resolved everyMessage) {
        return start instanceof Start.Unfinished && everyMessage.needsCarts() ? Again.RESTART : Again.MERGE;
    }

    /** A trigger without conditions. */
    public Trigger(Start start, Duration delay, @Nullable String key) {
        this(start, delay, key, Duration.ZERO, Resolved.EVERYONE, Resolved.EVERYONE);
    }

    /**
     * Whether the campaign asks customers to confirm that they agreed to messages on a channel: its message may go to an address that only a page stated, as nobody
     * else than its owner can confirm it.
     */
    public boolean asksToConfirm(Channel channel) {
        return start instanceof Start.Becomes(Resolved becomes)
                && becomes.condition().equals(new Condition.ConsentIs(channel, Condition.ConsentIs.Said.UNCONFIRMED));
    }

    /** Whether an event can start the campaign by its name; what is decided about it is recorded with the event. */
    public boolean isAbout(CustomerEvent event) {
        EventPattern begins = start.begins();
        return begins != null && begins.matches(event);
    }

    /** The key of the run that an event is about; empty where the event names none. */
    public String keyOf(CustomerEvent event) {
        return keysOf(event).stream().findFirst().orElse("");
    }

    private SequencedSet<String> keysOf(CustomerEvent event) {
        SequencedSet<String> keys = new LinkedHashSet<>();
        values(key, event).forEach(value -> keys.add(RunKey.of(value)));
        return keys;
    }

    /** What an event is about, by the start's property, as hashes; none where the start has no such property, or the event no value. */
    public Set<Long> aboutOf(CustomerEvent event) {
        Set<Long> about = new LinkedHashSet<>();
        values(start.about(), event).forEach(value -> about.add(Hash.number(value)));
        return about;
    }

    /** The values of a property: the event's own, then those of its products. */
    private static Set<String> values(@Nullable String property, CustomerEvent event) {
        Set<String> values = new LinkedHashSet<>();
        if (property != null) {
            List<Facts> all = new ArrayList<>(List.of(event.properties()));
            all.addAll(event.properties().products());
            for (Facts facts : all) {
                String value = facts.textAt(property);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /**
     * Whether an event ends what this trigger started under a key. An event that names no key ends all of them, and what has no key is ended
     * by any: for all that is known, it is the same. So it is with what they are about.
     *
     * @param about hashes of what was started; empty where that is not known
     */
    public boolean isEndedBy(CustomerEvent event, String runKey, Collection<Long> about) {
        EventPattern ends = start.ends();
        if (ends == null || !ends.matches(event) || !concerns(keysOf(event), runKey)) {
            return false;
        }
        Set<Long> theirs = aboutOf(event);
        return about.isEmpty() || theirs.isEmpty() || !Collections.disjoint(about, theirs);
    }

    /** Whether an order that somebody else made, for all that the shop knows, ends what this trigger started under a key. */
    public boolean isEndedBy(OrderMark mark, String runKey) {
        EventPattern ends = start.ends();
        // What an order of other products ends is not known from a mark.
        if (ends == null || !ends.names().contains(EventNames.ORDER_COMPLETED) || start.about() != null) {
            return false;
        }
        String theirs = key == null ? null : mark.names().get(key);
        return concerns(theirs == null ? Set.of() : Set.of(theirs), runKey);
    }

    private static boolean concerns(Set<String> theirs, String runKey) {
        return theirs.isEmpty() || runKey.isEmpty() || theirs.contains(runKey);
    }

    /** Whether messages tell of the event itself; what is about the cart tells what is in it by then. */
    public boolean tellsOfTheEvent() {
        return switch (start) {
            case Start.Happened _, Start.Changed _, Start.Called _ -> true;
            case Start.Unfinished _ -> !everyMessage.needsCarts();
            case Start.Becomes _, Start.OnDate _ -> false;
        };
    }

    /** The first moment from an instant on at which it may start, for a customer of this zone. */
    public Instant startsFrom(Instant at, Supplier<ZoneId> zone) {
        return hours == null ? at : hours.next(at, zone.get());
    }

    /** Whether what was started at one time keeps what happened at another from starting. */
    public boolean tooSoon(@Nullable Instant started, Instant happened) {
        return started != null && Duration.between(started, happened).abs().compareTo(notAgainWithin) < 0;
    }

    /** Whether an event may have changed what has to hold before every message. */
    public boolean isWokenBy(CustomerEvent event) {
        return everyMessage.isWokenBy(event);
    }

    /** Titles of all events that this trigger has to be asked about. */
    public Set<String> events() {
        Set<String> names = new LinkedHashSet<>(start.events());
        names.addAll(everyMessage.wokenBy());
        return names;
    }

    /** All that has to be known of each customer so that it can be asked. */
    public Set<Need> needs() {
        Set<Need> needs = new LinkedHashSet<>(entry.needs());
        needs.addAll(everyMessage.needs());
        if (start instanceof Start.Becomes(Resolved condition)) {
            needs.addAll(condition.needs());
        }
        return needs;
    }
}
