package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a global secondary index has; guarded by its table's lock. */
final class Index {
    private final IndexSchema schema;
    private final TreeMap<Entry, Stored> entries = new TreeMap<>(Entry.ORDER);

    /** Where an entry lies: by the index's key, and by the item's own where several have the same. */
    record Entry(Place place, Place item) {
        static final Comparator<Entry> ORDER =
                Comparator.comparing(Entry::place).thenComparing(Entry::item);
    }

    Index(IndexSchema schema) {
        this.schema = schema;
    }

    IndexSchema schema() {
        return schema;
    }

    NavigableMap<Entry, Stored> entries() {
        return entries;
    }

    /**
     * Follows a write.
     *
     * @param before null: there was no item
     * @param after null: there is none
     * @return what it costs, in write units
     */
    int follow(@Nullable Stored before, @Nullable Stored after) {
        Entered was = before == null ? null : entered(before);
        Entered is = after == null ? null : entered(after);
        if (was != null && is != null && was.at.equals(is.at)) {
            entries.put(is.at, is.kept);
            return Values.sameAttributes(was.kept.attributes(), is.kept.attributes())
                    ? 0
                    : Capacity.written(Math.max(was.kept.size(), is.kept.size()));
        }
        int units = 0;
        if (was != null) {
            entries.remove(was.at);
            units += Capacity.written(was.kept.size());
        }
        if (is != null) {
            entries.put(is.at, is.kept);
            units += Capacity.written(is.kept.size());
        }
        return units;
    }

    private record Entered(Entry at, Stored kept) {}

    /** Null: the index does not know such an item. */
    private @Nullable Entered entered(Stored item) {
        if (!schema.key().covers(item.attributes())) {
            return null;
        }
        ObjectNode kept = schema.projection(item.attributes());
        Place place = schema.key().place(kept);
        return new Entered(
                new Entry(place, item.place()),
                new Stored(place, kept, schema.whole() ? item.size() : Sizes.item(kept)));
    }
}
