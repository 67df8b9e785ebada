package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Counters.Change;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.channel.Channel;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class CountersContract {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private final String campaign = Samples.unique("counted");
    private final String shard = Samples.unique("shardId");
    private final Counter triggered = new Counter(DAY, campaign, null, null, Counter.TRIGGERED);
    private final Counter sent = new Counter(DAY, campaign, "email", Channel.EMAIL, Counter.SENT);
    private final Counter recovered = new Counter(DAY.plusDays(1), campaign, null, Channel.EMAIL, "recovered:EUR");
    private final Counter active = new Counter(null, campaign, null, null, Counter.ACTIVE);

    protected abstract Counters counters();

    @Test
    void addsUpByDay() {
        counters().add(shard, List.of(change(1, Map.of(triggered, 1L, sent, 2L, recovered, 12_990L, active, 1L))));
        counters().add(shard, List.of(change(2, Map.of(triggered, 1L, recovered, -990L))));

        assertThat(own(counters().read(DAY, DAY))).containsOnly(Map.entry(triggered, 2L), Map.entry(sent, 2L));
        assertThat(own(counters().read(DAY, DAY.plusDays(1))))
                .containsEntry(recovered, 12_000L)
                .hasSize(3);
        assertThat(own(counters().read(DAY.plusDays(2), DAY.plusDays(40)))).isEmpty();
        assertThat(own(counters().current())).containsOnly(Map.entry(active, 1L));
    }

    @Test
    void countsOnce_whenABatchComesAgain() {
        List<Change> batch = List.of(change(1, Map.of(triggered, 1L)), change(2, Map.of(triggered, 1L, sent, 1L)));
        counters().add(shard, batch);
        counters().add(shard, batch);

        assertThat(own(counters().read(DAY, DAY))).containsOnly(Map.entry(triggered, 2L), Map.entry(sent, 1L));
    }

    @Test
    void comparesSequencesAsNumbers() {
        counters().add(shard, List.of(change(9, Map.of(triggered, 1L))));
        counters().add(shard, List.of(change(10, Map.of(triggered, 1L))));
        counters().add(shard, List.of(change(9, Map.of(triggered, 1L))));

        assertThat(own(counters().read(DAY, DAY))).containsEntry(triggered, 2L);
    }

    @Test
    void keepsShardsApart() {
        counters().add(shard, List.of(change(5, Map.of(triggered, 1L))));
        counters().add(shard + "-other", List.of(change(1, Map.of(triggered, 1L))));

        assertThat(own(counters().read(DAY, DAY))).containsEntry(triggered, 2L);
    }

    @Test
    void countsEachOnce_howeverTheStreamIsCutAndRepeated() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            String own = campaign + seed;
            String cutShard = shard + seed;
            List<Counter> all = List.of(
                    new Counter(DAY, own, null, null, "a"),
                    new Counter(DAY, own, null, null, "b"),
                    new Counter(DAY, own, "s", null, "a"));
            List<Change> changes = IntStream.range(1, 30)
                    .mapToObj(i -> change(i * 7L, Map.of(all.get(random.nextInt(3)), 1L + random.nextInt(5))))
                    .toList();
            int done = 0;
            while (done < changes.size()) {
                // A batch begins where the last one ended or earlier, as after a failure.
                int from = Math.max(0, done - random.nextInt(6));
                int to = Math.min(changes.size(), Math.max(done, from + 1 + random.nextInt(6)));
                counters().add(cutShard, changes.subList(from, to));
                done = Math.max(done, to);
            }

            Map<Counter, Long> expected = new LinkedHashMap<>();
            changes.forEach(change -> change.counts().forEach((counter, n) -> expected.merge(counter, n, Long::sum)));
            Map<Counter, Long> read = counters().read(DAY, DAY);
            read.keySet().removeIf(counter -> !counter.campaign().equals(own));
            assertThat(read).isEqualTo(expected);
        }
    }

    protected static Change change(long sequence, Map<Counter, Long> counts) {
        return new Change(Long.toString(sequence), counts);
    }

    private Map<Counter, Long> own(Map<Counter, Long> counts) {
        Map<Counter, Long> own = new LinkedHashMap<>(counts);
        own.keySet().removeIf(counter -> !counter.campaign().equals(campaign));
        return own;
    }
}
