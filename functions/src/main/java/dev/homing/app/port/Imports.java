package dev.homing.app.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of files that were brought in. */
public interface Imports {
    /**
     * @param id in the order of time
     * @param kind such as {@code customers}
     * @param file what the file is called where it lies; null where nobody said
     * @param created lines of what was not known
     * @param changed lines that said something else than was known
     * @param unchanged lines that said nothing new, and were not sent on
     * @param rejectedCount of which the first are in the list
     */
    record Report(
            String id,
            String kind,
            @Nullable String file,
            Instant at,
            String by,
            int lines,
            int created,
            int changed,
            int unchanged,
            int rejectedCount,
            List<Rejected> rejected) {
        /** More are not listed: who has so many mends the file's beginning first. */
        public static final int MOST_REJECTED = 200;

        public Report {
            rejected = List.copyOf(rejected.subList(0, Math.min(MOST_REJECTED, rejected.size())));
        }
    }

    /**
     * @param line in the file, from 1 up, the header included
     * @param reason names the field and the remedy
     */
    record Rejected(long line, String reason) {}

    void save(Report report, Instant expiresAt);

    @Nullable
    Report find(String id);

    /**
     * The latest first.
     *
     * @param before {@link Page#next} of the page before; null: from the latest on
     */
    Page page(@Nullable String before, int limit);

    /** @param next null where there are no more */
    record Page(List<Report> reports, @Nullable String next) {
        public Page {
            reports = List.copyOf(reports);
        }
    }
}
