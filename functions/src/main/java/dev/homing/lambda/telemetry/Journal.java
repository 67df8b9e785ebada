package dev.homing.lambda.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process does in its present invocation, by ids: one line in the log when it is over, and the metrics in the same line. Lambda
 * gives a process one invocation at a time, whose work may lie with several threads. Where no invocation has begun, as on one machine,
 * nothing is noted.
 */
public final class Journal {
    /** Longer ids that senders made up are cut: whatever they put in there, they know it by its beginning. */
    private static final int LONGEST_ID = 64;

    /** What Lambda calls the version of a function that publishes none, as most here: not worth its bytes in every line. */
    private static final String UNPUBLISHED = "$LATEST";

    private static @Nullable Journal present;

    private final Map<String, Object> identity = new LinkedHashMap<>();
    private final Map<String, List<String>> ids = new TreeMap<>();
    private final Metrics metrics = new Metrics();
    private int records;
    private int failed;

    private Journal(String function, @Nullable Context context) {
        identity.put("function", function);
        if (context != null) {
            if (!context.getFunctionVersion().equals(UNPUBLISHED)) {
                identity.put("version", context.getFunctionVersion());
            }
            identity.put("requestId", context.getAwsRequestId());
        }
    }

    /** @param context null where it is tried by hand */
    public static synchronized void begin(String function, @Nullable Context context) {
        present = new Journal(function, context);
    }

    /** Writes the line, if anything was noted. */
    public static synchronized void end() {
        Journal journal = present;
        if (journal != null) {
            journal.write();
        }
        present = null;
    }

    /** Puts in whose line it is. */
    static synchronized void identify(Map<String, @Nullable Object> line) {
        if (present != null) {
            line.putAll(present.identity);
        }
    }

    /** @param records that came together */
    public static synchronized void received(int records) {
        if (present != null) {
            present.records += records;
        }
    }

    /** One of the records failed, and comes again. */
    public static synchronized void failed() {
        if (present != null) {
            present.failed++;
        }
    }

    /**
     * @param what a plural, the field's name
     * @param texts ids, or a word about what they name
     */
    public static synchronized void note(String what, Object... texts) {
        if (present != null) {
            List<String> words = new ArrayList<>();
            for (Object text : texts) {
                String word = String.valueOf(text);
                words.add(word.length() <= LONGEST_ID ? word : word.substring(0, LONGEST_ID));
            }
            present.ids.computeIfAbsent(what, _ -> new ArrayList<>()).add(Log.masked(String.join(" ", words)));
        }
    }

    public static synchronized void count(Metric metric) {
        if (present != null) {
            present.metrics.count(metric, null);
        }
    }

    public static synchronized void count(Metric metric, Channel channel) {
        if (present != null) {
            present.metrics.count(metric, channel);
        }
    }

    /**
     * A job is done with: a line of its own.
     *
     * @param queuedFor from when its job was put into the queue
     */
    public static synchronized void sent(Message message, Duration queuedFor) {
        if (present == null) {
            return;
        }
        MessageStatus status = message.status();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("messageId", message.id().toString());
        line.put("run", message.run().toString());
        line.put("campaign", message.campaign());
        line.put("campaignVersion", message.campaignVersion());
        line.put("step", message.step());
        line.put("channel", message.channel().key());
        line.put("status", status.key());
        line.put("queuedMillis", queuedFor.toMillis());
        boolean lost = status == MessageStatus.FAILED || status == MessageStatus.UNKNOWN;
        Log.write(lost ? Log.Level.WARN : Log.Level.INFO, line);
        if (lost) {
            present.metrics.count(Metric.MESSAGES_FAILED, message.channel());
        } else if (status == MessageStatus.SKIPPED) {
            present.metrics.count(Metric.MESSAGES_SKIPPED, message.channel());
        } else if (message.left()) {
            present.metrics.count(Metric.MESSAGES_SENT, message.channel());
            present.metrics.measure(Metric.SEND_DELAY, message.channel(), queuedFor.toMillis());
        }
    }

    private void write() {
        if (ids.isEmpty() && metrics.isEmpty() && failed == 0) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        if (records > 0) {
            line.put("records", records);
            line.put("failed", failed);
        }
        line.putAll(ids);
        metrics.addTo(line);
        Log.write(Log.Level.INFO, line);
    }
}
