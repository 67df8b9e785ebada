package dev.homing.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The measurements, one after the other, on a stack that was started for them. What has to come out is counted; how long it takes is not judged. */
public final class Measuring {
    private static final Duration WARM = Duration.ofSeconds(1);

    private final List<Row> rows = new ArrayList<>();
    private final Consumer<String> progress;
    private final int scale;
    private int run;

    /**
     * @param scale how many customers a measurement takes; the journeys take as many
     * @param progress is told what is being measured
     */
    public Measuring(int scale, Consumer<String> progress) {
        this.scale = scale;
        this.progress = progress;
    }

    /** Something that takes time, and how many of it were done. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /**
     * Starts it, measures it, and ends it.
     *
     * @throws IllegalStateException when something was lost, or came twice
     */
    public List<Row> of(Path launcher, List<String> options) throws IOException {
        progress.accept("Starting");
        try (Running homing = Running.start(launcher, options);
                Shop shop = new Shop(homing.url())) {
            rows.add(new Row(
                    "start until ready",
                    homing.start().toMillis() / 1000.0,
                    "s",
                    (double) homing.cpu().toMillis(),
                    null));
            memory(homing, "memory after the start", false);
            warm(shop);
            unmatched(homing, shop);
            accepted(homing, shop, "events accepted, one a request", scale, 1);
            accepted(homing, shop, "events accepted, 100 a request", scale * 4, 100);
            messages(homing, shop);
            latency(shop, 20);
            latency(shop, 100);
            journeys(homing, shop);
            memory(homing, "memory at most", true);
        }
        return List.copyOf(rows);
    }

    private void memory(Running homing, String name, boolean most) {
        Long megabytes = homing.memory(most);
        if (megabytes != null) {
            rows.add(new Row(name, megabytes, "MB", null, null));
        }
    }

    private void warm(Shop shop) throws IOException {
        progress.accept("Warming up");
        String prefix = prefix();
        shop.send(scale / 2, 50, 4, i -> shop.track("Page Read", prefix + i));
        pay(shop, prefix, scale / 10, 4);
        shop.advance(WARM);
    }

    private String prefix() {
        return "bench" + run++ + "x" + Long.toString(System.nanoTime(), 36) + "-";
    }

