package dev.homing.adapter.aws;

import dev.homing.app.port.Counters;
import dev.homing.domain.Hash;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Counters in the analytics table: one item a day, campaign, step and channel under {@code DAY#<date>} (or {@code CURRENT})
 * {@code <campaign>|<step>|<channel>}, with one number a counter. Each item holds, for every shard that added to it, the last sequence it
 * took from there; an addition is written under the condition that it is lower than the first one added, so that a batch that comes again,
 * whole or in other pieces, or after a crash in its middle, adds only what is not in the item yet.
 */
public final class DynamoDbCounters implements Counters {
    /** Before the hash of a shard's name: an attribute with its last sequence. Counters' names begin with a letter. */
    private static final String SHARD = "@";

    private static final int SHARD_HASH = 12;

    /** Sequence numbers have 21 to 40 digits (DynamoDB Streams, StreamRecord). */
    private static final int SEQUENCE_DIGITS = 40;

    /** A stream keeps records for 24 hours, so a shard that was quiet for longer never comes again. */
    private static final Duration SHARDS_KEPT = Duration.ofDays(2);

    private static final int READS_AT_ONCE = 8;

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;

    /** @param clock tells which shards are long over */
    public DynamoDbCounters(DynamoDbClient client, String analyticsTable, InstantSource clock) {
        this.client = client;
        this.table = analyticsTable;
        this.clock = clock;
    }

    /** What one record adds to one item. */
    private record Addition(String sequence, Map<String, Long> counts) {}

    @Override
    public void add(String shard, List<Change> changes) {
        SequencedMap<Key, List<Addition>> additions = new LinkedHashMap<>();
        for (Change change : changes) {
            Map<Key, Map<String, Long>> counts = new LinkedHashMap<>();
            change.counts().forEach((counter, count) -> counts.computeIfAbsent(key(counter), key -> new TreeMap<>())
                    .merge(counter.name(), count, Long::sum));
            counts.forEach((key, added) -> additions
                    .computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new Addition(padded(change.sequence()), added)));
        }
        String attribute = SHARD + Hash.name(SHARD_HASH, shard);
        additions.forEach((key, list) -> add(key, attribute, list));
    }

    private void add(Key key, String shard, List<Addition> all) {
        List<Addition> additions = all;
        while (!additions.isEmpty()) {
            String taken = write(key, shard, additions);
            if (taken == null) {
                return;
            }
            additions = additions.stream()
                    .filter(addition -> addition.sequence.compareTo(taken) > 0)
                    .toList();
        }
    }

    /**
     * @return null where it was written; else the last sequence of the shard that the item has taken
     */
    private @Nullable String write(Key key, String shard, List<Addition> additions) {
        Map<String, Long> sums = new TreeMap<>();
        additions.forEach(addition -> addition.counts.forEach((name, count) -> sums.merge(name, count, Long::sum)));
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        names.put("#shard", shard);
        values.put(":first", AttributeValue.fromS(additions.getFirst().sequence));
        values.put(":last", AttributeValue.fromS(stamped(additions.getLast().sequence)));
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
            prune(key, after);
            return null;
        } catch (ConditionalCheckFailedException e) {
            AttributeValue taken = e.item().get(shard);
            if (taken == null) {
                throw e;
            }
            return taken.s().substring(0, SEQUENCE_DIGITS);
        }
    }

    /** Takes away what shards that are long over left in an item. */
    private void prune(Key key, Map<String, AttributeValue> item) {
        long oldest = clock.instant().minus(SHARDS_KEPT).getEpochSecond();
        Map<String, String> names = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (name.startsWith(SHARD) && stamp(value.s()) < oldest) {
                names.put("#s" + names.size(), name);
            }
        });
        if (!names.isEmpty()) {
            client.updateItem(request -> request.tableName(table)
                    .key(key.attributes())
                    .updateExpression("REMOVE " + String.join(", ", names.keySet()))
                    .expressionAttributeNames(names));
        }
    }

    @Override
    public Map<Counter, Long> read(LocalDate from, LocalDate to) {
        Map<Counter, Long> counts = new LinkedHashMap<>();
        try (ExecutorService readers =
                Executors.newFixedThreadPool(READS_AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Map<Counter, Long>>> days = from.datesUntil(to.plusDays(1))
                    .map(day -> readers.submit(() -> read(day)))
                    .toList();
            for (Future<Map<Counter, Long>> day : days) {
                counts.putAll(day.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading counters", e);
        }
        return counts;
    }

    @Override
    public Map<Counter, Long> current() {
        return read((LocalDate) null);
    }

    private Map<Counter, Long> read(@Nullable LocalDate day) {
        Map<Counter, Long> counts = new LinkedHashMap<>();
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk(day))))
                .build();
        client.queryPaginator(query)
                .items()
                .forEach(item -> item.forEach((name, value) -> {
                    long count = value.n() == null ? 0 : Long.parseLong(value.n());
                    if (count != 0) {
                        counts.put(counter(day, new Item(item).sk(), name), count);
                    }
                }));
        return counts;
    }

    private static Key key(Counter counter) {
        Channel channel = counter.channel();
        String step = counter.step() == null ? "" : counter.step();
        return new Key(
                pk(counter.day()), counter.campaign() + "|" + step + "|" + (channel == null ? "" : channel.key()));
    }

    private static Counter counter(@Nullable LocalDate day, String sk, String name) {
        int first = sk.indexOf('|');
        int last = sk.lastIndexOf('|');
        String step = sk.substring(first + 1, last);
        return new Counter(
                day, sk.substring(0, first), step.isEmpty() ? null : step, Channel.ofKey(sk.substring(last + 1)), name);
    }

    private static String pk(@Nullable LocalDate day) {
        return day == null ? "CURRENT" : "DAY#" + day;
    }

    private static String padded(String sequence) {
        return "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequence.length())) + sequence;
    }

    /** A sequence with the time it was taken; longer than the bare one and so not lower than it. */
    private String stamped(String sequence) {
        Instant now = clock.instant();
        return sequence + "@" + now.getEpochSecond();
    }

    private static long stamp(String stamped) {
        return Long.parseLong(stamped.substring(SEQUENCE_DIGITS + 1));
    }
}
