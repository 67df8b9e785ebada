package dev.homing.adapter.json.stored;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Hashes of eight bytes as one base64 text; 11 stored bytes each, mostly. */
final class HashesCodec {
    private HashesCodec() {}

    /** Null where there are none. */
    static @Nullable String write(Collection<Long> hashes) {
        if (hashes.isEmpty()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Long.BYTES);
        hashes.forEach(bytes::putLong);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static SortedSet<Long> sorted(@Nullable String text) {
        return new TreeSet<>(read(text));
    }

    /** In the order in which they were written. */
    static SequencedSet<Long> read(@Nullable String text) {
        SequencedSet<Long> hashes = new LinkedHashSet<>();
        if (text != null) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            while (bytes.hasRemaining()) {
                hashes.add(bytes.getLong());
            }
        }
        return hashes;
    }
}
