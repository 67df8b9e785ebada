package dev.homing.app.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of files that were brought in. */
public interface Imports {
    /**
     * @param kind such as {@code customers}
     * @param created lines of what was not known
     * @param changed lines that said something else than was known
     * @param unchanged lines that said nothing new, and were not sent on
     * @param rejectedCount of which the first are in the list
     */
    record Report(
            String id,
            String kind,
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
}