    private void measured(Running homing, String name, int count, Work work) throws IOException {
        Duration cpu = homing.cpu();
        Duration own = own();
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        rows.add(new Row(
                name,
                count / seconds,
                "/s",
                millis(homing.cpu().minus(cpu)) / count,
                millis(own().minus(own)) / count));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void unmatched(Running homing, Shop shop) throws IOException {
        progress.accept("Events that no campaign waits for");
        String prefix = prefix();
        measured(homing, "unmatched events processed", scale, () -> {
            shop.send(scale, 100, 4, i -> shop.track("Page Read", prefix + i % (scale / 4)));
            shop.advance(Duration.ZERO);
        });
    }

    private void accepted(Running homing, Shop shop, String name, int events, int batch) throws IOException {
        progress.accept(name);
        String prefix = prefix();
        measured(homing, name, events, () -> shop.send(events, batch, 8, i -> shop.track("Page Read", prefix + i)));
        shop.advance(Duration.ZERO);
    }

    private void messages(Running homing, Shop shop) throws IOException {
        progress.accept("Campaigns of one message");
        String prefix = prefix();
        int count = scale / 2;
        measured(homing, "campaigns of one message, feedback included", count, () -> {
            pay(shop, prefix, count, 4);
            shop.advance(Duration.ZERO);
        });
        once(shop.inbox(prefix), count, "emails of campaigns of one message");
    }

    private static void pay(Shop shop, String prefix, int count, int connections) throws IOException {
        shop.send(2 * count, 50, connections, i -> {
            String customer = prefix + i / 2;
            return i % 2 == 0 ? shop.identify(customer, phone(i)) : failed(shop, customer);
        });
    }

    static ObjectNode failed(Shop shop, String customer) {
        var message = shop.track("Payment Failed", customer);
        message.withObject("/properties").put("order_id", "O-" + customer);
        return message;
    }

    static String phone(int i) {
        return String.format(Locale.ROOT, "+49151%08d", i);
    }

    private void latency(Shop shop, int perSecond) throws IOException {
        progress.accept("Event to inbox at " + perSecond + " a second");
        String prefix = prefix();
        int count = perSecond * 10;
        shop.send(count, 50, 4, i -> shop.identify(prefix + i, phone(i)));
        shop.advance(Duration.ZERO);
        // The stack's clock runs ahead of ours by what it was put forward.
        Duration ahead = Duration.between(Instant.now(), shop.now());
        Instant[] sentAt = new Instant[count];
        List<Future<?>> sent = new ArrayList<>();
        long begun = System.nanoTime();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = begun + i * 1_000_000_000L / perSecond;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                int at = i;
                sent.add(senders.submit(() -> {
                    sentAt[at] = Instant.now();
                    shop.send(1, 1, 1, _ -> failed(shop, prefix + at));
                    return null;
                }));
            }
        }
        for (Future<?> one : sent) {
            answered(one);
        }
        shop.advance(Duration.ZERO);
        List<JsonNode> arrived = shop.inbox(prefix);
        once(arrived, count, "emails at " + perSecond + " a second");
        List<Double> late = new ArrayList<>();
        for (JsonNode message : arrived) {
            String to = message.path("to").asText();
            int at = Integer.parseInt(to.substring(prefix.length(), to.indexOf('@')));
            Instant left = sentAt[at].plus(ahead);
            late.add((double)
                    Duration.between(left, Instant.parse(message.path("at").asText()))
                            .toMillis());
        }
        late.sort(Double::compare);
        rows.add(new Row("event to inbox at " + perSecond + "/s, p50", late.get(count / 2), "ms", null, null));
        rows.add(new Row("event to inbox at " + perSecond + "/s, p99", late.get(count * 99 / 100), "ms", null, null));
    }

    private static void answered(Future<?> sent) throws IOException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IOException("An event was not taken", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while events were sent", e);
        }
    }

    private void journeys(Running homing, Shop shop) throws IOException {
        progress.accept("Journeys of an email, a day and a WhatsApp message");
        String prefix = prefix();
        Duration cpu = homing.cpu();
        long begun = System.nanoTime();
        shop.send(2 * scale, 50, 4, i -> {
            String customer = prefix + i / 2;
            if (i % 2 == 0) {
                return shop.identify(customer, String.format(Locale.ROOT, "+49152%08d", i));
            }
            var added = shop.track("Product Added", customer);
            added.withObject("/properties")
                    .put("product_id", "mug")
                    .put("name", "Stoneware mug")
                    .put("price", 18.90)
                    .put("quantity", 1)
                    .put("currency", "EUR");
            return added;
        });
        shop.advance(Duration.ofMinutes(31));
        shop.advance(Duration.ofDays(1).plusMinutes(1));
        double seconds = (System.nanoTime() - begun) / 1e9;
        once(shop.inbox(prefix), scale, "emails of journeys");
        once(shop.inbox("+49152"), scale, "WhatsApp messages of journeys");
        rows.add(new Row(
                scale + " cart journeys", seconds, "s", millis(homing.cpu().minus(cpu)) / scale, null));
    }

    /** Nobody was left out, and nobody got it twice. */
    static void once(List<JsonNode> messages, int expected, String what) {
        Set<String> to = new HashSet<>();
        messages.forEach(message -> to.add(message.path("to").asText()));
        if (messages.size() != expected || to.size() != expected) {
            throw new IllegalStateException(expected + " " + what + " were expected; there are " + messages.size()
                    + ", to " + to.size() + " addresses");
        }
    }
}
