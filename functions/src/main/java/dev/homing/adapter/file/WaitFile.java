package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/**
 * A wait as people write it: {@code "for": "P3D"}, {@code "until": { "time": "09:00", "weekdays": ["monday"] }} or
 * {@code "until": { "date": "2026-12-24T09:00" }}, the times on the customer's clock.
 */
final class WaitFile {
    private static final String FOR = "for";
    private static final String UNTIL = "until";
    private static final String TIME = "time";
    private static final String WEEKDAYS = "weekdays";
    private static final String DATE = "date";

    private WaitFile() {}

    static Node.Wait read(String id, String name, CampaignFileFields fields) {
        CampaignFileFields until = fields.optionalObject(UNTIL);
        Until end;
        if (until == null) {
            end = new Until.After(fields.duration(FOR, null, Until.SHORTEST, Until.LONGEST, false));
        } else {
            if (fields.has(FOR)) {
                fields.problem(FOR, "cannot stand beside \"until\"; name the one that is meant");
            }
            end = until.has(DATE) ? date(until) : timeOfDay(until);
            until.onlyKnown();
        }
        return new Node.Wait(id, name, end, fields.text(FlowFile.NEXT));
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
