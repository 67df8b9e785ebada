package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.RunCodec;
import dev.homing.app.SideBySide;
import dev.homing.app.port.Roster;
import dev.homing.domain.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The roster from the {@link RosterIndex}: one query a lane, and one read of the runs that were found, which may be further than the index. The
 * lanes are looked through to the same place, so that each page is all there is down to where it ends.
 */
public final class DynamoDbRoster implements Roster {
    /** How many runs of a lane one call looks at where a filter leaves some out: half a megabyte. */
    private static final int MOST_LOOKED_AT = 2_000;

    private final DynamoDbClient client;
    private final DynamoTable activity;
    private final String table;
    private final SideBySide sideBySide;
    private final int mostLookedAt;

    public DynamoDbRoster(DynamoDbClient client, String activityTable, SideBySide sideBySide) {
        this(client, activityTable, sideBySide, MOST_LOOKED_AT);
    }

    DynamoDbRoster(DynamoDbClient client, String activityTable, SideBySide sideBySide, int mostLookedAt) {
        this.client = client;
        this.activity = new DynamoTable(client, activityTable);
        this.table = activityTable;
        this.sideBySide = sideBySide;
        this.mostLookedAt = mostLookedAt;
    }

    /**
     * Part of a lane.
     *
     * @param found what the filter lets through, by place
     * @param end the place to which it was looked through; null: to its end
     */
    private record Looked(Map<String, Key> found, @Nullable String end) {}

    @Override
    public Page of(String campaign, Filter filter, @Nullable String after, int limit) {
        Map<Integer, Looked> lanes = new ConcurrentSkipListMap<>();
        List<Integer> numbers = IntStream.range(0, RosterIndex.LANES).boxed().toList();
        sideBySide.each(numbers, lane -> lanes.put(lane, look(RosterIndex.lane(campaign, lane), filter, after, limit)));
        String end = lanes.values().stream()
                .map(Looked::end)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        Map<String, Key> all = new HashMap<>();
        lanes.values().forEach(lane -> all.putAll(lane.found()));
        List<String> places = all.keySet().stream()
                .filter(place -> end == null || place.compareTo(end) >= 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        String next = end;
        if (places.size() > limit) {
            places = places.subList(0, limit);
            next = places.getLast();
        }
        return new Page(runs(places.stream().map(all::get).toList(), filter), next);
    }

    private Looked look(String lane, Filter filter, @Nullable String after, int limit) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        names.put("#lane", RosterIndex.LANE);
        values.put(":lane", AttributeValue.fromS(lane));
        String key = "#lane = :lane";
        if (after != null) {
            names.put("#place", RosterIndex.PLACE);
            values.put(":after", AttributeValue.fromS(after));
            key += " AND #place < :after";
        }
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .indexName(RosterIndex.NAME)
                .scanIndexForward(false)
                .limit(filter.all() ? limit + 1 : mostLookedAt)
                .keyConditionExpression(key);
        if (!filter.all()) {
            query.filterExpression(expression(filter, names, values));
        }
        QueryResponse page = client.query(query.expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build());
        Map<String, Key> found = new LinkedHashMap<>();
        page.items().forEach(attributes -> {
            Item item = new Item(attributes);
            found.put(item.text(RosterIndex.PLACE), new Key(item.pk(), item.sk()));
        });
        boolean more = page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty();
        return new Looked(found, more ? new Item(page.lastEvaluatedKey()).text(RosterIndex.PLACE) : null);
    }

    private static String expression(Filter filter, Map<String, String> names, Map<String, AttributeValue> values) {
        List<String> conditions = new ArrayList<>();
        Integer version = filter.version();
        if (version != null) {
            names.put("#version", RosterIndex.VERSION);
            values.put(":version", AttributeValue.fromN(Integer.toString(version)));
            conditions.add("#version = :version");
        }
        if (!filter.statuses().isEmpty()) {
            names.put("#status", RosterIndex.STATUS);
            List<String> each = new ArrayList<>();
            filter.statuses().forEach(status -> {
                each.add(":" + status.key());
                values.put(":" + status.key(), AttributeValue.fromS(status.key()));
            });
            conditions.add("#status IN (" + String.join(", ", each) + ")");
        }
        return String.join(" AND ", conditions);
    }

    /** As they are now: the index may be a moment behind, in what it says of a run and in those it still has. */
    private List<Run> runs(List<Key> keys, Filter filter) {
        return activity.batchNow(keys).stream()
                .map(item -> RunCodec.read(item.revision(), item.body()))
                .filter(filter::accepts)
                .sorted(Comparator.comparing(Roster::place).reversed())
                .toList();
    }
}
