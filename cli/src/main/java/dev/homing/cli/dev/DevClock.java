package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.Emulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** {@code /dev/clock}: shows the clock, and moves it. */
final class DevClock implements Answer.Source {
    /** So that nobody asks for a century and waits for it. */
    static final Duration FURTHEST = Duration.ofDays(400);

    private final Emulator emulator;
    private final boolean movable;

    /** @param movable whether all that goes by time is ours */
    DevClock(Emulator emulator, boolean movable) {
        this.emulator = emulator;
        this.movable = movable;
    }

    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        Answer.require(exchange, "GET", "POST");
        if (exchange.getRequestMethod().equals("POST")) {
            Duration by = duration(Answer.body(exchange).path("advance"));
            if (!movable && !by.isZero()) {
                throw new Answer.Refused(
                        409, "The clock belongs to the services at --aws-endpoint, which cannot move it");
            }
            emulator.advance(
                    by.isZero()
                            ? by
                            : by.plus(toWholeSecond(emulator.clock().now().plus(by))));
        }
        return Answer.json(
                Answer.JSON.createObjectNode().put("now", emulator.clock().now().toString()));
    }

    /**
     * Schedules fire at whole seconds, so what is due half a second before the target fires half a second after it. Half an hour after a
     * cart was left is meant to include that.
     */
    private static Duration toWholeSecond(Instant target) {
        Instant whole = target.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(target) ? Duration.ZERO : Duration.between(target, whole.plusSeconds(1));
    }

    private static Duration duration(JsonNode advance) {
        String expected = "use an ISO 8601 duration from PT0S to P400D, such as {\"advance\":\"PT30M\"}";
        if (!advance.isTextual()) {
            throw new Answer.Refused(400, "\"advance\" is missing or no text; " + expected);
        }
        Duration by;
        try {
            by = Duration.parse(advance.asText());
        } catch (DateTimeParseException | ArithmeticException notADuration) {
            throw new Answer.Refused(400, "\"advance\": \"" + advance.asText() + "\" is no duration; " + expected);
        }
        if (by.isNegative()) {
            throw new Answer.Refused(400, "\"advance\": the clock does not go back; " + expected);
        }
        if (by.compareTo(FURTHEST) > 0) {
            throw new Answer.Refused(400, "\"advance\": " + advance.asText() + " is too far; " + expected);
        }
        return by;
    }
}
