package dev.homing.adapter.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.adapter.Golden;
import dev.homing.adapter.Starters;
import dev.homing.domain.campaign.Campaign;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every starter compiles to, and how many transitions its runs take at the least and at the most, held to golden files. */
class StarterMachinesTest {
    private static final FlowCompiler COMPILER = FlowCompilerTest.COMPILER;

    /** A thousand transitions of Standard executions in us-east-1: https://aws.amazon.com/step-functions/pricing/ */
    private static final BigDecimal A_THOUSAND_TRANSITIONS = new BigDecimal("0.025");

    /** Where runs go that are over, paused, or are to try later: no way of the flow. */
    private static final Set<String> ASIDE = Set.of("Exited", "Held");

    private static final String LATER = " later";

    static List<String> starters() throws IOException {
        try (Stream<Path> files = Files.list(Golden.path("templates/campaigns"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasMachine(Campaign.Version version) {
        return version.flow().onlyMessage() == null;
    }

    @ParameterizedTest
    @MethodSource("starters")
    void compilesAsItsGoldenFile(String key) {
        Campaign.Version version = Starters.campaign(key);
        String path = "statemachines/" + key + ".asl.json";
        if (hasMachine(version)) {
            Golden.assertSame(path, COMPILER.compile(version, null));
        } else {
            assertThat(Golden.file(path)).as("one message needs no machine").isNull();
        }
    }

    @Test
    void takesAsManyTransitionsAsTheTableSays() throws IOException {
        StringBuilder table = new StringBuilder("""
                # Transitions of the starters

                `StarterMachinesTest` writes this page. Step Functions bills every state that a run enters: 25 US dollars a million in us-east-1. A starter of one
                message has no machine. Pauses, quiet hours and runs that end early are not counted; what else a run costs is in `docs/cost.md`.

                | starter | fewest | most | a million runs, US dollars |
                |---|---:|---:|---:|
                """);
        for (String key : starters()) {
            Campaign.Version version = Starters.campaign(key);
            Set<Integer> counts = new LinkedHashSet<>();
            if (hasMachine(version)) {
                JsonNode machine = parsed(COMPILER.compile(version, null));
                count(machine.get("States"), machine.get("StartAt").asText(), 1, new HashSet<>(), counts);
            } else {
                counts.add(0);
            }
            int fewest = counts.stream().mapToInt(Integer::intValue).min().orElseThrow();
            int most = counts.stream().mapToInt(Integer::intValue).max().orElseThrow();
            table.append("| %s | %d | %d | %s |\n".formatted(key, fewest, most, price(fewest, most)));
        }
        Golden.assertSame("statemachines/transitions.md", table.toString());
    }

    private static String price(int fewest, int most) {
        String least = price(fewest);
        return fewest == most ? least : least + " to " + price(most);
    }

    private static String price(int transitions) {
        return A_THOUSAND_TRANSITIONS
                .multiply(BigDecimal.valueOf(1_000L * transitions))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** All numbers of states that a run can enter; machines of starters have no circles but those of trying later. */
    private static void count(JsonNode states, String at, int entered, Set<String> before, Set<Integer> counts) {
        assertThat(before.add(at)).as("%s is come to twice", at).isTrue();
        List<String> next = new ArrayList<>();
        JsonNode state = states.get(at);
        Stream.concat(
                        Stream.of(state.path("Next"), state.path("Default")),
                        Stream.concat(
                                state.path("Choices").findValues("Next").stream(),
                                state.path("Catch").findValues("Next").stream()))
                .filter(target -> !target.isMissingNode())
                .map(JsonNode::asText)
                .filter(target -> !ASIDE.contains(target) && !target.endsWith(LATER))
                .distinct()
                .forEach(next::add);
        boolean ends =
                state.path("End").asBoolean() || state.path("Type").asText().equals("Succeed");
        // The state that ends a run after an error is entered like any other.
        if (ends) {
            counts.add(entered);
        }
        for (String target : next) {
            count(states, target, entered + 1, new HashSet<>(before), counts);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
