package dev.homing.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does what is independent at the same time: most of a batch's time is waiting for answers, and a function is billed for waiting. See
 * decision 0009.
 */
public final class SideBySide {
    /** In order, by the calling thread. */
    public static final SideBySide ONE_BY_ONE = new SideBySide(null);

    private final @Nullable ExecutorService workers;

    private SideBySide(@Nullable ExecutorService workers) {
        this.workers = workers;
    }

    /** @param most that are worked on at the same time */
    public static SideBySide of(int most) {
        return new SideBySide(Executors.newFixedThreadPool(
                most, Thread.ofPlatform().name("side-by-side-", 1).daemon().factory()));
    }

    /**
     * Returns when all is done; the order is any.
     *
     * @param work is called once for each item, from several threads at a time; what it throws leaves the others alone and is thrown
     *     once they are done
     */
    public <T> void each(Collection<T> items, Consumer<T> work) {
        if (workers == null || items.size() < 2) {
            items.forEach(work);
            return;
        }
        List<Future<?>> inProgress = new ArrayList<>();
        items.forEach(item -> inProgress.add(workers.submit(() -> work.accept(item))));
        Throwable failed = null;
        for (Future<?> one : inProgress) {
            try {
                one.get();
            } catch (ExecutionException why) {
                failed = why.getCause();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                failed = stopped;
            }
        }
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }
}
