package dev.homing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.SmallShop;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountHandlerTest {
    private static final JsonNode SAMPLE = AwsEvents.sample("aws/dynamodb-activity.json");

    private final SmallShop shop = new SmallShop();

    private Map<String, Long> counted() {
        Map<String, Long> counted = new TreeMap<>();
        Map<Counter, Long> all = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        all.putAll(totals(shop));
        all.putAll(shop.ports.counters.standing(Ledger.FIRST.id()));
        all.forEach((counter, count) -> {
            if (count != 0) {
                counted.put(
                        counter.name()
                                + (counter.cut().channel() == null
                                        ? ""
                                        : " " + counter.cut().channel().key()),
                        count);
            }
        });
        return counted;
    }

    private static Map<Counter, Long> totals(SmallShop of) {
        return of.ports.counters.totals(Ledger.FIRST.id(), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
    }

    private byte[] handle(JsonNode event) {
        return shop.wiring.countHandler().handle(AwsEvents.bytes(event));
    }

    private static List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        SAMPLE.get("Records").forEach(records::add);
        return records;
    }

    private static ObjectNode with(List<JsonNode> records) {
        ObjectNode event = SAMPLE.deepCopy();
        ArrayNode list = event.putArray("Records");
        records.forEach(list::add);
        return event;
    }

    @Test
    void countsWhatTheSampleTells_andAnswersAsAWindowWants() {
        assertThat(AwsEvents.failures(handle(SAMPLE))).isEmpty();
        assertThat(counted())
                .containsEntry("triggered", 1L)
                .containsEntry("active", 1L)
                .containsEntry("sent email", 1L)
                .containsEntry("triggered email", 1L);
        assertThat(AwsEvents.read(new String(handle(SAMPLE), StandardCharsets.UTF_8))
                        .has("state"))
                .isTrue();
    }

    @Test
    void countsOnce_howeverOftenAndInWhateverBatchesTheRecordsCome() {
        handle(SAMPLE);
        Map<String, Long> expected = counted();
        handle(SAMPLE);
        for (JsonNode record : records()) {
            handle(with(List.of(record)));
        }
        handle(with(records().subList(1, 3)));
        assertThat(counted()).isEqualTo(expected);
    }

    @Test
    void countsTheSame_whenItIsKilledOnItsWay() {
        handle(SAMPLE);
        Map<String, Long> expected = counted();
        for (String call : List.of("before", "after")) {
            SmallShop killed = new SmallShop();
            if (call.equals("before")) {
                killed.chaos.killBefore("Counters.add");
            } else {
                killed.chaos.killAfter("Counters.add");
            }
            assertThatThrownBy(() -> killed.wiring.countHandler().handle(AwsEvents.bytes(SAMPLE)))
                    .hasMessageContaining("Counters.add");
            killed.wiring.countHandler().handle(AwsEvents.bytes(SAMPLE));
            assertThat(totals(killed)).isEqualTo(totals(shop));
        }
        assertThat(counted()).isEqualTo(expected);
    }

    @Test
    void countsShardsApart() {
        handle(SAMPLE);
        ObjectNode other = SAMPLE.deepCopy();
        handle(other.put("shardId", "shardId-other"));
        assertThat(counted()).containsEntry("triggered", 2L);
    }

    @Test
    void saysWhatToSwitchOn_whenTheShardIsNotNamed() {
        ObjectNode nameless = SAMPLE.deepCopy();
        nameless.remove("shardId");
        assertThatThrownBy(() -> handle(nameless)).hasMessageContaining("tumbling window");
    }

    @Test
    void answersTheEndOfAWindow_thatBringsNoRecords() {
        ObjectNode last = with(List.of());
        last.put("isFinalInvokeForWindow", true);
        assertThat(AwsEvents.failures(handle(last))).isEmpty();
        assertThat(counted()).isEmpty();
    }
}
