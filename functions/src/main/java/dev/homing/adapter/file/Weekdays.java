package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DayOfWeek;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days of the week as files name them: {@code monday}. */
final class Weekdays {
    private Weekdays() {}

    /** @return empty, with a problem, where none is named */
    static Set<DayOfWeek> read(CampaignFileFields fields, String name) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        int before = fields.problemCount();
        List<String> names = fields.isList(name) ? fields.texts(name) : List.of(fields.text(name));
        for (String each : names) {
            try {
                days.add(DayOfWeek.valueOf(each.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException notADay) {
                if (!each.isEmpty()) {
                    fields.problem(name, "\"" + each + "\" is no day; write monday, tuesday and so on");
                }
            }
        }
        if (days.isEmpty() && fields.problemCount() == before) {
            fields.problem(name, "names no day; name one, or leave it out for any day");
        }
        return days;
    }

    static void write(ArrayNode json, Collection<DayOfWeek> days) {
        days.stream().sorted().forEach(day -> json.add(day.name().toLowerCase(Locale.ROOT)));
    }
}
