package dev.homing.lambda.admin;

import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query's parameters: null where one is not there, and an error where it cannot be read. A parameter that is there without a value is not
 * taken for one that is not there, since whoever asked for the days up to nothing would be shown others than meant.
 */
final class Parameters {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;

    /** Longer than any place in a list: what it is compared with has at most 1,024 bytes. */
    private static final int LONGEST_PLACE = 900;

    private Parameters() {}

    /** A whole number from 1 on. */
    static @Nullable Integer number(Request request, String name, int most, List<FieldError> errors) {
        String said = request.query().get(name);
        if (said == null) {
            return null;
        }
        int number = said.matches("[0-9]{1,6}") ? Integer.parseInt(said) : 0;
        if (number < 1 || number > most) {
            errors.add(new FieldError(name, name + ": expected a whole number from 1 to " + most));
        }
        return number;
    }

    /** Whoever misspells a name would take what they get for what they asked for. */
    static void onlyKnown(Request request, List<FieldError> errors, String... known) {
        for (String name : request.query().keySet()) {
            if (!List.of(known).contains(name)) {
                errors.add(
                        new FieldError(name, name + ": is no parameter of this; it has " + String.join(", ", known)));
            }
        }
    }

    /** A day of the years that a shop can have had customers in. */
    static @Nullable LocalDate date(Request request, String name, List<FieldError> errors) {
        String said = request.query().get(name);
        if (said == null) {
            return null;
        }
        try {
            LocalDate date = DATE.matcher(said).matches() ? LocalDate.parse(said) : null;
            if (date != null && !date.isBefore(FIRST_DAY)) {
                return date;
            }
        } catch (DateTimeException noSuchDay) {
            // As what is written otherwise.
        }
        errors.add(new FieldError(
                name, name + ": \"" + said + "\" is no date from " + FIRST_DAY + " on; write it as 2026-11-22"));
        return null;
    }

    /** Where a page of a list ends: an instant, a hash sign, and what stands at that instant. */
    static boolean isPlace(String said) {
        try {
            return said.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PLACE
                    && !Instant.parse(said.substring(0, Math.max(0, said.indexOf('#'))))
                            .isBefore(Instant.EPOCH);
        } catch (DateTimeException notAPlace) {
            return false;
        }
    }
}
