package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.CustomerStatesContract;
import dev.homing.app.port.Samples;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.RecentEvents;
import dev.homing.emulator.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbCustomerStatesTest extends CustomerStatesContract {
    private static final Instant MORNING = Instant.parse("2198-05-01T08:00:00Z");

    @Override
    protected CustomerStates states() {
        return new DynamoDbCustomerStates(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    }

    /** Decision 0033 has these numbers. */
    @Test
    void writesTheIndexOnceADay() {
        CustomerId customer = Samples.customer();
        CustomerState first = CustomerState.unknown(customer).identified().withRecent(RecentEvents.NONE, MORNING);
        assertThat(written(first)).as("the first event ever").isEqualByComparingTo("2");
        assertThat(written(next(customer, MORNING.plus(Duration.ofHours(9)))))
                .as("another one of that day")
                .isEqualByComparingTo("1");
        assertThat(written(next(customer, MORNING.plus(Duration.ofHours(30)))))
                .as("the first one of another day")
                .isEqualByComparingTo("3");
        assertThat(written(CustomerState.unknown(Samples.customer()).withRecent(RecentEvents.NONE, MORNING)))
                .as("a visitor of whom nothing is known")
                .isEqualByComparingTo("1");
    }

    @Test
    void asksEachLaneOnce_forAPage() {
        Meter meter = OnEmulator.emulator().meter();
        Map<String, Long> before = meter.calls();
        states().latest("2198-12-01", 50);
        Map<String, Long> made = new TreeMap<>(meter.calls());
        before.forEach((call, count) -> made.computeIfPresent(call, (_, after) -> after - count));
        made.values().removeIf(count -> count == 0);
        assertThat(made).isEqualTo(Map.of("dynamodb.Query", 8L));
    }

    private CustomerState next(CustomerId customer, Instant at) {
        return states().load(customer).withRecent(RecentEvents.NONE, at);
    }

    private BigDecimal written(CustomerState state) {
        Meter meter = OnEmulator.emulator().meter();
        BigDecimal before = meter.writeUnits().getOrDefault(OnEmulator.CUSTOMERS, BigDecimal.ZERO);
        assertThat(states().save(state)).isTrue();
        return Objects.requireNonNull(meter.writeUnits().get(OnEmulator.CUSTOMERS))
                .subtract(before);
    }
}
