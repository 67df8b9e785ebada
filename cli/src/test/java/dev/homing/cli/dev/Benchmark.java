package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * What a start, an event and a message take in time and processor: the packaged functions as AWS runs them, each a JVM of its own under
 * Lambda's runtime interface client, on the emulator in this one. Not a test: it judges nothing and wants a machine that does nothing
 * else. {@code docs/performance.md} says how to run it and what it gave.
 */
public final class Benchmark {
    private static final List<String> LAMBDAS_OWN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final List<String> BOTH_COMPILERS = List.of("-XX:+UseSerialGC");
    private static final int STARTS = 5;

    /** A first delivery for each function, under {@code events/aws}. */
    private static final Map<String, String> DELIVERIES = new LinkedHashMap<>();

    static {
        DELIVERIES.put("EventHandler", "sqs-events.json");
        DELIVERIES.put("TimerHandler", "sqs-timers.json");
        DELIVERIES.put("OutcomeHandler", "sqs-outcomes.json");
        DELIVERIES.put("EmailSendHandler", "sqs-email.json");
        DELIVERIES.put("WhatsAppSendHandler", "sqs-email.json");
        DELIVERIES.put("FeedbackHandler", "sqs-feedback.json");
        DELIVERIES.put("CountHandler", "dynamodb-activity.json");
        DELIVERIES.put("AdminHandler", "http-admin.json");
        DELIVERIES.put("CollectHandler", "http-track.json");
        DELIVERIES.put("TrackHandler", "http-unsubscribe.json");
        DELIVERIES.put("WhatsAppHookHandler", "http-whatsapp-verification.json");
        DELIVERIES.put("PageHandler", "http-admin.json");
    }

    private final Path home;
    private final Unpacked unpacked;

    private Benchmark(Path home, Unpacked unpacked) {
        this.home = home;
        this.unpacked = unpacked;
    }

