package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.ConditionFile.About;
import dev.homing.domain.Durations;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Test;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.trigger.Again;
import dev.homing.domain.trigger.Hours;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code trigger} of a campaign file, read and written. Its {@code type} says which kind of start it is. */
public final class TriggerFile {
    private static final int MOST_EVENTS = 20;

    /** An order ends what an event started, where the file says nothing else. */
    private static final EventPattern ORDER = EventPattern.of(EventNames.ORDER_COMPLETED);

    private static final SequencedMap<String, Again> AGAIN = new LinkedHashMap<>();

    static {
        for (Again again : Again.values()) {
            AGAIN.put(again.key(), again);
        }
    }

    private TriggerFile() {}

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final int FURTHEST_DAY = 366;

    private enum Type {
        EVENT,
        UNFINISHED,
        BECOMES,
        CHANGED,
        DATE,
        CALLED
    }

    static Trigger read(CampaignFileFields fields) {
        SequencedMap<String, Type> types = new LinkedHashMap<>();
        for (Type type : Type.values()) {
            types.put(type.name().toLowerCase(Locale.ROOT), type);
        }
        Type type = fields.oneOf("type", types, null);
        Start start =
                switch (type) {
                    case EVENT -> new Start.Happened(pattern(fields), where(fields), cancelledBy(fields));
                    case UNFINISHED ->
                        new Start.Unfinished(
                                pattern(fields, "begun"),
                                where(fields),
                                pattern(fields, "finished"),
                                fields.optionalText("about"));
                    case BECOMES ->
                        new Start.Becomes(Resolved.of(ConditionFile.read(fields, "condition", About.CUSTOMER)));
                    case CHANGED -> changed(fields);
                    case DATE -> date(fields);
                    case CALLED -> new Start.Called();
                };
        Duration delay = fields.duration(
                "delay",
                type == Type.UNFINISHED ? null : Duration.ZERO,
                Trigger.SHORTEST_DELAY,
                Trigger.LONGEST_DELAY,
                type != Type.UNFINISHED);
        String key = fields.optionalText("key");
        Duration notAgainWithin = fields.duration(
                "notAgainWithin", Duration.ZERO, Trigger.SHORTEST_DELAY, Trigger.LONGEST_PAUSE_BETWEEN, true);
        Condition entry = ConditionFile.optional(fields, "entry", about(type));
        Condition everyMessage = ConditionFile.optional(fields, "everyMessage", about(type));
        Hours hours = hours(fields);
        Resolved before = Resolved.of(everyMessage);
        Again again = fields.oneOf("again", AGAIN, Trigger.usually(start, before));
        fields.onlyKnown();
        return new Trigger(start, delay, key, notAgainWithin, Resolved.of(entry), before, hours, again);
    }

    private static @Nullable Hours hours(CampaignFileFields fields) {
        CampaignFileFields hours = fields.optionalObject("hours");
        if (hours == null) {
            return null;
        }
        Set<DayOfWeek> days = hours.has("weekdays") ? Weekdays.read(hours, "weekdays") : EnumSet.allOf(DayOfWeek.class);
        LocalTime from = hours.has("from") ? ConditionFile.clock(hours, "from") : LocalTime.MIDNIGHT;
        LocalTime to = hours.has("to") ? ConditionFile.clock(hours, "to") : LocalTime.MIDNIGHT;
        hours.onlyKnown();
        if (!Hours.inOrder(from, to)) {
            hours.problem("to", "\"" + to + "\" comes before \"from\"; hours end on the day on which they begin");
            return null;
        }
        return days.isEmpty() ? null : new Hours(days, from, to);
    }

    private static About about(Type type) {
        return switch (type) {
            case EVENT, UNFINISHED, CHANGED, CALLED -> About.CUSTOMER_AND_EVENT;
            case BECOMES, DATE -> About.CUSTOMER;
        };
    }

    private static Condition where(CampaignFileFields fields) {
        return ConditionFile.optional(fields, "where", About.EVENT);
    }

    private static Start changed(CampaignFileFields fields) {
        String attribute = fields.shortText("attribute", CampaignFileReader.LONGEST_NAME);
        return new Start.Changed(attribute, tests(fields, "from"), tests(fields, "to"));
    }

    /** What an attribute was or is: a test such as {@code {"is":"gold"}}; no test where it does not matter. */
    private static List<Test> tests(CampaignFileFields fields, String name) {
        CampaignFileFields tests = fields.optionalObject(name);
        if (tests == null) {
            return List.of();
        }
        List<Test> read = TestFile.read(tests);
        tests.onlyKnown();
        return read;
    }

    private static Start date(CampaignFileFields fields) {
        String attribute = fields.shortText("attribute", CampaignFileReader.LONGEST_NAME);
        int days = 0;
        String said = fields.optionalText("offset");
        if (said != null) {
            try {
                days = Math.toIntExact(Duration.parse(said).toDays());
            } catch (DateTimeException | ArithmeticException notDays) {
                fields.problem(
                        "offset", "\"" + said + "\" is no number of days; write 7 days before the date as \"-P7D\"");
            }
            if (Math.abs(days) > FURTHEST_DAY) {
                fields.problem("offset", "is more than a year; at most 366 days before or after the date are possible");
            }
        }
        LocalTime at = fields.has("at") ? ConditionFile.clock(fields, "at") : MORNING;
        return new Start.OnDate(attribute, days, at, fields.flag("yearly", true));
    }

