package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Counters;
import dev.homing.app.port.CountersContract;
import dev.homing.app.port.Samples;
import dev.homing.domain.analytics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(OnEmulator.class)
class DynamoDbCountersTest extends CountersContract {
    private Instant now = Instant.parse("2026-11-22T10:15:30Z");

    @Override
    protected Counters counters() {
        return new DynamoDbCounters(OnEmulator.clients().dynamoDb(), OnEmulator.ANALYTICS, () -> now);
    }

    @Test
    void forgetsShards_whenTheyAreLongOver() {
        String campaign = Samples.unique("counted");
        Counter counter = new Counter(LocalDate.parse("2026-11-22"), campaign, null, null, Counter.TRIGGERED);
        counters().add("shard-1", List.of(change(1, Map.of(counter, 1L))));
        now = now.plus(Duration.ofDays(1));
        counters().add("shard-2", List.of(change(1, Map.of(counter, 1L))));
        assertThat(shards(campaign)).isEqualTo(2);
        now = now.plus(Duration.ofDays(1)).plusSeconds(1);

        counters().add("shard-3", List.of(change(1, Map.of(counter, 1L))));

        assertThat(shards(campaign)).isEqualTo(2);
        assertThat(counters().read(LocalDate.parse("2026-11-22"), LocalDate.parse("2026-11-22")))
                .containsEntry(counter, 3L);
    }

    private static long shards(String campaign) {
        Map<String, AttributeValue> item = OnEmulator.clients()
                .dynamoDb()
                .getItem(request -> request.tableName(OnEmulator.ANALYTICS)
                        .key(new Key("DAY#2026-11-22", campaign + "||").attributes()))
                .item();
        return item.keySet().stream().filter(name -> name.startsWith("@")).count();
    }
}
