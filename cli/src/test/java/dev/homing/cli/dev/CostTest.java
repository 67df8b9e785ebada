package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.cli.cost.CostTable;
import dev.homing.cli.cost.Measurements;
import dev.homing.cli.cost.Usage;
import dev.homing.emulator.StreamMapping.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each thing that happens uses of AWS, measured by walking it on the emulator, ten customers at the same moment and one alone, and held
 * to golden files: {@code usage.json}, which {@code homing cost} reads, and the table that {@link CostTable} makes of it at list prices.
 * {@code -Dgolden.write=true} writes both anew, and the README's extract. A number that grows is a decision.
 */
class CostTest {
    private static final Path USAGE = Path.of("src/main/resources/dev/homing/cli/cost/usage.json");
    private static final Path TABLE = Path.of("../docs/cost.md");
    private static final Path README = Path.of("../README.md");
    private static final String README_BEGIN = "<!-- costs: written by CostTest -->\n";
    private static final String README_END = "<!-- /costs -->";
    private static final Path CAMPAIGNS = Path.of("src/test/resources/cost");
    private static final int A_BATCH = 10;

    /** Followed by the next one every four hours, as on AWS; all of these customers' changes lie in one, as a full batch's do. */
    private static final Shards SHARDS = new Shards(1, Duration.ofHours(4));

    @TempDir
    private static Path home;

    private static MeteredStack stack;
    private static DevClient homing;

