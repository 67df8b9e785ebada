package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.event.EventNames;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Awaited;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/**
 * A wait as people write it: {@code "for": "P3D"}, {@code "until": { "time": "09:00", "weekdays": ["monday"] }} or
 * {@code "until": { "date": "2026-12-24T09:00" }}, the times on the customer's clock. Until something happens or is so, it waits for a limited
 * time: {@code "until": { "event": "Order Completed", "where": { ... } }, "atMost": "P3D", "next": "thanks", "otherwise": "reminder"} or
 * {@code "until": { "condition": { ... } }}.
 */
final class WaitFile {
    private static final String FOR = "for";
    private static final String UNTIL = "until";
    private static final String TIME = "time";
    private static final String WEEKDAYS = "weekdays";
    private static final String DATE = "date";
    private static final String EVENT = "event";
    private static final String WHERE = "where";
    private static final String CONDITION = "condition";
    private static final String AT_MOST = "atMost";

    private WaitFile() {}

    static Node read(String id, String name, CampaignFileFields fields) {
        CampaignFileFields until = fields.optionalObject(UNTIL);
        Until end;
        if (until == null) {
            end = new Until.After(fields.duration(FOR, null, Until.SHORTEST, Until.LONGEST, false));
        } else {
            if (fields.has(FOR)) {
                fields.problem(FOR, "cannot stand beside \"until\"; name the one that is meant");
            }
            if (until.has(EVENT) || until.has(CONDITION)) {
                return waitFor(id, name, until, fields);
            }
            end = until.has(DATE) ? date(until) : timeOfDay(until);
            until.onlyKnown();
        }
        return new Node.Wait(id, name, end, fields.text(FlowFile.NEXT));
    }

    private static Node.WaitFor waitFor(String id, String name, CampaignFileFields until, CampaignFileFields fields) {
        if (until.has(EVENT) && until.has(CONDITION)) {
            until.problem(CONDITION, "cannot stand beside \"event\"; name the one that is meant");
        }
        Awaited awaited = until.has(EVENT) ? event(until) : condition(until);
        until.onlyKnown();
        return new Node.WaitFor(
                id,
                name,
                awaited,
                fields.duration(AT_MOST, null, Until.SHORTEST, Until.LONGEST, false),
                fields.text(FlowFile.NEXT),
                fields.text(FlowFile.OTHERWISE));
    }

    private static Awaited event(CampaignFileFields until) {
        String event = EventNames.standard(until.shortText(EVENT, CampaignFileReader.LONGEST_NAME));
        return Awaited.event(
                EventPattern.of(event.isEmpty() ? EventNames.ORDER_COMPLETED : event),
                ConditionFile.optional(until, WHERE, ConditionFile.About.EVENT));
    }

    private static Awaited condition(CampaignFileFields until) {
        return Awaited.condition(ConditionFile.read(until, CONDITION, ConditionFile.About.CUSTOMER));
    }

    private static Until timeOfDay(CampaignFileFields fields) {
        LocalTime at = ConditionFile.clock(fields, TIME);
        if (!fields.has(WEEKDAYS)) {
            return Until.TimeOfDay.onAnyDay(at);
        }
        Set<DayOfWeek> days = Weekdays.read(fields, WEEKDAYS);
        return days.isEmpty() ? Until.TimeOfDay.onAnyDay(at) : new Until.TimeOfDay(at, days);
    }

    private static Until date(CampaignFileFields fields) {
        String text = fields.text(DATE);
        for (String beside : new String[] {TIME, WEEKDAYS}) {
            if (fields.has(beside)) {
                fields.problem(beside, "cannot stand beside \"date\", which has its time of day in it");
            }
        }
        try {
            return new Until.Date(LocalDateTime.parse(text));
        } catch (DateTimeException notADate) {
            if (!text.isEmpty()) {
                fields.problem(DATE, "\"" + text + "\" is no date and time; write it as \"2026-12-24T09:00\"");
            }
            return new Until.Date(LocalDateTime.MIN);
        }
    }

    static void write(Node.WaitFor wait, ObjectNode json) {
        ObjectNode until = json.putObject(UNTIL);
        ObjectNode condition = ConditionFile.write(wait.awaited().condition().condition());
        if (wait.awaited().anew()) {
            until.setAll(condition);
        } else {
            until.set(CONDITION, condition);
        }
        json.put(AT_MOST, Durations.iso(wait.atMost()))
                .put(FlowFile.NEXT, wait.next())
                .put(FlowFile.OTHERWISE, wait.otherwise());
    }

    static void write(Node.Wait wait, ObjectNode json) {
        switch (wait.until()) {
            case Until.After(var time) -> json.put(FOR, Durations.iso(time));
            case Until.TimeOfDay time -> {
                ObjectNode until = json.putObject(UNTIL).put(TIME, time.at().toString());
                if (!time.onAnyDay()) {
                    Weekdays.write(until.putArray(WEEKDAYS), time.days());
                }
            }
            case Until.Date(LocalDateTime at) -> json.putObject(UNTIL).put(DATE, at.toString());
        }
        json.put(FlowFile.NEXT, wait.next());
    }
}
