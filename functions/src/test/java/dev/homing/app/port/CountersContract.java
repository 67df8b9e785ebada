package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Counters.Change;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Cut;
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

    private final String ledger = Samples.unique("ledger").replaceAll("[^a-z0-9]", "");
    private final String campaign = Samples.unique("counted");
    private final String shard = Samples.unique("shardId");
    private final Counter triggered = new Counter(DAY, campaign, Cut.ALL, Counter.TRIGGERED);
    private final Counter reached = new Counter(DAY, campaign, Cut.of(Channel.EMAIL), Counter.TRIGGERED);
    private final Counter sent = new Counter(DAY, campaign, Cut.of(1, "email", Channel.EMAIL), Counter.SENT);
    private final Counter recovered =
            new Counter(DAY.plusDays(1), campaign, Cut.of(Channel.EMAIL), Counter.RECOVERED + "EUR");
    private final Counter active = new Counter(null, campaign, Cut.of(1), "active");

    protected abstract Counters counters();

    @Test
    void addsUpByDay() {
        add(shard, change(1, Map.of(triggered, 1L, reached, 3L, recovered, 12_990L, active, 1L)));
        add(shard, change(2, Map.of(triggered, 1L, recovered, -990L)));

        assertThat(counters().totals(ledger, DAY, DAY)).containsOnly(Map.entry(triggered, 2L), Map.entry(reached, 3L));
        assertThat(counters().totals(ledger, DAY, DAY.plusDays(1)))
                .containsEntry(recovered, 12_000L)
                .hasSize(3);
        assertThat(counters().totals(ledger, DAY.plusDays(2), DAY.plusDays(40))).isEmpty();
    }

    @Test
    void keepsTotalsOfAllCampaigns_apartFromWhatIsFiner() {
        Counter other = new Counter(DAY, campaign + "-other", Cut.ALL, Counter.TRIGGERED);
        Counter othersSent = new Counter(DAY, campaign + "-other", sent.cut(), Counter.SENT);
        add(shard, change(1, Map.of(triggered, 1L, other, 2L, sent, 3L, othersSent, 4L, active, 5L)));

        assertThat(counters().totals(ledger, DAY, DAY)).containsOnly(Map.entry(triggered, 1L), Map.entry(other, 2L));
        assertThat(counters().cuts(ledger, campaign, DAY, DAY)).containsOnly(Map.entry(sent, 3L));
        assertThat(counters().cuts(ledger, campaign, DAY.plusDays(1), DAY.plusDays(9)))
                .isEmpty();
    }

    @Test
    void tellsCutsApart_whateverTheyAreOf() {
        List<Cut> cuts = List.of(
                Cut.of(1, "email", Channel.EMAIL),
                Cut.of(2, "email", Channel.EMAIL),
                Cut.of(1, "email", Channel.WHATSAPP),
                Cut.of(1, "a|strange/node", Channel.EMAIL),
                new Cut(1, "email", "b", Channel.EMAIL, null),
                new Cut(1, "email", "b", Channel.EMAIL, 7),
                new Cut(1, "email", null, Channel.EMAIL, 7),
                new Cut(1, null, "b", null, null));
        Map<Counter, Long> counts = new LinkedHashMap<>();
        cuts.forEach(cut -> counts.put(new Counter(DAY, campaign, cut, "clicked"), 1L + counts.size()));
        add(shard, change(1, counts));

        assertThat(counters().cuts(ledger, campaign, DAY, DAY)).isEqualTo(counts);
    }

    @Test
    void saysWhereRunsStand_forAllCampaignsAndForOne() {
        Counter second = new Counter(null, campaign, Cut.of(12), "active");
        Counter other = new Counter(null, campaign + "-other", Cut.of(1), "exited");
        add(shard, change(1, Map.of(active, 5L, second, 1L, other, 2L, triggered, 9L)));

        assertThat(counters().standing(ledger))
                .containsOnly(Map.entry(active, 5L), Map.entry(second, 1L), Map.entry(other, 2L));
        assertThat(counters().standing(ledger, campaign)).containsOnly(Map.entry(active, 5L), Map.entry(second, 1L));
    }

    @Test
    void keepsLedgersApart() {
        add(shard, change(1, Map.of(triggered, 1L, sent, 1L, active, 1L)));

        String other = ledger + "b";
        assertThat(counters().totals(other, DAY, DAY)).isEmpty();
        assertThat(counters().cuts(other, campaign, DAY, DAY)).isEmpty();
        assertThat(counters().standing(other)).isEmpty();
        counters().add(other, shard, List.of(change(1, Map.of(triggered, 7L))));
        assertThat(counters().totals(other, DAY, DAY)).containsOnly(Map.entry(triggered, 7L));
        assertThat(counters().totals(ledger, DAY, DAY)).containsOnly(Map.entry(triggered, 1L));
    }

    @Test
    void countsOnce_whenABatchComesAgain() {
        Change first = change(1, Map.of(triggered, 1L));
        Change second = change(2, Map.of(triggered, 1L, reached, 1L));
        add(shard, first, second);
        add(shard, first, second);

        assertThat(counters().totals(ledger, DAY, DAY)).containsOnly(Map.entry(triggered, 2L), Map.entry(reached, 1L));
    }

    @Test
    void comparesSequencesAsNumbers_whateverTheirLength() {
        List<String> sequences = List.of(
                "9", "10", "255", "256", "100000000003498069978", "4421584500000000017450439091", "9".repeat(40));
        for (String sequence : sequences) {
            add(shard, new Change(sequence, Map.of(triggered, 1L)));
            add(shard, new Change(sequence, Map.of(triggered, 1L)));
            add(shard, new Change("9", Map.of(triggered, 1L)));
        }

        assertThat(counters().totals(ledger, DAY, DAY)).containsOnly(Map.entry(triggered, (long) sequences.size()));
    }

    @Test
    void keepsShardsApart() {
        add(shard, change(5, Map.of(triggered, 1L)));
        add(shard + "-other", change(1, Map.of(triggered, 1L)));

        assertThat(counters().totals(ledger, DAY, DAY)).containsEntry(triggered, 2L);
    }

    @Test
    void countsEachOnce_howeverSeveralShardsAreCutAndRepeatedAndMixed() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            String own = campaign + seed;
            List<Counter> all = List.of(
                    new Counter(DAY, own, Cut.ALL, "a"),
                    new Counter(DAY, own, Cut.ALL, "b"),
                    new Counter(DAY, own, Cut.of(1, "s", Channel.EMAIL), "a"),
                    new Counter(null, own, Cut.of(1), "a"));
            Map<Counter, Long> expected = new LinkedHashMap<>();
            List<List<Change>> shards = IntStream.range(0, 4)
                    .mapToObj(number -> IntStream.range(1, 20)
                            .mapToObj(i ->
                                    change(i * 7L, Map.of(all.get(random.nextInt(all.size())), 1L + random.nextInt(5))))
                            .toList())
                    .toList();
            shards.forEach(changes -> changes.forEach(
                    change -> change.counts().forEach((counter, n) -> expected.merge(counter, n, Long::sum))));
            int[] done = new int[shards.size()];
            while (IntStream.range(0, done.length)
                    .anyMatch(i -> done[i] < shards.get(i).size())) {
                int i = random.nextInt(done.length);
                List<Change> changes = shards.get(i);
                // A batch begins where the last one ended or earlier, as after a failure.
                int from = Math.max(0, Math.min(done[i], changes.size() - 1) - random.nextInt(6));
                int to = Math.min(changes.size(), Math.max(done[i], from + 1 + random.nextInt(6)));
                counters().add(ledger, shard + seed + i, changes.subList(from, to));
                done[i] = Math.max(done[i], to);
            }

            Map<Counter, Long> read = new LinkedHashMap<>(counters().totals(ledger, DAY, DAY));
            read.putAll(counters().cuts(ledger, own, DAY, DAY));
            read.putAll(counters().standing(ledger, own));
            read.keySet().removeIf(counter -> !counter.campaign().equals(own));
            assertThat(read).isEqualTo(expected);
        }
    }

    private void add(String from, Change... changes) {
        counters().add(ledger, from, List.of(changes));
    }

    protected static Change change(long sequence, Map<Counter, Long> counts) {
        return new Change(Long.toString(sequence), counts);
    }
}
