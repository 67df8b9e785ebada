package dev.homing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two environments in one account, and one environment synthesised twice. */
class EnvironmentsTest {
    @Test
    void stagingTakesNothingOfProductions() {
        Set<String> production = claimed(Synthesised.production());
        Set<String> staging = claimed(Synthesised.staging());
        assertThat(production)
                .contains("homing", "homing-production-<AccountId>", "homing-production-")
                .doesNotContainAnyElementsOf(staging);
        assertThat(staging).contains("homing-staging", "homing-staging-<AccountId>", "homing-staging-");
    }

    @Test
    void stagingsPoliciesReachNoMachineOfProductions() {
        Template app = Synthesised.staging().app();
        assertThat(app.json().toString()).contains("homing-staging-*").doesNotContain("homing-production");
    }

    @Test
    void twoSynthesesAreTheSame_soThatNothingIsDeployedForNothing() throws IOException {
        Path first = Synthesised.staging().directory();
        Synthesised second = Synthesised.make("staging", "HomingStaging", "staging-again");
        try (Stream<Path> files = Files.list(first)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".template.json")).toList()) {
                assertThat(second.directory().resolve(file.getFileName())).hasSameTextualContentAs(file);
            }
        }
    }

    /** Names that an account and region have once: exports, bus, schedule group, sign-in address, machines' prefix. */
    private static Set<String> claimed(Synthesised synthesised) {
        Set<String> names = new TreeSet<>();
        Template data = synthesised.data();
        Template app = synthesised.app();
        data.json().get("Outputs").forEach(output -> names.add(data.name(output.at("/Export/Name"))));
        data.ofType("AWS::Cognito::UserPoolDomain").values().forEach(domain -> names.add(
                data.name(domain.at("/Properties/Domain"))));
        app.ofType("AWS::Events::EventBus").values().forEach(bus -> names.add(
                bus.at("/Properties/Name").asText()));
        app.ofType("AWS::Scheduler::ScheduleGroup").values().forEach(group -> names.add(
                group.at("/Properties/Name").asText()));
        for (JsonNode function : app.ofType("AWS::Lambda::Function").values()) {
            JsonNode prefix = function.at("/Properties/Environment/Variables/MACHINE_PREFIX");
            if (prefix.isTextual()) {
                names.add(prefix.asText());
            }
        }
        return names;
    }
}
