package dev.homing.app.report;

import dev.homing.app.port.Campaigns;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.RecoveryReport;
import dev.homing.domain.analytics.Standing;
import dev.homing.domain.campaign.Configuration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports what came back. */
public final class ReadRecovery {
    /** Days of the report where none are asked for, today included. */
    public static final int DEFAULT_DAYS = 30;

    /** The longest range, in days. */
    public static final int MOST_DAYS = 366;

    private final ReadCounters counters;
    private final Campaigns campaigns;

    public ReadRecovery(ReadCounters counters, Campaigns campaigns) {
        this.counters = counters;
        this.campaigns = campaigns;
    }

    public sealed interface Result {
        record Report(RecoveryReport report) implements Result {}

        /** @param field of the request that is wrong */
        record Invalid(String field, String why) implements Result {}
    }

    /**
     * @param from first day; null: {@link #DEFAULT_DAYS} up to {@code to}
     * @param to last day, inclusive; null: today in the shop's zone
     */
    public Result read(@Nullable LocalDate from, @Nullable LocalDate to, Instant now) {
        Configuration configuration = campaigns.current();
        LocalDate last =
                to == null ? LocalDate.ofInstant(now, configuration.shop().zone()) : to;
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : from;
        if (first.isAfter(last)) {
            return new Result.Invalid("from", "from (" + first + ") is after to (" + last + "); swap them");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            return new Result.Invalid("from", "a report covers at most " + MOST_DAYS + " days; choose a shorter range");
        }
        Map<Counter, Long> counts = counters.totals(RecoveryReport.previousFrom(first, last), last);
        return new Result.Report(
                RecoveryReport.of(counts, first, last, configuration.campaigns().keySet()));
    }

    /** Where the runs of each campaign stand; campaigns that never had a run are left out. */
    public Map<String, Standing> standing() {
        return counters.standing();
    }

    /** Where the runs of a campaign's versions stand; versions that never had a run are left out. */
    public Map<Integer, Standing> standing(String campaign) {
        return counters.standing(campaign);
    }
}
