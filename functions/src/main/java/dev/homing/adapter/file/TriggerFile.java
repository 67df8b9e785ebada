package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.trigger.EventPattern;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** The {@code trigger} of a campaign file, read and written. Its {@code type} says which kind of start it is. */
public final class TriggerFile {
    private static final int MOST_EVENTS = 20;

    /** An order ends what an event started, where the file says nothing else. */
    private static final EventPattern ORDER = EventPattern.of(EventNames.ORDER_COMPLETED);

    private TriggerFile() {}

    private enum Type {
        EVENT,
        UNFINISHED
    }

    static Trigger read(CampaignFileFields fields) {
        SequencedMap<String, Type> types = new LinkedHashMap<>();
        types.put("event", Type.EVENT);
        types.put("unfinished", Type.UNFINISHED);
        Type type = fields.oneOf("type", types, null);
        Start start =
                switch (type) {
                    case EVENT -> new Start.Happened(pattern(fields), cancelledBy(fields));
                    case UNFINISHED -> new Start.Unfinished(pattern(fields, "begun"), pattern(fields, "finished"));
                };
        boolean atOnce = type == Type.EVENT;
        Duration delay = fields.duration("delay", null, Trigger.SHORTEST_DELAY, Trigger.LONGEST_DELAY, atOnce);
        String key = fields.optionalText("key");
        Duration notAgainWithin = fields.duration(
                "notAgainWithin", Duration.ZERO, Trigger.SHORTEST_DELAY, Trigger.LONGEST_PAUSE_BETWEEN, true);
        Condition entry = ConditionFile.optional(fields, "entry");
        Condition everyMessage = ConditionFile.optional(fields, "everyMessage");
        fields.onlyKnown();
        return new Trigger(start, delay, key, notAgainWithin, Resolved.of(entry), Resolved.of(everyMessage));
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
    private static String type(Start start) {
        return switch (start) {
            case Start.Happened _ -> "event";
            case Start.Unfinished _ -> "unfinished";
        };
    }

    /** The trigger as a file says it. */
    static ObjectNode write(Trigger trigger) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", type(trigger.start()));
        switch (trigger.start()) {
            case Start.Happened(EventPattern event, EventPattern cancelledBy) -> {
                write(json, event);
                ObjectNode cancels = json.putObject("cancelledBy");
                if (cancelledBy == null) {
                    cancels.putArray("events");
                } else {
                    write(cancels, cancelledBy);
                }
            }
            case Start.Unfinished(EventPattern begun, EventPattern finished) -> {
                write(json.putObject("begun"), begun);
                write(json.putObject("finished"), finished);
            }
        }
        json.put("delay", Durations.iso(trigger.delay()));
        if (trigger.key() != null) {
            json.put("key", trigger.key());
        }
        if (!trigger.notAgainWithin().isZero()) {
            json.put("notAgainWithin", Durations.iso(trigger.notAgainWithin()));
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

    private static void write(ObjectNode json, String name, Condition condition) {
        if (!condition.equals(Condition.EVERYONE)) {
            json.set(name, ConditionFile.write(condition));
        }
    }
}
