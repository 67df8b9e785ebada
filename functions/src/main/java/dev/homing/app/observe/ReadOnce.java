package dev.homing.app.observe;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is read when it is asked for first, and then known; for one thread. */
final class ReadOnce<T> implements Supplier<T> {
    private final Supplier<T> read;
    private @Nullable T known;

    ReadOnce(Supplier<T> read) {
        this.read = read;
    }

    @Override
    public T get() {
        T value = known;
        if (value == null) {
            value = read.get();
            known = value;
        }
        return value;
    }
}
