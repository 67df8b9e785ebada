package dev.homing.app.port;

import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.run.Run;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a campaign: its runs, newest start first.
 *
 * <p>Where a run stands in the roster never changes. So whoever walks from page to page meets every run exactly once that was in the roster
 * when the first page was asked for and has not expired, whatever starts and ends meanwhile; what starts later is on no page. Whether a run
 * is what the filter asks for is judged when its page is read. A run is in the roster a moment after it started.
 */
public interface Roster {
    /**
     * A page of a campaign's runs.
     *
     * @param after the place that the page before led to; null: from the newest on
     * @param limit most runs of a page; there can be fewer, even none, and still be a next page, as one call looks at a bounded number of runs
     */
    Page of(String campaign, Filter filter, @Nullable String after, int limit);

    /**
     * Which runs.
     *
     * @param version of the campaign; null: any
     * @param statuses any of these; empty: all
     */
    record Filter(@Nullable Integer version, Set<Run.Status> statuses) {
        public static final Filter ALL = new Filter(null, Set.of());

        public Filter {
            statuses = Set.copyOf(statuses);
        }

        public boolean all() {
            return version == null && statuses.isEmpty();
        }

        public boolean accepts(Run run) {
            return (version == null || version == run.campaignVersion())
                    && (statuses.isEmpty() || statuses.contains(run.status()));
        }
    }

    /** @param next where to go on; null: there are no more */
    record Page(List<Run> runs, @Nullable String next) {
        public Page {
            runs = List.copyOf(runs);
        }
    }

    /** Where a run stands among those of its campaign: places have the order of starts, and no two runs share one. */
    static String place(Run run) {
        return TimelineKey.of(run.startedAt(), run.id().hash());
    }
}
