package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A table's stream: one shard, its records in the order of the writes. Safe for any thread. */
final class StreamLog {
    private static final long FIRST = 1;

    /** What is read at once at most. */
    private static final int PAGE = 1_000;

    /** Records that everybody has had a day to read are not kept for ever: at most so many are. */
    private static final int MOST = 200_000;

    private final String arn;
    private final String region;
    private final String view;
    private final String shardId;
    private final List<ObjectNode> records = new ArrayList<>();
    private long first = FIRST;

    StreamLog(String arn, String region, String view) {
        this.arn = arn;
        this.region = region;
        this.view = view;
        this.shardId = "shardId-" + String.format(Locale.ROOT, "%020d", 1) + "-" + arn.hashCode() % 100_000_000;
    }

    /**
     * Records of a stream from a position on.
     *
     * @param next the position behind the last of them
     */
    record Slice(List<ObjectNode> records, long next) {}

    String arn() {
        return arn;
    }

    String view() {
        return view;
    }

    String shardId() {
        return shardId;
    }

    /**
     * @param old null: there was no item
     * @param now null: there is none
     * @param atSeconds when, in seconds of the epoch
     * @param expired whether time to live removed it
     */
    synchronized void add(KeySchema key, @Nullable Stored old, @Nullable Stored now, long atSeconds, boolean expired) {
        ObjectNode record = Json.object();
        record.put("eventID", UUID.randomUUID().toString());
        record.put("eventName", old == null ? "INSERT" : now == null ? "REMOVE" : "MODIFY");
        record.put("eventVersion", "1.1").put("eventSource", "aws:dynamodb").put("awsRegion", region);
        ObjectNode change = record.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", (double) atSeconds);
        ObjectNode keys =
                key.keyOf(now == null ? java.util.Objects.requireNonNull(old).attributes() : now.attributes());
        change.set("Keys", keys);
        int size = Sizes.item(keys);
        if (now != null && view.startsWith("NEW")) {
            change.set("NewImage", now.attributes());
            size += now.size();
        }
        if (old != null && (view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES"))) {
            change.set("OldImage", old.attributes());
            size += old.size();
        }
        change.put("SequenceNumber", number(first + records.size()));
        change.put("SizeBytes", size).put("StreamViewType", view);
        if (expired) {
            record.putObject("userIdentity").put("Type", "Service").put("PrincipalId", "dynamodb.amazonaws.com");
        }
        records.add(record);
        if (records.size() > 2 * MOST) {
            records.subList(0, MOST).clear();
            first += MOST;
        }
    }

    static String number(long position) {
        return String.format(Locale.ROOT, "%021d", position);
    }

    /** Where reading begins that wants all there is. */
    synchronized long oldest() {
        return first;
    }

    /** Behind the newest. */
    synchronized long end() {
        return first + records.size();
    }

    /** @param limit at most so many; zero: as many as DynamoDB gives */
    synchronized Slice read(long from, int limit) {
        int begin = (int) Math.max(0, from - first);
        int end = Math.min(records.size(), begin + (limit <= 0 ? PAGE : Math.min(limit, PAGE)));
        List<ObjectNode> page = begin >= end ? Collections.emptyList() : List.copyOf(records.subList(begin, end));
        return new Slice(page, Math.max(from, first + Math.max(begin, end)));
    }
}
