package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A table: its items in their order, its indexes and its stream. Whoever reads or writes holds its lock. */
final class Table implements Comparable<Table> {
    private final String name;
    private final KeySchema key;
    private final JsonNode asked;
    private final Instant createdAt;
    private final List<Index> indexes;
    private final @Nullable StreamLog stream;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Place, Stored> items = new TreeMap<>();
    private volatile @Nullable Expiry expiry;

    /** @param asked the request that made it */
    Table(
            String name,
            KeySchema key,
            JsonNode asked,
            Instant createdAt,
            List<IndexSchema> indexes,
            @Nullable StreamLog stream) {
        this.name = name;
        this.key = key;
        this.asked = asked;
        this.createdAt = createdAt;
        this.indexes = indexes.stream().map(Index::new).toList();
        this.stream = stream;
    }

    String name() {
        return name;
    }

    KeySchema key() {
        return key;
    }

    JsonNode asked() {
        return asked;
    }

    Instant createdAt() {
        return createdAt;
    }

    List<Index> indexes() {
        return indexes;
    }

    /** @throws Refusal when it has no such index */
    Index index(String index) {
        return indexes.stream()
                .filter(one -> one.schema().name().equals(index))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("The table does not have the specified index: " + index));
    }

    /** Null: it has none. */
    @Nullable
    StreamLog stream() {
        return stream;
    }

    ReentrantLock lock() {
        return lock;
    }

    NavigableMap<Place, Stored> items() {
        return items;
    }

    @Nullable
    Expiry expiry() {
        return expiry;
    }

    /** @param attribute null: items do not expire any more */
    void expireBy(@Nullable String attribute) {
        Expiry begun = attribute == null ? null : new Expiry(attribute);
        if (begun != null) {
            items.values().forEach(item -> begun.follow(null, item));
        }
        expiry = begun;
    }

    @Nullable
    Stored get(Place place) {
        return items.get(place);
    }

    /** Checks what can be checked of an item by itself, and measures it. */
    Stored measured(ObjectNode item, String tooLarge) {
        key.requireIn(item);
        for (Index index : indexes) {
            KeySchema of = index.schema().key();
            for (String attribute : of.names()) {
                JsonNode value = item.get(attribute);
                if (value == null) {
                    continue;
                }
                if (!value.has(of.type(attribute))) {
                    throw Refusal.parameters("Type mismatch for Index Key " + attribute + " Expected: "
                            + of.type(attribute) + " Actual: " + Values.type(value) + " IndexName: "
                            + index.schema().name());
                }
                if (!value.has("N") && Values.content(value).asText().isEmpty()) {
                    String kind = value.has("S") ? "string" : "binary";
                    throw Refusal.invalid(
                            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                                    + "The AttributeValue for a key attribute cannot contain an empty " + kind
                                    + " value. IndexName: " + index.schema().name() + ", IndexKey: " + attribute);
                }
            }
        }
        int size = Sizes.item(item);
        if (size > Sizes.LARGEST_ITEM) {
            throw Refusal.invalid(tooLarge);
        }
        return new Stored(key.place(item), Packed.of(item), size);
    }

    /**
     * Stores or removes an item.
     *
     * @param now null: remove it
     * @param atSeconds when, in seconds of the epoch
     * @param expired whether time to live removes it
     */
    void write(Place place, @Nullable Stored now, long atSeconds, boolean expired, Capacity capacity) {
        Stored old = now == null ? items.remove(place) : items.put(place, now);
        capacity.table(name, Capacity.written(Math.max(old == null ? 0 : old.size(), now == null ? 0 : now.size())));
        for (Index index : indexes) {
            capacity.index(name, index.schema().name(), index.follow(old, now));
        }
        Expiry expires = expiry;
        if (expires != null) {
            expires.follow(old, now);
        }
        boolean changed =
                old == null ? now != null : now == null || !Values.sameAttributes(old.attributes(), now.attributes());
        if (stream != null && changed) {
            stream.add(key, old, now, atSeconds, expired);
        }
    }

    @Override
    public int compareTo(Table other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table && table.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
