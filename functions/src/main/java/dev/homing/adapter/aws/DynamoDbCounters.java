package dev.homing.adapter.aws;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Counters;
import dev.homing.domain.analytics.Counter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Counters in the analytics table, in the rows that {@link CounterRows} says. Each row also holds, for every shard that added to it in the last
 * {@link ShardPosition#KEPT}, the last sequence it took from there. An addition is written under the condition that this is lower than the first
 * sequence added, so a batch that comes again, whole, in other pieces or after a crash in its middle, adds only what is not in the row yet.
 */
public final class DynamoDbCounters implements Counters {
    /**
     * A row with more positions is pruned, and then of all that are over: removing them costs as much as a write of the row. 31 of them and a
     * dozen numbers are less than the 1,024 bytes that one unit writes.
     */
    private static final int MOST_POSITIONS = 30;

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;
    private final SideBySide sideBySide;

    /**
     * @param clock tells which shards are over
     * @param sideBySide for rows and partitions, which do not depend on each other
     */
    public DynamoDbCounters(DynamoDbClient client, String analyticsTable, InstantSource clock, SideBySide sideBySide) {
        this.client = client;
        this.table = analyticsTable;
        this.clock = clock;
        this.sideBySide = sideBySide;
    }

    /** What one record adds to one row. */
    private record Addition(ShardPosition at, Map<String, Long> counts) {}

    private record Row(Key key, SequencedMap<ShardPosition, Map<String, Long>> additions) {}

    @Override
    public void add(String ledger, String shard, List<Change> changes) {
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (Change change : changes) {
            ShardPosition at = ShardPosition.of(change.sequence());
            change.counts().forEach((counter, count) -> {
                Key key = CounterRows.key(ledger, counter);
                rows.computeIfAbsent(key, k -> new Row(k, new LinkedHashMap<>()))
                        .additions
                        .computeIfAbsent(at, sequence -> new TreeMap<>())
                        .merge(CounterRows.attribute(counter), count, Long::sum);
            });
        }
        String position = ShardPosition.attribute(shard);
        sideBySide.each(rows.values(), row -> {
            List<Addition> additions = new ArrayList<>();
            row.additions.forEach((at, counts) -> additions.add(new Addition(at, counts)));
            add(row.key, position, additions);
        });
    }

    private void add(Key key, String shard, List<Addition> all) {
        List<Addition> additions = all;
        while (!additions.isEmpty()) {
            ShardPosition taken = write(key, shard, additions);
            if (taken == null) {
                return;
            }
            additions = additions.stream()
                    .filter(addition -> addition.at.compareTo(taken) > 0)
                    .toList();
        }
    }

    /**
     * @return null where it was written; else the last sequence of the shard that the row has taken
     */
    private @Nullable ShardPosition write(Key key, String shard, List<Addition> additions) {
        Map<String, Long> sums = new TreeMap<>();
        additions.forEach(addition -> addition.counts.forEach((name, count) -> sums.merge(name, count, Long::sum)));
        Instant now = clock.instant();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        names.put("#shard", shard);
        values.put(":first", binary(additions.getFirst().at.bytes()));
        values.put(":last", binary(additions.getLast().at.stored(now)));
        List<String> adds = new ArrayList<>();
        sums.forEach((name, sum) -> {
            int number = adds.size();
            names.put("#c" + number, name);
            values.put(":c" + number, AttributeValue.fromN(Long.toString(sum)));
            adds.add("#c" + number + " :c" + number);
        });
        try {
            Map<String, AttributeValue> after = client.updateItem(request -> request.tableName(table)
                            .key(key.attributes())
                            .conditionExpression("attribute_not_exists(#shard) OR #shard < :first")
                            .updateExpression("SET #shard = :last ADD " + String.join(", ", adds))
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
            prune(key, after, now);
            return null;
        } catch (ConditionalCheckFailedException e) {
            AttributeValue taken = e.item().get(shard);
            if (taken == null) {
                throw e;
            }
            return ShardPosition.ofStored(taken.b().asByteArray());
        }
    }

    /** Takes away what shards that are over left in a row, unless one of them just wrote there again. */
    private void prune(Key key, Map<String, AttributeValue> row, Instant now) {
        if (row.keySet().stream().filter(ShardPosition::isAttribute).count() <= MOST_POSITIONS) {
            return;
        }
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        List<String> unchanged = new ArrayList<>();
        row.forEach((name, value) -> {
            if (ShardPosition.isAttribute(name) && ShardPosition.over(value.b().asByteArray(), now)) {
                int number = names.size();
                names.put("#s" + number, name);
                values.put(":s" + number, value);
                unchanged.add("#s" + number + " = :s" + number);
            }
        });
        if (names.isEmpty()) {
            return;
        }
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(key.attributes())
                    .conditionExpression(String.join(" AND ", unchanged))
                    .updateExpression("REMOVE " + String.join(", ", names.keySet()))
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException e) {
            // Somebody else pruned the row. What is left, if anything, the next write finds again.
            return;
        }
    }

    @Override
    public Map<Counter, Long> totals(String ledger, LocalDate from, LocalDate to) {
        return lanes(lane -> CounterRows.totals(ledger, lane, from, to));
    }

    @Override
    public Map<Counter, Long> cuts(String ledger, String campaign, LocalDate from, LocalDate to) {
        return read(CounterRows.cuts(ledger, campaign, from, to));
    }

    @Override
    public Map<Counter, Long> standing(String ledger) {
        return lanes(lane -> CounterRows.standing(ledger, lane));
    }

    @Override
    public Map<Counter, Long> standing(String ledger, String campaign) {
        return read(CounterRows.standing(ledger, campaign));
    }

    private interface OfLane {
        CounterRows.Range range(int lane);
    }

    private Map<Counter, Long> lanes(OfLane asked) {
        Map<Counter, Long> counts = new ConcurrentHashMap<>();
        List<Integer> lanes = IntStream.range(0, CounterRows.LANES).boxed().toList();
        sideBySide.each(lanes, lane -> counts.putAll(read(asked.range(lane))));
        return new LinkedHashMap<>(counts);
    }

    private Map<Counter, Long> read(CounterRows.Range range) {
        Map<Counter, Long> counts = new LinkedHashMap<>();
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(range.pk()),
                        ":from", AttributeValue.fromS(range.from()),
                        ":to", AttributeValue.fromS(range.to())))
                .build();
        client.queryPaginator(query).items().forEach(attributes -> {
            Item item = new Item(attributes);
            attributes.forEach((name, value) -> {
                long count = value.n() == null ? 0 : Long.parseLong(value.n());
                if (count != 0) {
                    counts.put(CounterRows.counter(item.pk(), item.sk(), name), count);
                }
            });
        });
        return counts;
    }

    private static AttributeValue binary(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }
}