    /** @param arguments the project's folder, the zip in it already; then {@code starts} or {@code work} for one of the two alone */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path zip = home.resolve("functions/target/lambda.zip");
        System.out.printf(Locale.ROOT, "lambda.zip: %.1f MB%n%n", Files.size(zip) / 1e6);
        Benchmark benchmark = new Benchmark(home, Unpacked.of(zip));
        String only = arguments.length > 1 ? arguments[1] : "";
        if (!only.equals("work")) {
            benchmark.starts();
        }
        if (!only.equals("starts")) {
            benchmark.work();
        }
        // DynamoDB Local leaves threads behind.
        System.exit(0);
    }

    private void starts() throws IOException {
        System.out.println(
                "Starts, medians of " + STARTS + " in ms: until the function asks for its first delivery,"
                        + " until it has answered it, and processor time until then; and the memory it had at most by then, in MB");
        System.out.println("| function | C1 | | | MB | both compilers | | | MB | C1, AOT cache | | | MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        try (DevStack stack = start((_, handler) -> handler)) {
            for (Map.Entry<String, String> delivery : DELIVERIES.entrySet()) {
                byte[] event = Files.readAllBytes(home.resolve("events/aws").resolve(delivery.getValue()));
                String function = delivery.getKey();
                System.out.println("| " + function + " | "
                        + started(function, LAMBDAS_OWN, event, stack) + " | "
                        + started(function, BOTH_COMPILERS, event, stack) + " | "
                        + started(function, cached(function, event, stack), event, stack) + " |");
            }
        }
        System.out.println();
    }

    /** Trains an ahead-of-time cache by one start and one delivery. */
    private List<String> cached(String function, byte[] event, DevStack stack) {
        Path cache = unpacked.folder().resolve(function + ".aot");
        List<String> flags = new ArrayList<>(LAMBDAS_OWN);
        flags.add("-XX:AOTCacheOutput=" + cache);
        try (FunctionProcess training = new FunctionProcess(unpacked, function, flags, stack.environment())) {
            training.awaitStart();
            attempt(training, event);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no ahead-of-time cache was written for " + function);
        }
        flags.set(flags.size() - 1, "-XX:AOTCache=" + cache);
        return flags;
    }

    private String started(String function, List<String> flags, byte[] event, DevStack stack) {
        long[] until = new long[STARTS];
        long[] answered = new long[STARTS];
        long[] cpu = new long[STARTS];
        long[] memory = new long[STARTS];
        for (int start = 0; start < STARTS; start++) {
            try (FunctionProcess process = new FunctionProcess(unpacked, function, flags, stack.environment())) {
                until[start] = process.awaitStart().toMillis();
                attempt(process, event);
                answered[start] = process.sinceStart().toMillis();
                cpu[start] = process.cpu().toMillis();
                memory[start] = process.peakMegabytes();
            }
        }
        return median(until) + " | " + median(answered) + " | " + median(cpu) + " | " + median(memory);
    }

    /** The samples name a machine and customers that are not there: being refused is an answer too. */
    private static void attempt(FunctionProcess process, byte[] event) {
        try {
            process.invoke(event);
        } catch (RuntimeException refused) {
            System.err.println(refused.getMessage());
        }
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private void work() {
        for (List<String> flags : List.of(LAMBDAS_OWN, BOTH_COMPILERS)) {
            System.out.println("Work with " + String.join(" ", flags) + ", warm");
            System.out.println("| what | function | invocations | CPU-ms each | CPU-ms an item | ms each |");
            System.out.println("|---|---|---|---|---|---|");
            Processes processes = new Processes(flags);
            try (DevStack stack = start(processes);
                    EventBridgeClient bus = stack.client(EventBridgeClient.builder())) {
                processes.begin(stack.environment());
                Story story = new Story(stack, bus, processes);
                story.tell("warming up", 600, true, story::view);
                story.tell("warming up", 200, true, story::add);
                story.tell("warming up", 200, true, story::paymentFailed);
                System.out.println("| | | | | | |");
                story.tell("event that only changes aggregates, ten in a batch", 1000, true, story::view);
                story.tell("the same, alone", 200, false, story::view);
                story.tell("event that arms a timer, ten in a batch", 500, true, story::add);
                story.tell("event that sends an email, with its delivery", 500, true, story::paymentFailed);
            } finally {
                processes.close();
            }
            System.out.println();
        }
    }

    private DevStack start(DevStack.Around around) {
        return DevStack.start(new DevOptions(0, 0, false, null, home, Clock.systemUTC()), _ -> {}, around);
    }

    /** Puts each function that reads a queue or a stream into a process of its own, and notes what each invocation took. */
    private final class Processes implements DevStack.Around, AutoCloseable {
        private final List<String> flags;
        private final Map<String, FunctionProcess> processes = new ConcurrentHashMap<>();
        private final Map<String, Taken> taken = new ConcurrentHashMap<>();
        private Map<String, String> environment = Map.of();

        Processes(List<String> flags) {
            this.flags = flags;
        }

        /** Until now all ran in this process, as the stack came up. */
        void begin(Map<String, String> environment) {
            this.environment = new HashMap<>(environment);
            // As on AWS: what changes in the configuration is seen after a minute.
            this.environment.remove("CONFIGURATION_MAX_AGE");
        }

        @Override
        public JsonHandler of(String name, JsonHandler handler) {
            return DELIVERIES.getOrDefault(name, "http").startsWith("http")
                    ? handler
                    : event -> environment.isEmpty() ? handler.handle(event) : invoke(name, event);
        }

        private byte[] invoke(String name, byte[] event) {
            FunctionProcess process =
                    processes.computeIfAbsent(name, _ -> new FunctionProcess(unpacked, name, flags, environment));
            long before = System.nanoTime();
            byte[] answer = process.invoke(event);
            taken.computeIfAbsent(name, _ -> new Taken()).add(System.nanoTime() - before, items(event));
            return answer;
        }

        private int items(byte[] event) {
            try {
                return DevClient.JSON.readTree(event).path("Records").size();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Map<String, Duration> cpu() {
            Map<String, Duration> used = new HashMap<>();
            processes.forEach((name, process) -> used.put(name, process.cpu()));
            return used;
        }

        @Override
        public void close() {
            processes.values().forEach(FunctionProcess::close);
        }
    }

    private static final class Taken {
        private int invocations;
        private int items;
        private long nanos;

        synchronized void add(long nanos, int items) {
            this.invocations++;
            this.nanos += nanos;
            this.items += items;
        }
    }

    /** Lets customers do one thing each, and prints what the functions took for it. */
    private static final class Story {
        private final DevClient homing;
        private final EventBridgeClient bus;
        private final Processes processes;
        private final List<Shopper> shoppers = new ArrayList<>();

        Story(DevStack stack, EventBridgeClient bus, Processes processes) {
            this.homing = new DevClient(stack);
            this.bus = bus;
            this.processes = processes;
            for (int i = 0; i < 200; i++) {
                Shopper shopper = homing.shopper();
                shoppers.add(shopper);
                put(List.of(shopper.identified()));
            }
            homing.settle();
        }

        ObjectNode view(int i) {
            return shopper(i).track("Product Viewed", properties -> properties
                    .put("product_id", "mug-" + i)
                    .put("price", 18.90)
                    .put("currency", "EUR"));
        }

        ObjectNode add(int i) {
            // Somebody new each time: a second one of the same customer would only move the timer.
            return homing.shopper().added("mug", "Stoneware mug", "18.90", 1);
        }

        ObjectNode paymentFailed(int i) {
            return shopper(i)
                    .track(
                            "Payment Failed",
                            properties -> properties.put("order_id", "O-" + i + "-" + System.nanoTime()));
        }

        void tell(String what, int events, boolean batched, IntFunction<ObjectNode> event) {
            Map<String, Duration> before = processes.cpu();
            processes.taken.clear();
            List<ObjectNode> batch = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                batch.add(event.apply(i));
                if (!batched || batch.size() == 10) {
                    put(batch);
                    batch.clear();
                }
                if (!batched || i == events - 1) {
                    homing.settle();
                }
            }
            Map<String, Duration> after = processes.cpu();
            processes.taken.forEach((function, taken) -> {
                double cpu = after.getOrDefault(function, Duration.ZERO)
                                .minus(before.getOrDefault(function, Duration.ZERO))
                                .toNanos()
                        / 1e6;
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %d | %.2f | %.2f | %.1f |%n",
                        what,
                        function,
                        taken.invocations,
                        cpu / taken.invocations,
                        cpu / taken.items,
                        taken.nanos / 1e6 / taken.invocations);
            });
        }

        private Shopper shopper(int i) {
            return shoppers.get(i % shoppers.size());
        }

        private void put(List<ObjectNode> messages) {
            bus.putEvents(request -> request.entries(messages.stream()
                    .map(message -> PutEventsRequestEntry.builder()
                            .eventBusName(Deployment.BUS)
                            .source("my.shop")
                            .detailType(message.path("event").asText("identify"))
                            .detail(message.toString())
                            .build())
                    .toList()));
        }
    }
}
