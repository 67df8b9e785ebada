package dev.homing.emulator.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.StreamMapping;
import dev.homing.emulator.Timed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Ruler;

/**
 * Feeds the records of tables' streams to functions as Lambda's event source mapping does with a tumbling window: in order within a
 * shard, the same records again (from the first failed one) until they are taken, and one last invocation at a window's end.
 */
public final class StreamFeed implements Timed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final Tables tables;
    private final Context context;
    private final List<Mapping> mappings = new CopyOnWriteArrayList<>();

    public StreamFeed(Tables tables, Context context) {
        this.tables = tables;
        this.context = context;
        tables.onWrite(() -> {
            if (!mappings.isEmpty()) {
                mappings.forEach(mapping -> mapping.dirty = true);
                context.wake();
            }
        });
    }

    /** Feeds from the stream's beginning; the table may be created later. */
    public void map(String table, String function, StreamMapping options) {
        mappings.add(new Mapping(table, function, options));
        context.wake();
    }

    @Override
    public Optional<Instant> nextDue() {
        return mappings.stream().flatMap(mapping -> mapping.nextDue().stream()).min(Instant::compareTo);
    }

    @Override
    public boolean runDue(Instant now) {
        boolean did = false;
        for (Mapping mapping : mappings) {
            did |= mapping.run(now);
        }
        return did;
    }

    @Override
    public String describe() {
        return mappings.stream()
                .filter(mapping -> mapping.nextDue().isPresent())
                .map(mapping -> "stream of " + mapping.table + " -> " + mapping.function)
                .toList()
                .toString();
    }

    /** One table's stream and one function. Run by the pump only; {@code dirty} is set by writers. */
    private final class Mapping {
        private final String table;
        private final String function;
        private final int batchSize;
        private final @Nullable String filter;
        private final StreamMapping.Shards sharding;
        private @Nullable String arn;
        private @Nullable String hashKey;
        private final Map<String, Source> sources = new LinkedHashMap<>();
        private final Map<String, Shard> shards = new LinkedHashMap<>();
        private volatile boolean dirty = true;

        Mapping(String table, String function, StreamMapping options) {
            this.table = table;
            this.function = function;
            this.batchSize = options.batchSize();
            this.filter = options.filter();
            this.sharding = options.shards();
        }

        boolean wants(JsonNode streamRecord) {
            try {
                return filter == null || Ruler.matchesRule(streamRecord.toString(), filter);
            } catch (Exception unmatchable) {
                throw new IllegalStateException("The filter of table " + table + "'s stream", unmatchable);
            }
        }

        Optional<Instant> nextDue() {
            if (dirty) {
                return Optional.of(Instant.EPOCH);
            }
            synchronized (shards) {
                return shards.values().stream()
                        .flatMap(shard -> shard.nextDue().stream())
                        .min(Instant::compareTo);
            }
        }

        boolean run(Instant now) {
            if (dirty) {
                dirty = false;
                try {
                    fetch();
                } catch (IOException unreadable) {
                    dirty = true;
                    throw new UncheckedIOException("The stream of table " + table, unreadable);
                }
            }
            boolean did = false;
            for (Shard shard : List.copyOf(shards.values())) {
                did |= shard.run(now);
            }
            synchronized (shards) {
                Set<Shard> parents = new HashSet<>();
                shards.values().forEach(shard -> parents.add(shard.parent));
                shards.values().removeIf(shard -> parents.contains(shard) && shard.over());
            }
            return did;
        }

        private void fetch() throws IOException {
            if (arn == null) {
                arn = tables.streamArn(table);
                if (arn == null) {
                    return; // the table is not there yet; its first write makes this dirty again
                }
                hashKey = tables.hashKey(table);
            }
            try {
                fetch(arn);
            } catch (CallRefused gone) {
                arn = null; // the table was made anew
                throw gone;
            }
        }

        private void fetch(String arn) throws IOException {
            for (String id : tables.shards(arn)) {
                Source source = sources.computeIfAbsent(id, key -> new Source(tables::call, arn, key));
                source.reader.fetch(one -> {
                    if (wants(one)) {
                        shard(source, one).add(one);
                    }
                });
            }
        }

        /** The shard in which DynamoDB would deliver a record: the same one for all records of an item, in their order. */
        private Shard shard(Source source, JsonNode one) {
            if (sharding.equals(StreamMapping.Shards.ONE)) {
                synchronized (shards) {
                    return shards.computeIfAbsent(source.id, key -> new Shard(this, source.arn, key, null));
                }
            }
            String partitionKey =
                    one.path("dynamodb").path("Keys").path(hashKey).toString();
            int partition = Math.floorMod(partitionKey.hashCode(), sharding.partitions());
            long life = Math.floorDiv(
                    context.clock().now().getEpochSecond(), sharding.life().toSeconds());
            String id = source.id + "-" + partition + "-" + life;
            synchronized (shards) {
                Shard newest = source.newest.get(partition);
                Shard shard = shards.computeIfAbsent(id, key -> new Shard(this, source.arn, key, newest));
                source.newest.put(partition, shard);
                return shard;
            }
        }
    }

    /** One of DynamoDB Local's own shards, of which every stream has one. */
    private static final class Source {
        private final String arn;
        private final String id;
        private final ShardReader reader;
        private final Map<Integer, Shard> newest = new HashMap<>();

        Source(ShardReader.Calls calls, String arn, String id) {
            this.arn = arn;
            this.id = id;
            this.reader = new ShardReader(calls, arn, id);
        }
    }

    private record Window(Instant start, Instant end, JsonNode state) {
        static Window at(Instant now) {
            Instant start =
                    Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), WINDOW.toSeconds()) * WINDOW.toSeconds());
            return new Window(start, start.plus(WINDOW), JSON.createObjectNode());
        }
    }

    /** A shard's records that were read and not yet taken. */
    private final class Shard {
        private final Mapping mapping;
        private final String streamArn;
        private final String id;
        private final ArrayDeque<JsonNode> records = new ArrayDeque<>();
        private @Nullable Shard parent;
        private int failures;
        private Instant retryAt = Instant.EPOCH;
        private @Nullable Window window;

        /** @param parent whose records all come before its own; null: there is none */
        Shard(Mapping mapping, String streamArn, String id, @Nullable Shard parent) {
            this.mapping = mapping;
            this.streamArn = streamArn;
            this.id = id;
            this.parent = parent;
        }

        synchronized void add(JsonNode one) {
            records.add(one);
        }

        /** Whether it has nothing to deliver. */
        synchronized boolean over() {
            return records.isEmpty() && window == null;
        }

        synchronized Optional<Instant> nextDue() {
            if (!records.isEmpty()) {
                return Optional.of(retryAt);
            }
            Window open = window;
            return open == null ? Optional.empty() : Optional.of(open.end());
        }

        boolean run(Instant now) {
            Shard before = parent;
            if (before != null) {
                if (!before.over()) {
                    return false;
                }
                parent = null;
            }
            boolean did = false;
            Window open = window;
            if (open != null && !open.end().isAfter(now) && (records.isEmpty() || failures == 0)) {
                invoke(List.of(), open, true);
                did = true;
            }
            if (records.isEmpty() || retryAt.isAfter(now)) {
                return did;
            }
            List<JsonNode> batch;
            synchronized (this) {
                batch = records.stream().limit(mapping.batchSize).toList();
            }
            Window current = window == null ? Window.at(now) : window;
            int taken = invoke(batch, current, false);
            synchronized (this) {
                for (int i = 0; i < taken; i++) {
                    records.remove();
                }
                failures = taken == batch.size() ? 0 : failures + 1;
                retryAt = failures < 2 ? Instant.EPOCH : now.plus(backoff());
            }
            return true;
        }

        /** The first retry comes at once, the next ones after 1, 2, 4 ... seconds. */
        private Duration backoff() {
            Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 2, 10));
            return doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
        }

        /** @return how many records, from the first, the function took */
        private int invoke(List<JsonNode> batch, Window at, boolean last) {
            ObjectNode event = JSON.createObjectNode();
            ArrayNode array = event.putArray("Records");
            for (JsonNode one : batch) {
                ObjectNode record = one.deepCopy();
                record.put("eventSourceARN", streamArn);
                array.add(record);
            }
            event.putObject("window")
                    .put("start", at.start().toString())
                    .put("end", at.end().toString());
            event.set("state", at.state());
            event.put("shardId", id);
            event.put("eventSourceARN", streamArn);
            event.put("isFinalInvokeForWindow", last);
            event.put("isWindowTerminatedEarly", false);
            try {
                byte[] returned =
                        context.invoke(mapping.function, event.toString().getBytes(StandardCharsets.UTF_8));
                JsonNode answer = returned.length == 0 ? JSON.nullNode() : JSON.readTree(returned);
                synchronized (this) {
                    JsonNode state = answer.path("state");
                    window = last ? null : new Window(at.start(), at.end(), state.isObject() ? state : at.state());
                }
                return accepted(batch, answer.path("batchItemFailures"));
            } catch (DeliveryFailed | IOException failed) {
                // Logged where it was thrown. A window whose last invocation fails is given up, so that it cannot block
                // the shard.
                synchronized (this) {
                    window = last ? null : at;
                }
                return 0;
            }
        }

        private static int accepted(List<JsonNode> batch, JsonNode failures) {
            Set<String> failed = new HashSet<>();
            failures.forEach(one -> failed.add(one.path("itemIdentifier").asText()));
            if (failed.isEmpty()) {
                return batch.size();
            }
            List<String> numbers = new ArrayList<>();
            batch.forEach(one ->
                    numbers.add(one.path("dynamodb").path("SequenceNumber").asText()));
            if (!numbers.containsAll(failed)) {
                return 0; // an identifier that is not in the batch fails all of it, as on Lambda
            }
            int first = 0;
            while (!failed.contains(numbers.get(first))) {
                first++;
            }
            return first;
        }
    }
}
