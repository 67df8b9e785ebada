package dev.homing.domain.analytics;

import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

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
     * @param counters of all days from {@link #previousFrom} to {@code to}; only totals count, others are passed over
     * @param campaigns keys of those to be listed even where they count nothing
     */
    public static RecoveryReport of(Map<Counter, Long> counters, LocalDate from, LocalDate to, Set<String> campaigns) {
        LocalDate previousFrom = previousFrom(from, to);
        LocalDate previousTo = from.minusDays(1);
        Periods total = new Periods(Figures.Sum::ofRuns);
        Map<String, Periods> byCampaign = new TreeMap<>();
        campaigns.forEach(key -> byCampaign.put(key, new Periods(Figures.Sum::ofRuns)));
        Map<Channel, Periods> byChannel = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            byChannel.put(channel, new Periods(Figures.Sum::ofChannel));
        }
        Map<LocalDate, Figures.Sum> byDay = new TreeMap<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            byDay.put(day, Figures.Sum.ofRuns());
        }
        counters.forEach((counter, count) -> {
            LocalDate day = counter.day();
            if (day == null || !counter.cut().total()) {
                return;
            }
            Periods campaign = byCampaign.computeIfAbsent(counter.campaign(), key -> new Periods(Figures.Sum::ofRuns));
            if (day.isBefore(previousFrom) || day.isAfter(to)) {
                return;
            }
            boolean now = !day.isBefore(from);
            total.of(now).add(counter, count);
            campaign.of(now).add(counter, count);
            Periods channel = counter.cut().channel() == null
                    ? null
                    : byChannel.get(counter.cut().channel());
            if (channel != null) {
                channel.of(now).add(counter, count);
            }
            Figures.Sum ofDay = byDay.get(day);
            if (ofDay != null) {
                ofDay.add(counter, count);
            }
        });
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, sum) -> days.add(new Day(day, sum.figures())));
        return new RecoveryReport(
                from, to, previousFrom, previousTo, total.compared(""), lines(byCampaign), lines(byChannel), days);
    }

    private static <T> List<Compared<T>> lines(Map<T, Periods> of) {
        List<Compared<T>> lines = new ArrayList<>();
        of.forEach((key, periods) -> lines.add(periods.compared(key)));
        return lines;
    }

    /** The sums of both periods. */
    private static final class Periods {
        private final Figures.Sum current;
        private final Figures.Sum previous;

        Periods(Supplier<Figures.Sum> empty) {
            current = empty.get();
            previous = empty.get();
        }

        Figures.Sum of(boolean now) {
            return now ? current : previous;
        }

        <T> Compared<T> compared(T of) {
            return new Compared<>(of, current.figures(), previous.figures());
        }
    }
}
