package dev.homing.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What an event costs as more is kept, and whether a long time at a steady rate changes anything. */
public final class Growing {
    /** A tenth of the events is measured at the beginning, and a tenth at the end. */
    private static final int PARTS = 10;

    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();

    /** @param progress is told what is being measured */
    public Growing(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * So many events of one customer, and five times as many customers with an event each.
     *
     * @throws IllegalStateException when it does not start
     */
    public List<Row> large(Path launcher, List<String> options, int events) throws IOException {
        progress.accept("Starting");
        try (Running homing = Running.start(launcher, options);
                Shop shop = new Shop(homing.url())) {
            filled(homing, shop, events / 2, "warming up", i -> "warm" + i % 500);
            rows.clear();
            filled(homing, shop, events, "one customer's", _ -> "faithful");
            filled(homing, shop, 5 * events, "as many customers'", i -> "many" + i);
            memory(homing, "memory at most, " + 6 * events + " events", true);
        }
        return List.copyOf(rows);
    }

    private void filled(Running homing, Shop shop, int events, String whose, IntFunction<String> customer)
            throws IOException {
        int part = events / PARTS;
        for (int i = 0; i < PARTS; i++) {
            progress.accept(whose + " events, " + (i + 1) + " of " + PARTS + " parts");
            int from = i * part;
            Duration cpu = homing.cpu();
            long begun = System.nanoTime();
            shop.send(part, 100, 4, at -> shop.track("Page Read", customer.apply(from + at)));
            shop.advance(Duration.ZERO);
            if (i == 0 || i == PARTS - 1) {
                rows.add(new Row(
                        String.format(Locale.ROOT, "%s events, %d to %d", whose, from, from + part),
                        part / ((System.nanoTime() - begun) / 1e9),
                        "/s",
                        homing.cpu().minus(cpu).toNanos() / 1e6 / part,
                        null));
            }
        }
    }

    /**
     * Twenty events a second for a while, each sending an email, with the clock running as it does.
     *
     * @throws IllegalStateException when one was lost, or came twice
     */
    public List<Row> soak(Path launcher, List<String> options, Duration lasts) throws IOException {
        progress.accept("Starting");
        try (Running homing = Running.start(launcher, options);
                Shop shop = new Shop(homing.url())) {
            int seconds = (int) lasts.toSeconds();
            memory(homing, "soak: memory at the beginning", false);
            Duration cpu = homing.cpu();
            long begun = System.nanoTime();
            for (int second = 0; second < seconds; second++) {
                if (second % 10 == 0) {
                    progress.accept("Soak, " + second + " of " + seconds + " s");
                }
                int first = second * 10;
                shop.send(20, 20, 1, i -> {
                    String customer = "soak" + (first + i / 2);
                    return i % 2 == 0
                            ? shop.identify(customer, Measuring.phone(first + i))
                            : Measuring.failed(shop, customer);
                });
                long due = begun + (second + 1) * 1_000_000_000L;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                if (second == seconds / 2) {
                    memory(homing, "soak: memory half way", false);
                }
            }
            shop.advance(Duration.ZERO);
            rows.add(new Row(
                    "soak: emails",
                    10.0 * seconds,
                    "",
                    homing.cpu().minus(cpu).toNanos() / 1e6 / (10.0 * seconds),
                    null));
            memory(homing, "soak: memory at the end", false);
            Measuring.once(shop.inbox("soak"), 10 * seconds, "emails of the soak");
        }
        return List.copyOf(rows);
    }

    private void memory(Running homing, String name, boolean most) {
        Long megabytes = homing.memory(most);
        if (megabytes != null) {
            rows.add(new Row(name, megabytes, "MB", null, null));
        }
    }
}
