package dev.homing.domain.state;

import dev.homing.domain.StoredBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The runs of a customer that may still send, at most one for a campaign and key. Kept within {@link #BUDGET} stored bytes. */
public record ActiveRuns(List<ActiveRun> all) {
    public static final ActiveRuns NONE = new ActiveRuns(List.of());

    /** Stored bytes. What does not fit is not started, with that as its reason. */
    public static final int BUDGET = 500;

    /** Left free for transactional campaigns. */
    private static final int RESERVED = 100;

    /** What one waits for. Nobody is refused for it, as a run that was started may come to a wait: so many runs, so many of these beyond the budget. */
    private static final int AWAITING = 36;

    /** One entry without its texts; a merged one has its customer's id in it. */
    private static final int ENTRY = 70;

    public ActiveRuns {
        all = List.copyOf(all);
    }

    public @Nullable ActiveRun of(String campaign, String key) {
        return all.stream().filter(run -> run.isOf(campaign, key)).findFirst().orElse(null);
    }

    public ActiveRuns with(ActiveRun run) {
        List<ActiveRun> more = new ArrayList<>(all);
        more.add(run);
        return new ActiveRuns(more);
    }

    /** With another entry for the same run; as it is where there is none. */
    public ActiveRuns changed(ActiveRun run) {
        return new ActiveRuns(all.stream()
                .map(before -> before.id().equals(run.id()) ? run : before)
                .toList());
    }

    /**
     * Whether another one fits.
     *
     * @param over runs that ended and nobody heard of it: they make room
     */
    public boolean hasRoom(String campaign, String key, boolean transactional, Predicate<ActiveRun> over) {
        int bytes = ENTRY + StoredBytes.of(campaign) + StoredBytes.of(key);
        for (ActiveRun run : all) {
            if (!over.test(run)) {
                bytes += weight(run) + (run.awaiting() == null ? 0 : AWAITING);
            }
        }
        return bytes <= (transactional ? BUDGET : BUDGET - RESERVED);
    }

    private static int weight(ActiveRun run) {
        return ENTRY + StoredBytes.of(run.campaign()) + StoredBytes.of(run.key());
    }

    /** Those that no longer fit after two customers turned out to be one: the ones that started last. */
    public List<ActiveRun> beyondBudget() {
        int bytes = 0;
        List<ActiveRun> beyond = new ArrayList<>();
        for (ActiveRun run : all) {
            bytes += weight(run);
            if (bytes > BUDGET) {
                beyond.add(run);
            }
        }
        return beyond;
    }
}
