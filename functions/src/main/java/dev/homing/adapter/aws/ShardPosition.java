package dev.homing.adapter.aws;

import dev.homing.domain.Hash;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A place in a shard of the stream, in as few bytes as it takes: a row keeps one for every shard that added to it in a day, and shards are new
 * every few hours, several at a time. With its attribute's name a position of 28 digits, as DynamoDB gives them, takes 24 bytes.
 *
 * @param bytes the sequence number: how many bytes it has, then these, the highest first. So bytes compare as the numbers do, whatever their
 *     lengths; DynamoDB compares binary values as unsigned bytes
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">StreamRecord: 21 to 40 digits</a>
 */
record ShardPosition(byte[] bytes) implements Comparable<ShardPosition> {
    /** A stream keeps records for 24 hours: what was taken longer ago cannot come again. The rest is for clocks and for a handler's time. */
    static final Duration KEPT = Duration.ofHours(26);

    /** No counter's name begins so. */
    private static final String PREFIX = "@";

    /** 40 bits: among the hundreds of shards that a row can hold, two of one hash are a matter of 1 in 10 million. */
    private static final int SHARD_HASH = 8;

    /** When it was taken, in hours: two bytes, which begin again after seven years. */
    private static final int STAMP_BYTES = 2;

    private static final int STAMPS = 1 << (8 * STAMP_BYTES);

    static ShardPosition of(String sequence) {
        byte[] number = new BigInteger(sequence).toByteArray();
        int from = number.length > 1 && number[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[1 + number.length - from];
        bytes[0] = (byte) (number.length - from);
        System.arraycopy(number, from, bytes, 1, number.length - from);
        return new ShardPosition(bytes);
    }

    static ShardPosition ofStored(byte[] stored) {
        return new ShardPosition(Arrays.copyOf(stored, stored.length - STAMP_BYTES));
    }

    /** The name of the attribute that has a shard's position. */
    static String attribute(String shard) {
        return PREFIX + Hash.name(SHARD_HASH, shard);
    }

    static boolean isAttribute(String name) {
        return name.startsWith(PREFIX);
    }

    /** As it is kept, with the time; longer than the bare one and so not lower than it. */
    byte[] stored(Instant now) {
        byte[] stored = Arrays.copyOf(bytes, bytes.length + STAMP_BYTES);
        int stamp = stamp(now);
        stored[bytes.length] = (byte) (stamp >> 8);
        stored[bytes.length + 1] = (byte) stamp;
        return stored;
    }

    /** Whether it was taken so long ago that nothing of its shard up to it can come again. */
    static boolean over(byte[] stored, Instant now) {
        int taken = ((stored[stored.length - 2] & 0xff) << 8) | (stored[stored.length - 1] & 0xff);
        // The stamp leaves out up to an hour, so one more has to pass.
        return Math.floorMod(stamp(now) - taken, STAMPS) > KEPT.toHours();
    }

    private static int stamp(Instant at) {
        return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond(), 3_600L), (long) STAMPS);
    }

    @Override
    public int compareTo(ShardPosition other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardPosition position && Arrays.equals(bytes, position.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