    /** {@code event} for one event, {@code events} for several. */
    private static EventPattern pattern(CampaignFileFields fields) {
        SequencedSet<String> names = names(fields);
        if (names.isEmpty()) {
            fields.problem("events", "is empty; name at least one event, or write \"event\" for a single one");
        }
        return names.isEmpty() ? ORDER : new EventPattern(names);
    }

    private static EventPattern pattern(CampaignFileFields fields, String name) {
        CampaignFileFields pattern = fields.object(name);
        EventPattern read = pattern(pattern);
        pattern.onlyKnown();
        return read;
    }

    /** An empty list of events: nothing cancels it. */
    private static @Nullable EventPattern cancelledBy(CampaignFileFields fields) {
        CampaignFileFields pattern = fields.optionalObject("cancelledBy");
        if (pattern == null) {
            return ORDER;
        }
        SequencedSet<String> names = names(pattern);
        pattern.onlyKnown();
        return names.isEmpty() ? null : new EventPattern(names);
    }

    private static SequencedSet<String> names(CampaignFileFields fields) {
        SequencedSet<String> names = new LinkedHashSet<>();
        if (fields.has("events")) {
            fields.texts("events").forEach(name -> names.add(EventNames.standard(name)));
            names.removeIf(String::isBlank);
            if (names.size() > MOST_EVENTS) {
                fields.problem("events", "has " + names.size() + " names; at most " + MOST_EVENTS + " are possible");
            }
        } else {
            String name = fields.shortText("event", CampaignFileReader.LONGEST_NAME);
            // A missing one is a problem already, and stands in so that reading goes on.
            names.add(name.isEmpty() ? EventNames.ORDER_COMPLETED : EventNames.standard(name));
        }
        return names;
    }

    /** The kind of a start as files name it. */
    private static Type type(Start start) {
        return switch (start) {
            case Start.Happened _ -> Type.EVENT;
            case Start.Unfinished _ -> Type.UNFINISHED;
            case Start.Becomes _ -> Type.BECOMES;
            case Start.Changed _ -> Type.CHANGED;
            case Start.OnDate _ -> Type.DATE;
            case Start.Called _ -> Type.CALLED;
        };
    }

    /** The trigger as a file says it. */
    static ObjectNode write(Trigger trigger) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", type(trigger.start()).name().toLowerCase(Locale.ROOT));
        switch (trigger.start()) {
            case Start.Happened(EventPattern event, Condition where, EventPattern cancelledBy) -> {
                write(json, event);
                write(json, "where", where);
                ObjectNode cancels = json.putObject("cancelledBy");
                if (cancelledBy == null) {
                    cancels.putArray("events");
                } else {
                    write(cancels, cancelledBy);
                }
            }
            case Start.Unfinished(EventPattern begun, Condition where, EventPattern finished, String about) -> {
                write(json.putObject("begun"), begun);
                write(json, "where", where);
                write(json.putObject("finished"), finished);
                if (about != null) {
                    json.put("about", about);
                }
            }
            case Start.Becomes(Resolved condition) -> json.set("condition", ConditionFile.write(condition.condition()));
            case Start.Changed(String attribute, List<Test> from, List<Test> to) -> {
                json.put("attribute", attribute);
                write(json, "from", from);
                write(json, "to", to);
            }
            case Start.OnDate(String attribute, int days, LocalTime at, boolean yearly) -> {
                json.put("attribute", attribute);
                if (days != 0) {
                    json.put("offset", (days < 0 ? "-" : "") + Durations.iso(Duration.ofDays(Math.abs(days))));
                }
                json.put("at", at.toString());
                json.put("yearly", yearly);
            }
            case Start.Called() -> {
                // Whoever calls it says all there is to say.
            }
        }
        json.put("delay", Durations.iso(trigger.delay()));
        if (trigger.key() != null) {
            json.put("key", trigger.key());
        }
        if (!trigger.notAgainWithin().isZero()) {
            json.put("notAgainWithin", Durations.iso(trigger.notAgainWithin()));
        }
        if (trigger.hours() != null) {
            ObjectNode hours = json.putObject("hours");
            if (!trigger.hours().onAnyDay()) {
                Weekdays.write(hours.putArray("weekdays"), trigger.hours().days());
            }
            hours.put("from", trigger.hours().from().toString());
            hours.put("to", trigger.hours().to().toString());
        }
        if (trigger.again() != Trigger.usually(trigger.start(), trigger.everyMessage())) {
            json.put("again", trigger.again().key());
        }
        write(json, "entry", trigger.entry().condition());
        write(json, "everyMessage", trigger.everyMessage().condition());
        return json;
    }

    private static void write(ObjectNode json, EventPattern pattern) {
        if (pattern.names().size() == 1) {
            json.put("event", pattern.names().getFirst());
        } else {
            ArrayNode events = json.putArray("events");
            pattern.names().forEach(events::add);
        }
    }

    private static void write(ObjectNode json, String name, List<Test> tests) {
        if (!tests.isEmpty()) {
            TestFile.write(json.putObject(name), tests);
        }
    }

    private static void write(ObjectNode json, String name, Condition condition) {
        if (!condition.equals(Condition.EVERYONE)) {
            json.set(name, ConditionFile.write(condition));
        }
    }
}
