package dev.homing.domain.state;

import dev.homing.domain.Hash;
import dev.homing.domain.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's delay that runs for a customer.
 *
 * @param key which cart or order
 * @param due when the campaign starts; later events move it
 * @param firesAt when its schedule fires: at {@code due} or earlier, then it is armed again
 * @param timerId names the schedule; a firing with another id is stale
 * @param triggeredAt event time of what armed it last
 * @param eventKey where the timeline has that event; null where the run reads the live cart
 * @param begunAt event time of what armed it first
 * @param about hashes of what was begun and is not finished, such as products; empty where the trigger tells nothing apart
 */
public record ArmedTimer(
        String campaign,
        String key,
        Instant due,
        Instant firesAt,
        String timerId,
        Instant triggeredAt,
        @Nullable String eventKey,
        Instant begunAt,
        Set<Long> about) {
    /** What a delay can be about at once; of more the earliest are forgotten. */
    private static final int MOST_ABOUT = 6;

    public ArmedTimer {
        about = latest(about);
    }

    /** As many as are kept of what a delay or a run is about. */
    static SequencedSet<Long> latest(Set<Long> about) {
        SequencedSet<Long> latest = new LinkedHashSet<>(about);
        while (latest.size() > MOST_ABOUT) {
            latest.removeFirst();
        }
        return latest;
    }

    /** How long after it was due a delay waits for the customer's address. */
    private static final Duration WAITS_FOR_ADDRESS = Duration.ofHours(24);

    /** Of a delay without a schedule. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** In the place of a campaign's key: no campaign has it. */
    public static final String LOOK = "";

    private static final int LENGTH = 24;

    /** This delay without a schedule: it goes on when an event tells more of the customer. */
    public ArmedTimer waitingForAddress() {
        return new ArmedTimer(campaign, key, due, NEVER, timerId, triggeredAt, eventKey, begunAt, about);
    }

    /** The delay of a customer that no campaign has: when what is true of them may change by time alone. */
    public boolean isLook() {
        return campaign.equals(LOOK);
    }

    /** Due at another time, for another event; the schedule stays. What it is about is added to what it was about. */
    public ArmedTimer moved(Instant newDue, Instant newTriggeredAt, @Nullable String newEventKey, Set<Long> alsoAbout) {
        SequencedSet<Long> both = new LinkedHashSet<>(about);
        both.removeAll(alsoAbout);
        both.addAll(alsoAbout);
        return new ArmedTimer(campaign, key, newDue, firesAt, timerId, newTriggeredAt, newEventKey, begunAt, both);
    }

    public ArmedTimer about(Set<Long> left) {
        return new ArmedTimer(campaign, key, due, firesAt, timerId, triggeredAt, eventKey, begunAt, left);
    }

    public boolean waitsForAddress() {
        return firesAt.equals(NEVER);
    }

    public boolean waitedTooLong(Instant now) {
        return now.isAfter(due.plus(WAITS_FOR_ADDRESS));
    }

    /**
     * @param number the customer's arm number: never used twice for one customer in what is stored
     * @param firesAt part of the name, as a schedule may be made for an entry that is not stored in the end, and the next one gets its number
     */
    public static String timerId(CustomerId customer, String campaign, String key, long number, Instant firesAt) {
        return Hash.name(LENGTH, customer.value(), campaign, key, Long.toString(number), firesAt.toString());
    }

    public boolean isOf(String otherCampaign, String otherKey) {
        return campaign.equals(otherCampaign) && key.equals(otherKey);
    }
}
