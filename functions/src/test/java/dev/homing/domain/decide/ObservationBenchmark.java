package dev.homing.domain.decide;

import dev.homing.adapter.file.AudienceFile;
import dev.homing.app.TestCampaigns;
import dev.homing.app.World;
import dev.homing.domain.Events;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What deciding takes: events a second on one core, by how many campaigns there are. {@code docs/performance.md} says how it is run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObservationBenchmark {
    private static final CustomerId ADA = CustomerId.ofUser("ada");
    private static final Learnt LEARNT = new Learnt(() -> Profile.unknown(ADA), List.of());
    private static final Instant NOW = World.START.plus(Duration.ofHours(1));

    /** Half of them begin by an event of their own, the others when the customer did something three times within a week. */
    @Param({"1", "100", "1000"})
    public int campaigns;

    private final World world = new World();
    private final CustomerEvent askedByNone =
            Events.track("Passed By", NOW, Map.of("product_id", "mug", "price", "18.90"));
    private final CustomerEvent askedByHalf = Events.track("Watched", NOW, Map.of("minutes", 12));
    private final CustomerEvent startsOne = Events.track("Asked 0", NOW, Map.of("product_id", "mug", "price", "18.90"));
    private Configuration configuration = world.ports.campaigns.current();
    private CustomerState state = CustomerState.unknown(ADA);

    @Setup
    public void publish() {
        Resolved often = Resolved.of(condition("""
                {"event": "Watched", "count": {"atLeast": 3}, "within": "P7D"}
                """));
        for (int i = 0; i < campaigns; i++) {
            Trigger trigger = i % 2 == 0
                    ? new Trigger(
                            new Start.Happened(EventPattern.of("Asked " + i), null),
                            Duration.ZERO,
                            null,
                            Duration.ZERO,
                            often,
                            Resolved.EVERYONE)
                    : new Trigger(new Start.Becomes(often), Duration.ZERO, null);
            world.publish(TestCampaigns.as(TestCampaigns.cartRecovery(), "campaign-" + i, trigger));
        }
        world.event(world.identify("i", "ada", null));
        world.event(world.track("w", "ada", "Watched", Map.of("minutes", 3)));
        world.advance(Duration.ofMinutes(5));
        configuration = world.ports.campaigns.current();
        state = world.ports.states.load(ADA);
    }

    private static Condition condition(String json) {
        return switch (AudienceFile.condition("{\"condition\":" + json + "}")) {
            case AudienceFile.Reading.Valid valid -> valid.condition();
            case AudienceFile.Reading.Invalid invalid ->
                throw new IllegalStateException(invalid.problems().toString());
        };
    }

    @Benchmark
    public Observation thatNoneAsksAbout() {
        return observed(askedByNone);
    }

    @Benchmark
    public Observation thatHalfAskAbout() {
        return observed(askedByHalf);
    }

    @Benchmark
    public Observation thatMayStartOne() {
        return observed(startsOne);
    }

    private Observation observed(CustomerEvent event) {
        return Observation.of(state, event, event.at() + "#e", configuration, LEARNT, NOW);
    }
}
