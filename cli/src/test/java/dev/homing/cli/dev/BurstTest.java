package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.consent.Policy;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.Meter;
import dev.homing.emulator.Quotas;
import dev.homing.emulator.StreamMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * More at once than an account's quotas let through: all of it arrives, late and once. The quotas are a hundredth of AWS's, as the burst is of
 * 5,000 carts at once; SES's is a third, since its client pauses by the wall clock.
 */
class BurstTest {
    private static final int CUSTOMERS = 50;

    private static Quotas quotas() {
        List<Quotas.Rate> rates =
                new ArrayList<>(Quotas.US_EAST_1.dividedBy(100).rates());
        rates.removeIf(rate -> rate.operation().equals("ses.SendEmail"));
        Quotas.US_EAST_1.dividedBy(3).rates().stream()
                .filter(rate -> rate.operation().equals("ses.SendEmail"))
                .forEach(rates::add);
        return new Quotas(rates);
    }

    @Test
    void losesNothing_whereQuotasRefuse() {
        EmulatorOptions emulator = EmulatorOptions.defaults().withQuotas(quotas());
        DevOptions options =
                new DevOptions(0, false, null, Path.of(".."), emulator, StreamMapping.Shards.AS_ON_AWS, Policy.IMPLIED);
        try (DevStack stack = DevStack.start(options, _ -> {})) {
            DevClient homing = new DevClient(stack);
            stack.emulator().atOnce(() -> {
                for (int i = 0; i < CUSTOMERS; i += 50) {
                    ObjectNode batch = DevClient.JSON.createObjectNode();
                    ArrayNode events = batch.putArray("batch");
                    for (int customer = i; customer < i + 50; customer++) {
                        Shopper shopper = homing.shopper();
                        events.add(shopper.identified());
                        events.add(shopper.added("mug", "Stoneware mug", "18.90", 1));
                    }
                    assertThat(homing.v1("batch", batch).status()).isEqualTo(200);
                }
            });
            for (String step : new String[] {"PT31M", "PT1H", "PT6H", "P2D"}) {
                homing.advance(step);
            }
            Meter meter = stack.emulator().meter();
            List<String> to = new ArrayList<>();
            for (JsonNode message : homing.call("GET", "/dev/inbox", "").json()) {
                to.add(message.path("channel").asText() + message.path("to").asText());
            }
            assertThat(to).doesNotHaveDuplicates();
            assertThat(to.stream().filter(one -> one.startsWith("email"))).hasSize(CUSTOMERS);
            assertThat(to.stream().filter(one -> one.startsWith("whatsapp"))).hasSize(CUSTOMERS);
            assertThat(meter.calls("throttled.ses.SendEmail")).isPositive();
            assertThat(meter.calls("throttled.states.StartExecution")).isPositive();
            assertThat(meter.calls("throttled.scheduler.CreateSchedule")).isPositive();
        }
    }
}
