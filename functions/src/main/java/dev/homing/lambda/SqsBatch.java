package dev.homing.lambda;

import dev.homing.adapter.json.Json;
import dev.homing.app.SideBySide;
import dev.homing.domain.Facts;
import dev.homing.lambda.telemetry.Journal;
import dev.homing.lambda.telemetry.Log;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A delivery of SQS to a function that reports which of its messages are to come again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
record SqsBatch(List<Delivered> records) {
    /** @param sentAt when it was put into the queue */
    record Delivered(String id, String receiptHandle, String body, Instant sentAt) {
        Facts json() {
            return Json.object(body);
        }
    }

    /** What is done with one message; throwing has it delivered again. */
    interface Work {
        void on(Delivered record);
    }

    /** Tells what is to be done with a message, null for nothing; throwing has it delivered again. */
    interface Reading {
        @Nullable
        Job of(Delivered record);
    }

    /**
     * @param whose customer, or campaign
     * @param work throwing has the message delivered again
     */
    record Job(Object whose, Runnable work) {}

    static SqsBatch read(byte[] event) {
        List<Delivered> records = new ArrayList<>();
        for (Facts record :
                Json.object(new String(event, StandardCharsets.UTF_8)).list("Records")) {
            Facts attributes = record.map("attributes");
            String sent = attributes.text("SentTimestamp");
            records.add(new Delivered(
                    needed(record, "messageId"),
                    needed(record, "receiptHandle"),
                    needed(record, "body"),
                    sent == null ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(sent))));
        }
        Journal.received(records.size());
        return new SqsBatch(records);
    }

    /**
     * Does each message's work apart from the others': different customers' side by side, one customer's in their order, as two at a time
     * would only contend for the same items.
     */
    byte[] each(SideBySide sideBySide, Reading reading) {
        Map<String, RuntimeException> failed = new ConcurrentHashMap<>();
        Map<Object, Map<String, Job>> byOwner = new LinkedHashMap<>();
        for (Delivered record : records) {
            try {
                Job job = reading.of(record);
                if (job != null) {
                    byOwner.computeIfAbsent(job.whose(), _ -> new LinkedHashMap<>())
                            .put(record.id(), job);
                }
            } catch (RuntimeException why) {
                failed.put(record.id(), why);
            }
        }
        sideBySide.each(
                byOwner.values(),
                theirs -> theirs.forEach((id, job) -> {
                    try {
                        job.work().run();
                    } catch (RuntimeException why) {
                        failed.put(id, why);
                    }
                }));
        return answer(failed);
    }

    /** Does each message's work apart from the others', one by one; a failure is logged once and reported. */
    byte[] each(Work work) {
        Map<String, RuntimeException> failed = new LinkedHashMap<>();
        for (Delivered record : records) {
            try {
                work.on(record);
            } catch (RuntimeException why) {
                failed.put(record.id(), why);
            }
        }
        return answer(failed);
    }

    static byte[] answer(Map<String, RuntimeException> failed) {
        failed.forEach((id, why) -> {
            if (why instanceof Again) {
                Log.debug("Comes again: " + why.getMessage(), Map.of("sqsMessageId", id));
            } else {
                Journal.failed();
                Log.error("Failed, and comes again", Map.of("sqsMessageId", id), why);
            }
        });
        return answer(failed.keySet());
    }

    private static byte[] answer(Set<String> failed) {
        List<Map<String, String>> failures = new ArrayList<>();
        failed.forEach(id -> failures.add(Map.of("itemIdentifier", id)));
        return Json.write(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8);
    }

    /** The message is to come again, as was foreseen. */
    static final class Again extends RuntimeException {
        Again(String why) {
            super(why, null, false, false);
        }
    }

    private static String needed(Facts record, String name) {
        String text = record.text(name);
        if (text == null) {
            throw new IllegalArgumentException("Not an SQS delivery: \"" + name + "\" is missing in a record");
        }
        return text;
    }
}
