package dev.homing.domain.campaign;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Which broadcasts a campaign had, as everyone who sends its messages knows it.
 *
 * @param last number of the latest; 0: there was none
 * @param stopped numbers of those that were stopped: nothing more of them goes out
 */
public record Launches(int last, Set<Integer> stopped) {
    public static final Launches NONE = new Launches(0, Set.of());

    /** Runs of earlier ones are over. */
    private static final int MOST_STOPPED = 20;

    public Launches {
        SequencedSet<Integer> latest = new LinkedHashSet<>(stopped);
        while (latest.size() > MOST_STOPPED) {
            latest.removeFirst();
        }
        stopped = latest;
    }

    public Launches begun(int number) {
        return new Launches(Math.max(last, number), stopped);
    }

    public Launches stopped(int number) {
        Set<Integer> more = new LinkedHashSet<>(stopped);
        more.add(number);
        return new Launches(last, more);
    }
}
