package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.id.Group;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Whom a campaign is to be launched to, and when, as the API takes it. */
public final class BroadcastFile {
    /** In the place of an audience's key. */
    public static final String EVERYONE = "everyone";

    private static final int LONGEST_KEY = 60;
    private static final int MOST_PER_MINUTE = 6_000;
    private static final int MOST_DAYS_BETWEEN = 366;

    private final CampaignFileFields fields;
    private final ZoneId zone;
    private final Instant now;

    private BroadcastFile(CampaignFileFields fields, ZoneId zone, Instant now) {
        this.fields = fields;
        this.zone = zone;
        this.now = now;
    }

    /** What became of a request. */
    public sealed interface Reading {
        record Valid(Reach reach, Timing timing) implements Reading {}

        /** @param problems all of them */
        record Invalid(List<Problem> problems) implements Reading {}
    }

    /** @param zone of the shop */
    public static Reading read(String text, ZoneId zone, Instant now) {
        try {
            JsonNode tree = CampaignFile.MAPPER.readTree(text.isBlank() ? "{}" : text);
            if (!(tree instanceof ObjectNode object)) {
                return new Reading.Invalid(List.of(new Problem("", "not a JSON object; it begins with {")));
            }
            List<Problem> problems = new ArrayList<>();
            BroadcastFile file = new BroadcastFile(CampaignFileFields.strict(object, problems), zone, now);
            Reach reach = file.reach();
            Timing timing = file.timing();
            file.fields.onlyKnown();
            return problems.isEmpty() ? new Reading.Valid(reach, timing) : new Reading.Invalid(List.copyOf(problems));
        } catch (JsonProcessingException e) {
            return new Reading.Invalid(List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
    }

    private Reach reach() {
        SequencedSet<Group> include = new LinkedHashSet<>();
        boolean everyone = false;
        boolean audience = fields.has("audience");
        boolean list = fields.has("list");
        boolean several = fields.has("include");
        if (audience) {
            everyone = EVERYONE.equals(fields.optionalText("audience"));
            if (!everyone) {
                include.add(Group.audience(fields.key("audience", LONGEST_KEY)));
            }
        }
        if (list) {
            include.add(Group.list(fields.key("list", LONGEST_KEY)));
        }
        if (several) {
            include.addAll(groups("include"));
            if (include.isEmpty()) {
                fields.problem("include", "is empty; name an audience or a list, or say \"audience\": \"everyone\"");
            }
        }
        if (!audience && !list && !several) {
            fields.problem(
                    "audience",
                    "is required: the key of an audience, or \"everyone\"; or name a list under \"list\", or several of"
                            + " them under \"include\"");
        }
        if (everyone && !include.isEmpty()) {
            fields.problem("audience", "is \"everyone\", so nothing else can be included; leave the others out");
        }
        return new Reach(include, fields.has("exclude") ? groups("exclude") : new LinkedHashSet<>());
    }

    private SequencedSet<Group> groups(String name) {
        SequencedSet<Group> groups = new LinkedHashSet<>();
        for (CampaignFileFields group : fields.objects(name, "")) {
            boolean audience = group.has("audience");
            if (audience == group.has("list")) {
                group.problem("", "must be {\"audience\": \"...\"} or {\"list\": \"...\"}");
            } else if (audience) {
                groups.add(Group.audience(group.key("audience", LONGEST_KEY)));
            } else {
                groups.add(Group.list(group.key("list", LONGEST_KEY)));
            }
            group.onlyKnown();
        }
        return groups;
    }

    private Timing timing() {
        boolean local = fields.flag("localTime", false);
        LocalDateTime at = at(local);
        if (local && at == null) {
            fields.problem("at", "is required with \"localTime\": the time of day on each recipient's clock");
        }
        Integer perMinute = fields.has("perMinute") ? fields.number("perMinute", 1, MOST_PER_MINUTE) : null;
        return new Timing(at, zone, local, every(), perMinute == null ? 0 : perMinute);
    }

    private @Nullable LocalDateTime at(boolean local) {
        String text = fields.optionalText("at");
        if (text == null) {
            return null;
        }
        LocalDateTime at;
        try {
            at = LocalDateTime.parse(text);
        } catch (DateTimeException notLocal) {
            try {
                at = OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime();
            } catch (DateTimeException neither) {
                fields.problem(
                        "at",
                        "\"" + text
                                + "\" is no time; write 24 December at 9 as \"2026-12-24T09:00\", in the shop's time"
                                + " zone, or with an offset");
                return null;
            }
            if (local) {
                fields.problem("at", "has an offset, which each recipient's clock has itself; leave it out");
            }
        }
        // On the last clock on which it may still be ahead.
        if (at.atZone(local ? ZoneId.of("-12:00") : zone).toInstant().isBefore(now)) {
            fields.problem(
                    "at", "\"" + text + "\" is over; name a time that lies ahead, or leave it out to launch now");
        }
        return at;
    }

    private @Nullable Period every() {
        String text = fields.optionalText("every");
        if (text == null) {
            return null;
        }
        try {
            Period every = Period.parse(text);
            LocalDate next = LocalDate.EPOCH.plus(every);
            boolean fits = next.isAfter(LocalDate.EPOCH) && !next.isAfter(LocalDate.EPOCH.plusDays(MOST_DAYS_BETWEEN));
            if (fits) {
                return every;
            }
        } catch (DateTimeException | ArithmeticException noPeriod) {
            // The same problem as that of one that does not fit.
        }
        fields.problem(
                "every",
                "\"" + text
                        + "\" is not possible; write each day as \"P1D\", each week as \"P7D\", each month as \"P1M\"");
        return null;
    }
}
