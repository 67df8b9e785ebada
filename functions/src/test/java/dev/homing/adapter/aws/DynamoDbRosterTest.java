package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Roster;
import dev.homing.app.port.RosterContract;
import dev.homing.app.port.Runs;
import dev.homing.app.port.Samples;
import dev.homing.domain.run.Run;
import dev.homing.emulator.Meter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbRosterTest extends RosterContract {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    @Override
    protected Roster roster() {
        return roster(2_000);
    }

    @Override
    protected Runs runs() {
        return new DynamoDbRuns(OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY);
    }

    /** Decision 0024 has these numbers. */
    @Test
    void asksEachLaneOnce_andReadsTheRunsOfAPageTogether() {
        String campaign = Samples.unique("campaign");
        for (int i = 0; i < 400; i++) {
            runs().save(run(campaign, NOW.plusSeconds(i)), NOW.plusSeconds(1_000_000));
        }
        Meter meter = OnEmulator.emulator().meter();

        Map<String, Long> calls = meter.calls();
        BigDecimal units = Objects.requireNonNull(meter.readUnits().get(OnEmulator.ACTIVITY));
        assertThat(roster().of(campaign, Roster.Filter.ALL, null, 50).runs()).hasSize(50);
        assertThat(made(calls, meter)).isEqualTo(Map.of("dynamodb.Query", 4L, "dynamodb.BatchGetItem", 1L));
        assertThat(Objects.requireNonNull(meter.readUnits().get(OnEmulator.ACTIVITY))
                        .subtract(units))
                .isLessThanOrEqualTo(new BigDecimal("58"));

        calls = meter.calls();
        units = Objects.requireNonNull(meter.readUnits().get(OnEmulator.ACTIVITY));
        Roster.Filter none = new Roster.Filter(null, Set.of(Run.Status.CONVERTED));
        assertThat(roster().of(campaign, none, null, 50)).isEqualTo(new Roster.Page(List.of(), null));
        assertThat(made(calls, meter)).isEqualTo(Map.of("dynamodb.Query", 4L));
        assertThat(Objects.requireNonNull(meter.readUnits().get(OnEmulator.ACTIVITY))
                        .subtract(units))
                .isLessThanOrEqualTo(new BigDecimal("10"));
    }

    private static Map<String, Long> made(Map<String, Long> before, Meter meter) {
        Map<String, Long> made = new TreeMap<>();
        meter.calls().forEach((call, count) -> {
            long since = count - before.getOrDefault(call, 0L);
            if (since > 0 && call.startsWith("dynamodb.")) {
                made.put(call, since);
            }
        });
        return made;
    }

    private static Roster roster(int mostLookedAt) {
        return new DynamoDbRoster(
                OnEmulator.clients().dynamoDb(), OnEmulator.ACTIVITY, SideBySide.ONE_BY_ONE, mostLookedAt);
    }

    /** A campaign that is so large that a filter is not through it in one call. */
    @Nested
    class LookingAtOneRunOfALaneAtATime extends RosterContract {
        @Override
        protected Roster roster() {
            return DynamoDbRosterTest.roster(1);
        }

        @Override
        protected Runs runs() {
            return DynamoDbRosterTest.this.runs();
        }
    }
}
