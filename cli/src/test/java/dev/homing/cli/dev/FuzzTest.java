package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.lambda.telemetry.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Ten thousand inputs that nobody means, at every door: no door fails, no function does, nothing comes again and again, and whatever was taken in
 * is on a customer's timeline, on the list of rejected events or, where SES says what nobody can read, among the dead letters. {@code -Dfuzz.seed=N} makes others, {@code -Dfuzz.inputs=N} so many. What
 * failed is kept under {@code target/fuzz} and sent first the next time; what once failed stays under {@code src/test/resources/fuzz}.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 10_000);
    private static final int STACKS = 4;
    private static final int BETWEEN_PAUSES = 400;
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path FAILED = Path.of("target/fuzz");
    private static final int MOST_KEPT = 20;
    private static final int MOST_TRIES = 30;
    private static final Pattern ID = Pattern.compile(
            FuzzInputs.MARK + "\\d+(?:-\\d+)?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** What one stack made of its share. */
    private record Walk(
            List<FuzzDoors.Problem> problems,
            Map<String, Integer> answers,
            Map<String, Integer> waiting,
            Map<String, Integer> deadLetters) {}

    @Test
    void noDoorFails_andNothingThatWasTakenInIsNowhere() throws Exception {
        long began = System.nanoTime();
        List<FuzzInput> before =
                Stream.concat(kept(FAILED).stream(), kept(CORPUS).stream()).toList();
        List<Walk> walks = new ArrayList<>();
        // One stack's tables keep one core busy.
        try (LogLines _ = LogLines.captured();
                ExecutorService stacks = Executors.newFixedThreadPool(STACKS)) {
            List<Future<Walk>> walking = new ArrayList<>();
            for (int stack = 0; stack < STACKS; stack++) {
                long seed = SEED + stack;
                walking.add(stacks.submit(() -> walk(before, seed)));
            }
            for (Future<Walk> walk : walking) {
                walks.add(walk.get());
            }
        }
        List<FuzzDoors.Problem> problems =
                walks.stream().flatMap(walk -> walk.problems().stream()).toList();
        keep(problems);
        System.out.printf(
                "%d inputs of seed %d in %.1f s: %s%n",
                INPUTS,
                SEED,
                (System.nanoTime() - began) / 1e9,
                walks.stream().map(Walk::answers).toList());
        assertThat(problems.stream().limit(MOST_KEPT))
                .as(problems.size() + " problems")
                .isEmpty();
        assertThat(walks).allSatisfy(walk -> assertThat(walk.waiting())
                .as("messages that are left in queues")
                .isEqualTo(walk.deadLetters()));
    }

    private static Walk walk(List<FuzzInput> before, long seed) {
        try (FuzzDoors doors = new FuzzDoors()) {
            doors.send(before);
            FuzzInputs inputs = new FuzzInputs(seed);
            int share = INPUTS / STACKS;
            for (int sent = 0; sent < share; sent += BETWEEN_PAUSES) {
                doors.send(Stream.generate(inputs::next)
                        .limit(Math.min(BETWEEN_PAUSES, share - sent))
                        .toList());
            }
            // What began meanwhile goes on: delays end, messages are rendered and sent.
            doors.client().advance("PT1H");
            doors.client().advance("P3D");
            List<FuzzDoors.Problem> problems = new ArrayList<>(doors.problems());
            problems.addAll(nowhere(doors));
            Map<String, Integer> waiting = doors.waiting();
            // A queue gives a message up when it is asked for the next ones, and on a busy machine that takes several
            // times.
            for (int tries = 0; tries < MOST_TRIES && !waiting.equals(doors.deadLetters()); tries++) {
                doors.client().advance("PT1H");
                waiting = doors.waiting();
            }
            assertThat(doors.accepted()).as("what was taken in").hasSizeGreaterThan(share / 10);
            assertThat(doors.client().api("/api/rejected").path("events"))
                    .isNotEmpty()
                    .allSatisfy(
                            event -> assertThat(event.path("reason").asText()).isNotBlank());
            plainJourney(doors.client());
            return new Walk(problems, doors.answers(), waiting, doors.deadLetters());
        }
    }

    private static void plainJourney(DevClient homing) {
        Shopper ada = homing.shopper();
        ada.fillsCart().forEach(ada::sends);
        homing.advance("PT31M");
        assertThat(ada.emails())
                .anySatisfy(email -> assertThat(email.path("campaign").asText()).isEqualTo("cart-recovery"));
    }

    private static List<FuzzDoors.Problem> nowhere(FuzzDoors doors) {
        Set<String> there = new HashSet<>();
        try (DynamoDbClient tables = doors.client().stack().client(DynamoDbClient.builder())) {
            tables.scanPaginator(request -> request.tableName("activity")).items().stream()
                    .flatMap(item -> item.values().stream())
                    .map(AttributeValue::s)
                    .filter(text -> text != null)
                    .forEach(text -> {
                        Matcher id = ID.matcher(text);
                        while (id.find()) {
                            there.add(id.group());
                        }
                    });
        }
        List<FuzzDoors.Problem> nowhere = new ArrayList<>();
        for (Map.Entry<String, FuzzInput> accepted : doors.accepted().entrySet()) {
            if (!there.contains(accepted.getKey())) {
                nowhere.add(new FuzzDoors.Problem(
                        accepted.getValue(), accepted.getKey() + " was taken in, and is nowhere"));
            }
        }
        return nowhere;
    }

    private static List<FuzzInput> kept(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<FuzzInput> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                kept.add(FuzzInput.read(file));
            }
        }
        return kept;
    }

    /** Those that failed before and do not any more are not kept. */
    private static void keep(List<FuzzDoors.Problem> problems) throws IOException {
        if (Files.isDirectory(FAILED)) {
            try (Stream<Path> files = Files.list(FAILED)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        for (FuzzDoors.Problem problem : problems.stream().limit(MOST_KEPT).toList()) {
            problem.input().write(FAILED);
        }
    }
}
