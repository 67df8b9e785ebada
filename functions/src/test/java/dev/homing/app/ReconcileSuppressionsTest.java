package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the email provider refuses for the whole account, and what Homing says of the same addresses. */
class ReconcileSuppressionsTest {
    private World world = new World();

    private Suppression of(String address) {
        return world.ports.suppressions.of(AddressKey.of(Channel.EMAIL, address));
    }

    private void daily() {
        world.ports.outcomeQueue.enqueue(new Job.Daily());
        world.ports.outcomeQueue.enqueue(new Job.Daily());
        world.advance(Duration.ofHours(1));
    }

    private int reactivate(String address) {
        return Answer.of(world.wiring()
                        .adminHandler()
                        .handle(AwsEvents.api("DELETE", "/api/suppressions/email/" + address, "admin", "")))
                .status();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
    void whatTheProviderRefusesIsTakenOver_andWhatAnAdminReactivatedStaysSo(long seed) {
        world = seed == 0 ? new World() : new World(new Chaos(new Random(seed), 0.05));
        for (String name : new String[] {"ann", "bob", "cy", "dee", "eve"}) {
            world.ports.providerSuppressions.refuse(
                    name + "@example.com", name.equals("cy") ? Why.COMPLAINED : Why.BOUNCED, world.now());
        }
        daily();
        world.advance(Duration.ofHours(12));
        assertThat(of("ann@example.com").standsFor(Why.BOUNCED)).isTrue();
        assertThat(of("cy@example.com").standsFor(Why.COMPLAINED)).isTrue();
        assertThat(of("eve@example.com").standsFor(Why.BOUNCED)).isTrue();
        assertThat(Objects.requireNonNull(of("ann@example.com").standing())
                        .reason()
                        .toString())
                .contains("on-account-list");
        assertThat(of("nobody@example.com").standing()).isNull();

        world.calm();
        assertThat(reactivate("ann@example.com")).isEqualTo(200);
        assertThat(world.ports
                        .providerSuppressions
                        .since(World.START, null)
                        .refused()
                        .toString())
                .doesNotContain("ann@");
        assertThat(reactivate("cy@example.com")).as("whoever complained").isEqualTo(409);
        world.advance(Duration.ofDays(1));
        daily();
        assertThat(of("ann@example.com").standing()).isNull();
        assertThat(of("bob@example.com").standsFor(Why.BOUNCED)).isTrue();

        world.ports.providerSuppressions.refuse("ann@example.com", Why.BOUNCED, world.now());
        world.advance(Duration.ofDays(1));
        daily();
        assertThat(of("ann@example.com").standsFor(Why.BOUNCED))
                .as("it bounced once more")
                .isTrue();
    }
}
