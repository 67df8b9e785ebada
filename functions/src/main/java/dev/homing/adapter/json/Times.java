package dev.homing.adapter.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** Instants as numbers of milliseconds: whole ones where that is exact, as almost always, else with the fraction. */
public final class Times {
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final BigInteger NANOS_A_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final long SECONDS_THAT_FIT = Long.MAX_VALUE / 10_000;

    private Times() {}

    public static Number number(Instant at) {
        if (at.getNano() % NANOS_A_MILLI == 0 && Math.abs(at.getEpochSecond()) < SECONDS_THAT_FIT) {
            return at.toEpochMilli();
        }
        return BigDecimal.valueOf(at.getEpochSecond())
                .movePointRight(9)
                .add(BigDecimal.valueOf(at.getNano()))
                .movePointLeft(6);
    }

    /** As the difference to another time, which is shorter where both are near. */
    public static Number since(Instant base, Instant at) {
        Number from = number(base);
        Number to = number(at);
        if (from instanceof Long a && to instanceof Long b) {
            return b - a;
        }
        return exact(to).subtract(exact(from)).stripTrailingZeros();
    }

    public static Instant instant(Number millis) {
        return switch (millis) {
            case Integer n -> Instant.ofEpochMilli(n);
            case Long n -> Instant.ofEpochMilli(n);
            default -> {
                BigInteger[] parts = floored(exact(millis).movePointRight(6).toBigInteger());
                yield Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
            }
        };
    }

    public static Instant instantSince(Instant base, Number millis) {
        Number from = number(base);
        if (from instanceof Long a && (millis instanceof Integer || millis instanceof Long)) {
            return Instant.ofEpochMilli(a + millis.longValue());
        }
        return instant(exact(from).add(exact(millis)));
    }

    private static BigInteger[] floored(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_A_SECOND);
        return parts[1].signum() < 0
                ? new BigInteger[] {parts[0].subtract(BigInteger.ONE), parts[1].add(NANOS_A_SECOND)}
                : parts;
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }
}
