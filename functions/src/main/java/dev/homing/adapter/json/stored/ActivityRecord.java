package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.report.CountActivity;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.Counted;
import org.jspecify.annotations.Nullable;

/**
 * A change of an item of the activity table, as its stream delivers it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class ActivityRecord {
    private ActivityRecord() {}

    /**
     * @return null where nothing that counts was changed, and where an item was only removed
     * @throws MalformedJson where it was not written by Homing
     */
    public static CountActivity.@Nullable Change read(Facts record) {
        Facts change = record.map("dynamodb");
        String sequence = change.text("SequenceNumber");
        if (sequence == null) {
            throw new MalformedJson("\"dynamodb.SequenceNumber\" is missing");
        }
        if (removed(record)) {
            return null;
        }
        Counted before = item(change.map("OldImage"));
        Counted after = item(change.map("NewImage"));
        return before == null && after == null ? null : new CountActivity.Change(sequence, before, after);
    }

    /** TTL removes items, and so does the erasure of a customer; what they counted stays counted. */
    private static boolean removed(Facts record) {
        return "REMOVE".equals(record.text("eventName")) || "EXPIRE".equals(record.text("eventName"));
    }

    private static @Nullable Counted item(Facts image) {
        String kind = image.map("kind").text("S");
        String body = image.map("s").text("S");
        if (kind == null || body == null) {
            return null;
        }
        return ActivityKind.counted(kind, 0, body);
    }
}
