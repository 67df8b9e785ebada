package dev.homing.lambda.telemetry;

import dev.homing.adapter.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions' log: JSON, a line each, with the two fields by which Lambda filters. Ids go in, and never addresses, names or texts;
 * what others' exceptions say is masked. Logs are billed by the byte: see decision 0010.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Log-level filtering</a>
 */
public final class Log {
    /** As Lambda names them; the later, the worse. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        /** Nothing here is. */
        FATAL
    }

    private static final Pattern EMAIL = Pattern.compile("[^\\s\"'<>(),;:=]+(?:@|%40)[^\\s\"'<>(),;:]+");

    /** Ten digits and more that are part of no id: an international phone number, with or without its plus. */
    private static final Pattern PHONE = Pattern.compile("(?<![\\w-])\\+?\\d{10,15}(?![\\w-])");

    private static final String LEVEL = "AWS_LAMBDA_LOG_LEVEL";

    private static volatile Level lowest = lowest(System.getenv(LEVEL));
    private static volatile PrintStream out = System.err;

    private Log() {}

    /** Lambda tells functions their level; elsewhere, only what is wrong is of interest. */
    static Level lowest(@Nullable String ofLambda) {
        return ofLambda == null
                ? Level.WARN
                : switch (ofLambda.toUpperCase(Locale.ROOT)) {
                    case "TRACE", "DEBUG" -> Level.DEBUG;
                    case "WARN" -> Level.WARN;
                    case "ERROR" -> Level.ERROR;
                    case "FATAL" -> Level.FATAL;
                    default -> Level.INFO;
                };
    }

    /** As it is told to at the start: again, after a test. */
    static void asConfigured() {
        to(System.err, lowest(System.getenv(LEVEL)));
    }

    /** For tests. */
    static void to(PrintStream stream, Level level) {
        out = stream;
        lowest = level;
    }

    static boolean writes(Level level) {
        return level.compareTo(lowest) >= 0;
    }

    /** @param fields ids and numbers */
    static void write(Level level, Map<String, ?> fields) {
        if (writes(level)) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            line.put("level", level.name());
            Journal.identify(line);
            line.putAll(fields);
            // In one piece: each write is an entry of its own on Lambda.
            byte[] text = (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(text, 0, text.length);
            out.flush();
        }
    }

    public static void debug(String what, Map<String, ?> ids) {
        if (writes(Level.DEBUG)) {
            write(Level.DEBUG, saying(what, ids));
        }
    }

    public static void warn(String what, Map<String, ?> ids) {
        write(Level.WARN, saying(what, ids));
    }

    /** With the whole stack, and those of its causes. */
    public static void error(String what, Map<String, ?> ids, Throwable why) {
        Map<String, @Nullable Object> fields = saying(what, ids);
        StringWriter stack = new StringWriter();
        why.printStackTrace(new PrintWriter(stack));
        fields.put("error", why.getClass().getName());
        fields.put("stack", masked(stack.toString()));
        write(Level.ERROR, fields);
    }

    private static Map<String, @Nullable Object> saying(String what, Map<String, ?> ids) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("message", masked(what));
        fields.putAll(ids);
        return fields;
    }

    /** Others' words without addresses and numbers: providers and libraries repeat what they were given. */
    static String masked(String text) {
        return PHONE.matcher(EMAIL.matcher(text).replaceAll("(address)")).replaceAll("(number)");
    }
}
