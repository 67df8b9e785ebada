package dev.homing.domain.state;

import dev.homing.domain.StoredBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a customer is to be looked at again: the campaigns' delays that run for them. Kept within {@link #BUDGET} stored bytes.
 *
 * @param delays at most one for a campaign and key
 * @param number the last arm number given out
 */
public record Agenda(List<ArmedTimer> delays, long number) {
    public static final Agenda NONE = new Agenda(List.of(), 0);

    /** Stored bytes. What does not fit is not begun, with that as its reason. */
    public static final int BUDGET = 800;

    /** Left free for transactional campaigns: a failed payment must not wait for browsing. */
    private static final int RESERVED = 200;

    /** A hash, as base64. */
    private static final int ABOUT = 14;

    /** One entry without its texts. */
    private static final int ENTRY = 84;

    public Agenda {
        delays = List.copyOf(delays);
    }

    public @Nullable ArmedTimer delay(String campaign, String key) {
        return delays.stream()
                .filter(delay -> delay.isOf(campaign, key))
                .findFirst()
                .orElse(null);
    }

    /** With a delay in the place of the one for the same campaign and key, if there is one. */
    public Agenda with(ArmedTimer delay, long newNumber) {
        List<ArmedTimer> changed = new ArrayList<>(without(delay.campaign(), delay.key()).delays);
        changed.add(delay);
        return new Agenda(changed, newNumber);
    }

    public Agenda without(String campaign, String key) {
        return new Agenda(
                delays.stream().filter(delay -> !delay.isOf(campaign, key)).toList(), number);
    }

    /** Whether another delay fits; one that only moves an entry always does. */
    public boolean hasRoom(String campaign, String key, @Nullable String eventKey, boolean transactional) {
        if (delay(campaign, key) != null) {
            return true;
        }
        int bytes = ENTRY + StoredBytes.of(campaign) + StoredBytes.of(key) + StoredBytes.of(eventKey);
        for (ArmedTimer delay : delays) {
            bytes += weight(delay);
        }
        return bytes <= (transactional ? BUDGET : BUDGET - RESERVED);
    }

    private static int weight(ArmedTimer delay) {
        return ENTRY
                + StoredBytes.of(delay.campaign())
                + StoredBytes.of(delay.key())
                + StoredBytes.of(delay.eventKey())
                + delay.about().size() * ABOUT;
    }

    /** Of two delays for the same the later due one stays; then the earliest due ones that fit. */
    Agenda merged(Agenda other) {
        List<ArmedTimer> all = new ArrayList<>(delays);
        for (ArmedTimer theirs : other.delays) {
            ArmedTimer ours = delay(theirs.campaign(), theirs.key());
            if (ours == null) {
                all.add(theirs);
            } else if (theirs.due().isAfter(ours.due())) {
                all.remove(ours);
                all.add(theirs);
            }
        }
        int bytes = 0;
        List<ArmedTimer> fitting = new ArrayList<>();
        for (ArmedTimer delay : all) {
            bytes += weight(delay);
            if (bytes <= BUDGET) {
                fitting.add(delay);
            }
        }
        return new Agenda(fitting, number);
    }
}
