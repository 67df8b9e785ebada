package dev.homing.lambda;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.stored.ActivityRecord;
import dev.homing.app.report.CountActivity;
import dev.homing.domain.Facts;
import dev.homing.lambda.wiring.Wiring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The activity table's stream: brings the counters up to date. Its tumbling window makes Lambda say which shard the records are of.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Tumbling windows</a>
 */
public final class CountHandler implements JsonHandler {
    private final CountActivity countActivity;

    public CountHandler() {
        this(Wiring.ofLambda().countActivity());
    }

    public CountHandler(CountActivity countActivity) {
        this.countActivity = countActivity;
    }

    @Override
    public byte[] handle(byte[] event) {
        Facts json = Json.object(new String(event, StandardCharsets.UTF_8));
        String shard = json.text("shardId");
        List<CountActivity.Change> changes = new ArrayList<>();
        for (Facts record : json.list("Records")) {
            CountActivity.Change change = ActivityRecord.read(record);
            if (change != null) {
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            if (shard == null) {
                throw new IllegalArgumentException(
                        "The records bring no shardId: switch the event source mapping's tumbling window on");
            }
            countActivity.count(shard, changes);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("state", Map.of());
        answer.put("batchItemFailures", List.of());
        return Json.write(answer).getBytes(StandardCharsets.UTF_8);
    }
}
