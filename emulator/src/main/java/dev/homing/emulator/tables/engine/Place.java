package dev.homing.emulator.tables.engine;

/**
 * Where an item lies: its partition key and its sort key. The order is the one of a scan: partitions spread by a hash, and sorted within.
 *
 * @param sort {@link #UNSORTED} where the table has none
 */
record Place(KeyPart partition, KeyPart sort) implements Comparable<Place> {
    /** Comes before all values of a key. */
    static final KeyPart LOWEST = new KeyPart.Edge(false);

    /** Comes after all values of a key. */
    static final KeyPart HIGHEST = new KeyPart.Edge(true);

    /** Stands for the sort key of a table without one. */
    static final KeyPart UNSORTED = new KeyPart.Text("");

    /** Before all places. */
    static final Place FIRST = new Place(LOWEST, LOWEST);

    /** After all places. */
    static final Place LAST = new Place(HIGHEST, HIGHEST);

    @Override
    public int compareTo(Place other) {
        if (!partition.equals(other.partition)) {
            boolean edge = partition instanceof KeyPart.Edge || other.partition instanceof KeyPart.Edge;
            int byHash = edge ? 0 : Integer.compare(partition.hashCode(), other.partition.hashCode());
            return byHash != 0 ? byHash : partition.compareTo(other.partition);
        }
        return sort.compareTo(other.sort);
    }
}
