package dev.homing.domain.analytics;

import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came back in a period, beside the period of equal length before it.
 *
 * @param from first day, in the shop's zone
 * @param to last day, inclusive
 */
public record RecoveryReport(
        LocalDate from,
        LocalDate to,
        LocalDate previousFrom,
        LocalDate previousTo,
        Compared<String> total,
        List<Compared<String>> byCampaign,
        List<Compared<Channel>> byChannel,
        List<Day> byDay) {

    /** One line of the report. */
    public record Compared<T>(T of, Figures current, Figures previous) {}

    public record Day(LocalDate date, Figures figures) {}

    /** The day before which counters must be read for a report from a day to a day, both inclusive. */
    public static LocalDate previousFrom(LocalDate from, LocalDate to) {
        return from.minusDays(ChronoUnit.DAYS.between(from, to) + 1);
    }

    /**
     * @param counters of all days from {@link #previousFrom} to {@code to}
     * @param campaigns keys of those to be listed even where they count nothing
     */
    public static RecoveryReport of(Map<Counter, Long> counters, LocalDate from, LocalDate to, Set<String> campaigns) {
        LocalDate previousFrom = previousFrom(from, to);
        LocalDate previousTo = from.minusDays(1);
        Set<String> keys = new TreeSet<>(campaigns);
        counters.keySet().forEach(counter -> keys.add(counter.campaign()));
        List<Compared<String>> byCampaign = new ArrayList<>();
        for (String key : keys) {
            byCampaign.add(new Compared<>(
                    key,
                    Figures.ofRuns(
                            counters, c -> within(c, from, to) && c.campaign().equals(key)),
                    Figures.ofRuns(
                            counters,
                            c -> within(c, previousFrom, previousTo)
                                    && c.campaign().equals(key))));
        }
        List<Compared<Channel>> byChannel = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            byChannel.add(new Compared<>(
                    channel,
                    Figures.ofChannel(counters, c -> within(c, from, to) && c.channel() == channel),
                    Figures.ofChannel(counters, c -> within(c, previousFrom, previousTo) && c.channel() == channel)));
        }
        List<Day> byDay = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            LocalDate date = day;
            byDay.add(new Day(date, Figures.ofRuns(counters, c -> within(c, date, date))));
        }
        Compared<String> total = new Compared<>(
                "",
                Figures.ofRuns(counters, c -> within(c, from, to)),
                Figures.ofRuns(counters, c -> within(c, previousFrom, previousTo)));
        return new RecoveryReport(from, to, previousFrom, previousTo, total, byCampaign, byChannel, byDay);
    }

    private static boolean within(Counter counter, LocalDate from, LocalDate to) {
        return counter.day() != null
                && !counter.day().isBefore(from)
                && !counter.day().isAfter(to);
    }
}
