package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Counters;
import dev.homing.app.port.CountersContract;
import dev.homing.app.port.Samples;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Cut;
import dev.homing.domain.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(OnEmulator.class)
class DynamoDbCountersTest extends CountersContract {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    private Instant now = Instant.parse("2026-11-22T10:15:30Z");

    @Override
    protected Counters counters() {
        return new DynamoDbCounters(
                OnEmulator.clients().dynamoDb(), OnEmulator.ANALYTICS, () -> now, SideBySide.ONE_BY_ONE);
    }

    @Test
    void forgetsShards_onlyWhenNothingOfThemCanComeAgain() {
        Counter counter = new Counter(DAY, Samples.unique("counted"), Cut.ALL, Counter.TRIGGERED);
        addOfShards(counter, 35);
        now = now.plus(Duration.ofHours(24));
        counters().add("0", "shard-later", List.of(change(1, Map.of(counter, 1L))));
        addOfShards(counter, 35);
        assertThat(shards(counter)).as("within a day a batch can come again").isEqualTo(36);
        now = now.plus(Duration.ofHours(3));

        counters().add("0", "shard-now", List.of(change(1, Map.of(counter, 1L))));

        assertThat(shards(counter)).isEqualTo(2);
        assertThat(counters().totals("0", DAY, DAY)).containsEntry(counter, 37L);
    }

    private void addOfShards(Counter counter, int shards) {
        for (int shard = 0; shard < shards; shard++) {
            counters().add("0", "shard-" + shard, List.of(change(1, Map.of(counter, 1L))));
        }
    }

    /**
     * A table begins with four partitions, its stream has a shard for each, and shards are new every four hours: 48 of them in two days. The
     * rows are those that all shards write to the longest: a version's runs, and a campaign's totals.
     */
    @Test
    void writesOneUnit_afterTwoDaysOfShards() {
        String campaign = "a-campaign-with-quite-a-long-key-" + Samples.unique("k");
        Map<Counter, Long> counts = Map.ofEntries(
                Map.entry(new Counter(DAY, campaign, Cut.ALL, Counter.TRIGGERED), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.ALL, Counter.CONVERTED), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.ALL, "exited"), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.ALL, "completed"), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.of(Channel.EMAIL), Counter.TRIGGERED), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.of(Channel.EMAIL), Counter.SENT), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.of(Channel.EMAIL), Counter.CONVERTED), 12_345L),
                Map.entry(new Counter(DAY, campaign, Cut.of(Channel.EMAIL), "recovered:EUR"), 12_345_678L));
        List<Integer> bytes = new ArrayList<>();
        for (int quarter = 0; quarter < 12; quarter++) {
            for (int partition = 0; partition < 4; partition++) {
                String shard = "shardId-" + (1_414_576_573_621L + quarter) + "-" + partition;
                String sequence = "44215845000000000174504" + (10_000 + quarter);
                counters().add("0", shard, List.of(new Counters.Change(sequence, counts)));
                bytes.add(bytes(counts.keySet().iterator().next()));
            }
            now = now.plus(Duration.ofHours(4));
        }

        assertThat(bytes).as("a write unit is 1,024 bytes").allMatch(size -> size <= 1_024);
        assertThat(counters().totals("0", DAY, DAY))
                .containsEntry(new Counter(DAY, campaign, Cut.ALL, Counter.TRIGGERED), 48 * 12_345L);
    }

    private static Map<String, AttributeValue> row(Counter counter) {
        return OnEmulator.clients()
                .dynamoDb()
                .getItem(request -> request.tableName(OnEmulator.ANALYTICS)
                        .key(CounterRows.key("0", counter).attributes()))
                .item();
    }

    private static long shards(Counter counter) {
        return row(counter).keySet().stream().filter(ShardPosition::isAttribute).count();
    }

    /**
     * As DynamoDB counts it: names, texts and bytes as they are, and of a number a byte for every two digits and one more.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes</a>
     */
    private static int bytes(Counter counter) {
        return row(counter).entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length() + bytes(attribute.getValue()))
                .sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().length();
            case B -> value.b().asByteArray().length;
            default -> value.n().length() / 2 + 2;
        };
    }
}