    private List<Shopper> shoppers = List.of();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Usage> used = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        try (Stream<Path> campaigns = Files.list(CAMPAIGNS)) {
            stack = new MeteredStack(Path.of("../templates"), campaigns.sorted().toList(), home, SHARDS);
        }
        homing = stack.client();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void usesAndCostsWhatTheTableSays() throws IOException {
        // Functions that have run for a while have read their secret, and noted which events there are.
        walk(1);
        Map<String, Usage> inBatches = walk(A_BATCH);
        Map<String, Usage> alone = walk(1);
        Map<String, Measurements.Walk> walks = new LinkedHashMap<>();
        words.forEach((key, what) -> walks.put(
                key,
                new Measurements.Walk(
                        what,
                        inBatches.getOrDefault(key, Usage.NONE).amounts(),
                        alone.getOrDefault(key, Usage.NONE).amounts())));
        Measurements measured = new Measurements(new LinkedHashMap<>(walks));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(USAGE, json(measured));
            Files.writeString(TABLE, CostTable.of(measured));
            Files.writeString(README, readme(CostTable.summary(measured)));
        }
        assertThat(json(measured)).isEqualTo(Files.readString(USAGE));
        assertThat(CostTable.of(measured)).isEqualTo(Files.readString(TABLE));
        assertThat(Files.readString(README)).isEqualTo(readme(CostTable.summary(measured)));
        CostTable.assertTargets(measured);
    }

    /** All there is, each by so many new customers at the same moment. */
    private Map<String, Usage> walk(int customers) {
        words.clear();
        used.clear();
        events(customers);
        messages(customers);
        journeys(customers);
        meet(customers);
        measure(Measurements.HOUR_OF_NOTHING, "an hour of nothing", () -> homing.advance("PT1H"));
        return Map.copyOf(used);
    }

    private void events(int customers) {
        meet(customers);
        shoppers = strangers(customers);
        measure(Measurements.CUSTOMER, "a customer who says who he is", () -> all(Shopper::identified));
        measure(Measurements.EVENT, "an event that no campaign names", () -> all(CostTest::looks));
        measure(
                Measurements.EVENT_BY_HTTP,
                "the same by POST /v1/track, one in a request",
                () -> each(shopper -> shopper.sends(looks(shopper))));
        measure(Measurements.EVENT_ARMS, "an event that arms a timer", () -> all(CostTest::fillsCart));
        homing.advance("PT5M");
        measure(Measurements.EVENT_MOVES, "an event that moves a timer", () -> all(CostTest::fillsCart));
        measure(
                Measurements.FIRES_EARLY,
                "a moved timer that fires at its first time and is armed again",
                () -> homing.advance("PT26M"));
        homing.advance("P1D");
        measure(Measurements.EVENT_OF_A_NEW_DAY, "the first event of a customer's day", () -> all(CostTest::looks));
    }

    private void messages(int customers) {
        meet(customers);
        measure(
                Measurements.AT_ONCE,
                "a campaign of one message at once, with event and message",
                () -> all(shopper -> aboutOrder(shopper, "Payment Failed")));
        meet(customers);
        measure(Measurements.DELAYED, "a campaign of one message after a delay, with event and message", () -> {
            all(shopper -> aboutOrder(shopper, "Checkout Started"));
            homing.advance("PT2H");
        });
        measure(Measurements.OPENED, "a message is opened", () -> each(shopper -> stack.opens(shopper.email())));
        measure(Measurements.CLICKED, "a message is clicked", () -> each(shopper -> stack.clicks(shopper.email())));
        measure(Measurements.ORDER, "an order that a message brought", () -> all(shopper -> shopper.ordered("18.90")));
        meet(customers);
        measure(
                Measurements.TWO_IN_A_ROW,
                "a flow of two messages that waits for nothing",
                () -> all(shopper -> aboutOrder(shopper, "Wants Two")));
        meet(customers);
        measure(
                Measurements.THREE_IN_A_ROW,
                "a flow of three messages that waits for nothing",
                () -> all(shopper -> aboutOrder(shopper, "Wants Three")));
    }

    /** Email, a day, WhatsApp, two days, email; who opens the first or clicks the second gets no more. */
    private void journeys(int customers) {
        journey(customers, Measurements.JOURNEY_FIRST, "the journey whose first message is opened", () -> {
            homing.advance("PT1H");
            each(shopper -> stack.opens(shopper.email()));
        });
        journey(
                customers,
                Measurements.JOURNEY_ORDERED,
                "the journey whose customer orders after the first message",
                () -> {
                    homing.advance("PT1H");
                    all(shopper -> shopper.ordered("18.90"));
                });
        journey(customers, Measurements.JOURNEY_SECOND, "the journey whose second message is clicked", () -> {
            homing.advance("P1DT1H");
            each(shopper -> stack.clicks(shopper.phone()));
        });
        journey(customers, Measurements.JOURNEY_NOBODY, "the journey of three messages that nobody looks at", () -> {});
    }

    private void journey(int customers, String key, String what, Runnable customersDo) {
        meet(customers);
        all(CostTest::fillsCart);
        measure(key, what, () -> {
            customersDo.run();
            homing.advance("P5D");
        });
    }

    private static ObjectNode looks(Shopper shopper) {
        return shopper.track("Product Viewed", properties -> properties
                .put("product_id", "mug")
                .put("name", "Stoneware mug")
                .put("price", 18.9)
                .put("currency", "EUR"));
    }

    private static ObjectNode fillsCart(Shopper shopper) {
        return shopper.added("mug", "Stoneware mug", "18.90", 1);
    }

    private static ObjectNode aboutOrder(Shopper shopper, String event) {
        return shopper.track(
                event, properties -> properties.put("order_id", "O-1").put("value", 18.9));
    }

    /**
     * New customers, whom nothing is known of but who they are; with the former ones all is over. They come in the morning, so that what they do
     * within hours is done on the same day.
     */
    private void meet(int customers) {
        homing.advance("P10D");
        Instant now = homing.now();
        Instant morning = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(30));
        homing.advance(Duration.between(now, morning).toString());
        shoppers = strangers(customers);
        all(Shopper::identified);
        homing.advance("PT1H");
    }

    private static List<Shopper> strangers(int customers) {
        return Stream.generate(homing::shopper).limit(customers).toList();
    }

    private void all(Function<Shopper, ObjectNode> message) {
        each(shopper -> stack.putOnBus(message.apply(shopper)));
    }

    private void each(Consumer<Shopper> does) {
        stack.atOnce(() -> shoppers.forEach(does));
    }

    private void measure(String key, String what, Runnable work) {
        words.put(key, what);
        used.put(key, stack.usedBy(work).dividedBy(shoppers.size()));
    }

    /** The README with these lines between its marks. */
    private static String readme(String lines) throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(README_BEGIN) + README_BEGIN.length();
        return readme.substring(0, begin) + lines + readme.substring(readme.indexOf(README_END, begin));
    }

    private static String json(Measurements measured) throws JsonProcessingException {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(measured)
                + "\n";
    }
}
