package dev.homing.domain.decide;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.condition.Moment;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.trigger.Start;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When dates of customers come. */
final class Dates {
    /** A date that was missed for longer than this is over. */
    private static final Duration LATE = Duration.ofHours(24);

    private Dates() {}

    /** Starts a campaign whose date came lately. A start that was made before is known by its moment. */
    static void start(Work work, Campaign campaign, Start.OnDate date) {
        Subject subject = work.subject(null, Facts.NONE);
        for (Instant moment : moments(date, subject)) {
            if (!moment.isAfter(work.now)
                    && moment.isAfter(work.now.minus(LATE))
                    && !startedAt(work, campaign, moment)) {
                if (!campaign.active()) {
                    work.refuse(
                            campaign,
                            Reason.of(
                                    Code.CAMPAIGN_NOT_ACTIVE,
                                    "status",
                                    campaign.status().key()));
                    return;
                }
                Reason because = Reason.of(Code.DATE_CAME, "attribute", date.attribute())
                        .with("date", String.valueOf(stated(date, subject)));
                work.begin(
                        campaign, new Occasion("", moment, Facts.NONE, null, Work.NOTHING_APART, true, true, because));
            }
        }
    }

    private static boolean startedAt(Work work, Campaign campaign, Instant moment) {
        Instant started = work.state.starts().of(campaign.key(), "");
        return started != null && !started.isBefore(moment);
    }

    /** When the date comes next; null where it is not known, or never comes again. */
    static @Nullable Instant next(Work work, Start.OnDate date) {
        return moments(date, work.subject(null, Facts.NONE)).stream()
                .filter(moment -> moment.isAfter(work.now))
                .findFirst()
                .orElse(null);
    }

    /** Those around now, the earliest first. */
    private static List<Instant> moments(Start.OnDate date, Subject subject) {
        LocalDate day = day(date, subject);
        if (day == null) {
            return List.of();
        }
        ZoneId own = subject.profile().get().timeZone();
        ZoneId zone = own == null ? subject.shop().zone() : own;
        List<Instant> moments = new ArrayList<>();
        if (date.yearly()) {
            int year = Year.from(subject.now().atZone(zone)).getValue();
            for (int each = year - 1; each <= year + 2; each++) {
                // On Feb 28 where there is no Feb 29.
                LocalDate then = MonthDay.from(day).atYear(each);
                if (then.isAfter(day)) {
                    moments.add(moment(date, then, zone));
                }
            }
        } else {
            moments.add(moment(date, day, zone));
        }
        return moments;
    }

    private static Instant moment(Start.OnDate date, LocalDate day, ZoneId zone) {
        return day.plusDays(date.days()).atTime(date.at()).atZone(zone).toInstant();
    }

    private static @Nullable LocalDate day(Start.OnDate date, Subject subject) {
        Object value = stated(date, subject);
        if (value instanceof String text && text.strip().matches("--\\d\\d-\\d\\d")) {
            return MonthDay.parse(text.strip()).atYear(1904);
        }
        Moment moment = value == null ? null : Moment.of(value, subject.shop().zone());
        return moment == null
                ? null
                : switch (moment) {
                    case Moment.Day(LocalDate known) -> known;
                    case Moment.Exact(Instant instant) ->
                        instant.atZone(subject.shop().zone()).toLocalDate();
                };
    }

    private static @Nullable Object stated(Start.OnDate date, Subject subject) {
        Trait trait = subject.profile().get().traits().get(date.attribute());
        return trait == null ? null : trait.value();
    }
}
