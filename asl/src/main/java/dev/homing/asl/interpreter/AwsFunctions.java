package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that AWS adds to JSONata, and those that must follow the virtual clock and the seed.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">AWS, JSONata functions</a>
 */
final class AwsFunctions {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> ALGORITHMS =
            Map.of("MD5", "MD5", "SHA-1", "SHA-1", "SHA-256", "SHA-256", "SHA-384", "SHA-384", "SHA-512", "SHA-512");
    /** AWS's limit of a range. */
    private static final int MAX_RANGE = 1_000;

    private final RandomGenerator random;

    AwsFunctions(RandomGenerator random) {
        this.random = random;
    }

    /** Binds those of the functions that the expression names. */
    void bind(Jsonata.Frame frame, Expression expression, Instant now) {
        for (String name : expression.names()) {
            JFunctionCallable function =
                    switch (name) {
                        case "partition" -> (_, args) -> partition(args);
                        case "range" -> (_, args) -> range(args);
                        case "hash" -> (_, args) -> hash(args);
                        case "random" -> (_, args) -> random(args);
                        case "uuid" -> (_, _) -> uuid();
                        case "parse" -> (_, args) -> parse(args);
                        case "millis" -> (_, _) -> now.toEpochMilli();
                        case "now" -> (_, args) -> now(args, now);
                        case "eval" ->
                            (_, _) -> {
                                throw new IllegalArgumentException("$eval is not available; use $parse");
                            };
                        default -> null;
                    };
            if (function != null) {
                frame.bind(name, new JFunction(function, null));
            }
            JFunction mended = MendedFunctions.NAMED.get(name);
            if (mended != null) {
                frame.bind(name, mended);
            }
        }
    }

    private static @Nullable Object partition(List<?> args) {
        if (!(argument(args, 0) instanceof List<?> array)) {
            throw new IllegalArgumentException("$partition wants an array and a size");
        }
        int size = wholeNumber(args, 1, "$partition");
        if (size < 1) {
            throw new IllegalArgumentException("$partition wants a size of at least 1");
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < array.size(); from += size) {
            chunks.add(new ArrayList<>(array.subList(from, Math.min(from + size, array.size()))));
        }
        return chunks;
    }

    private static List<Object> range(List<?> args) {
        int first = wholeNumber(args, 0, "$range");
        int last = wholeNumber(args, 1, "$range");
        int step = wholeNumber(args, 2, "$range");
        if (step == 0 || Math.abs((long) last - first) / Math.abs((long) step) >= MAX_RANGE) {
            throw new IllegalArgumentException("$range wants a step that is not 0 and at most 1,000 numbers");
        }
        List<Object> numbers = new ArrayList<>();
        for (int number = first; step > 0 ? number <= last : number >= last; number += step) {
            numbers.add(number);
        }
        return numbers;
    }

    private static String hash(List<?> args) throws NoSuchAlgorithmException {
        String algorithm = ALGORITHMS.get(String.valueOf(argument(args, 1)));
        if (!(argument(args, 0) instanceof String text) || algorithm == null) {
            throw new IllegalArgumentException("$hash wants a string and one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
        }
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private double random(List<?> args) {
        return argument(args, 0) instanceof Number seed
                ? new Random(seed.longValue()).nextDouble()
                : random.nextDouble();
    }

    private String uuid() {
        // Version 4, variant 2, as java.util.UUID makes them, but from our own source.
        long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static @Nullable Object parse(List<?> args) {
        Object argument = argument(args, 0);
        if (argument == null) {
            return null;
        }
        if (!(argument instanceof String text)) {
            throw new IllegalArgumentException("$parse wants a string of JSON");
        }
        try {
            return Values.toBinding(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("$parse: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable Object now(List<?> args, Instant now) {
        Object picture = argument(args, 0);
        Object zone = argument(args, 1);
        return Functions.dateTimeFromMillis(
                now.toEpochMilli(), picture == null ? null : picture.toString(), zone == null ? null : zone.toString());
    }

    private static @Nullable Object argument(List<?> args, int index) {
        return index < args.size() ? args.get(index) : null;
    }

    private static int wholeNumber(List<?> args, int index, String function) {
        if (argument(args, index) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException(function + " wants whole numbers");
    }
}
