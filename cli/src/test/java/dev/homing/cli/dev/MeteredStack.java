package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.cli.cost.Usage;
import dev.homing.domain.consent.Policy;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Meter;
import dev.homing.emulator.StreamMapping;
import dev.homing.lambda.JsonHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * A development stack that tells what it uses of AWS. Its wall clock stands still, so that customers who do the same at the same moment are
 * delivered in full batches, and the same walk uses the same every time.
 */
final class MeteredStack implements AutoCloseable {
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-02T09:00:00Z"), ZoneOffset.UTC);

    private final Map<String, LongAdder> invocations = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> items = new ConcurrentSkipListMap<>();
    private final DevStack stack;
    private final DevClient client;

    /**
     * @param templates the folder of campaigns and messages
     * @param campaigns files to run in the place of those campaigns
     * @param shards of the activity table's stream
     */
    MeteredStack(Path templates, List<Path> campaigns, Path home, StreamMapping.Shards shards) throws IOException {
        copy(templates.resolve("messages"), home.resolve("templates/messages"));
        Path folder = Files.createDirectories(home.resolve("templates/campaigns"));
        for (Path campaign : campaigns) {
            Files.copy(campaign, folder.resolve(campaign.getFileName()));
        }
        stack = DevStack.start(
                new DevOptions(
                        0, false, null, home, EmulatorOptions.defaults().withWallClock(STILL), shards, Policy.IMPLIED),
                _ -> {},
                this::counted);
        client = new DevClient(stack);
        withoutWhatIsDoneOnceADay();
    }

    /** It belongs to no event, however long the clock goes on for one. */
    private void withoutWhatIsDoneOnceADay() {
        settle();
        try (SdkHttpClient http = UrlConnectionHttpClient.create();
                SchedulerClient scheduler = SchedulerClient.builder()
                        .httpClient(http)
                        .endpointOverride(stack.awsEndpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                        .build()) {
            scheduler.deleteSchedule(request -> request.name("daily").groupName(Deployment.SCHEDULE_GROUP));
        }
    }

    DevClient client() {
        return client;
    }

    /** What customers do at one moment, so that it is delivered together. */
    void atOnce(Runnable work) {
        stack.emulator().atOnce(work);
        settle();
    }

    void settle() {
        client.settle();
    }

    void putOnBus(JsonNode message) {
        client.putEvent(message.path("event").asText("event"), message.toString());
    }

    /** The customer clicks the newest message that went to an address or number. */
    void clicks(String to) {
        react(to, (customer, message) -> customer.clicks(message));
    }

    void opens(String to) {
        react(to, (customer, message) -> customer.opens(message));
    }

    private interface Reaction {
        void of(Customer customer, InboxMessage message) throws IOException;
    }

    private void react(String to, Reaction reaction) {
        InboxMessage newest = stack.emulator().inbox().messages().stream()
                .filter(message -> message.to().equals(to))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing was sent to " + to));
        try {
            reaction.of(new Customer(), newest);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What all that is done here uses. */
    Usage usedBy(Runnable work) {
        settle();
        Map<String, Long> storedBefore = client.storedBytes();
        stack.emulator().meter().reset();
        invocations.clear();
        items.clear();
        work.run();
        settle();
        Map<String, BigDecimal> used = used();
        client.storedBytes()
                .forEach((table, bytes) -> used.put(
                        "stored.bytes." + table, BigDecimal.valueOf(bytes - storedBefore.getOrDefault(table, 0L))));
        return Usage.of(used);
    }

    private Map<String, BigDecimal> used() {
        Meter meter = stack.emulator().meter();
        Map<String, BigDecimal> used = new TreeMap<>();
        used.put("scheduler.schedules", BigDecimal.valueOf(meter.calls("scheduler.CreateSchedule")));
        used.put("states.transitions", BigDecimal.valueOf(meter.transitions()));
        invocations.forEach((function, count) -> {
            used.put("lambda.invocations." + function, BigDecimal.valueOf(count.sum()));
            if (isHttp(function)) {
                used.merge("http.requests", BigDecimal.valueOf(count.sum()), BigDecimal::add);
            }
            if (isQueued(function)) {
                // A batch is received by one request and deleted by another one.
                used.merge("sqs.requests", BigDecimal.valueOf(2 * count.sum()), BigDecimal::add);
            }
        });
        items.forEach((function, count) -> {
            used.put("lambda.items." + function, BigDecimal.valueOf(count.sum()));
            if (function.equals("EventHandler")) {
                // All that is put on the bus comes here.
                used.put("eventbridge.events", BigDecimal.valueOf(count.sum()));
            }
            if (isQueued(function)) {
                // Each was put there by one request, whoever made it.
                used.merge("sqs.requests", BigDecimal.valueOf(count.sum()), BigDecimal::add);
            }
        });
        used.merge("sqs.requests", BigDecimal.valueOf(meter.calls("sqs.ChangeMessageVisibility")), BigDecimal::add);
        units(used, "dynamodb.read.", meter.readUnits());
        units(used, "dynamodb.write.", meter.writeUnits());
        meter.calls().forEach((call, count) -> {
            if (!call.startsWith("lambda.") && !call.startsWith("mapping.") && !call.startsWith("dynamodb.")) {
                used.put("calls." + call, BigDecimal.valueOf(count));
            }
        });
        return used;
    }

    /** Without the configuration: a function reads it every few seconds, however many messages it handles meanwhile. */
    private static void units(Map<String, BigDecimal> used, String name, Map<String, BigDecimal> units) {
        units.forEach((table, count) -> {
            if (!table.equals("config")) {
                used.put(name + table, count);
            }
        });
    }

    private static boolean isQueued(String function) {
        return Deployment.HOMING.queueFeeds().stream()
                .anyMatch(feed -> feed.function().equals(function));
    }

    private static boolean isHttp(String function) {
        return Deployment.HOMING.routes().stream()
                .anyMatch(route -> route.function().equals(function));
    }

    private JsonHandler counted(String name, JsonHandler handler) {
        return event -> {
            invocations.computeIfAbsent(name, _ -> new LongAdder()).increment();
            items.computeIfAbsent(name, _ -> new LongAdder()).add(records(event));
            return handler.handle(event);
        };
    }

    /** Messages or changes of a batch; an HTTP request is one. */
    private static int records(byte[] event) {
        try {
            JsonNode records = DevClient.JSON.readTree(event).path("Records");
            return records.isArray() ? records.size() : 1;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(from)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
