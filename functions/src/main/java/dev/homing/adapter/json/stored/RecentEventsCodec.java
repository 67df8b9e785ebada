package dev.homing.adapter.json.stored;

import dev.homing.domain.state.RecentEvents;
import dev.homing.domain.state.RecentEvents.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest events as one base64 text: for each the eight bytes of its hash, then how many milliseconds after the one before it happened,
 * as a number of one to ten bytes (seven bits each, sign in the lowest bit). Ten bytes an event, mostly.
 */
final class RecentEventsCodec {
    private RecentEventsCodec() {}

    static @Nullable String write(List<Entry> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 12);
        long before = 0;
        for (Entry entry : entries) {
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(entry.idHash()).array());
            long millis = roundedUp(entry.at());
            writeNumber(bytes, millis - before);
            before = millis;
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    static RecentEvents read(@Nullable String text, @Nullable Instant evictedThrough) {
        return new RecentEvents(entries(text), evictedThrough);
    }

    static List<Entry> entries(@Nullable String text) {
        List<Entry> entries = new ArrayList<>();
        if (text != null) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            long before = 0;
            while (bytes.hasRemaining()) {
                long hash = bytes.getLong();
                before += readNumber(bytes);
                entries.add(new Entry(hash, Instant.ofEpochMilli(before)));
            }
        }
        return entries;
    }

    /**
     * Up, so that the time of the newest one dropped is never earlier than it was: an event between the two would count again. Times that do
     * not fit in milliseconds, 292 million years away, become the nearest that do.
     */
    private static long roundedUp(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MILLIS);
        Instant up = floor.equals(at) || floor.equals(Instant.MAX.truncatedTo(ChronoUnit.MILLIS))
                ? floor
                : floor.plusMillis(1);
        long furthest = Long.MAX_VALUE / 4;
        return Math.abs(up.getEpochSecond()) > furthest / 1000
                ? (up.getEpochSecond() < 0 ? -furthest : furthest)
                : up.toEpochMilli();
    }

    private static void writeNumber(ByteArrayOutputStream bytes, long number) {
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7fL) != 0) {
            bytes.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    private static long readNumber(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return (number >>> 1) ^ -(number & 1);
            }
        }
    }
}
