package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.CustomerStatesContract;
import dev.homing.app.port.Samples;
import dev.homing.domain.cart.Carts;
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
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    @Test
    void tellsRoughlyHowManyAreListed() {
        long before = states().roughly();
        for (int i = 0; i < 3; i++) {
            CustomerState state = CustomerState.unknown(Samples.customer()).withRecent(RecentEvents.NONE, MORNING);
            assertThat(states().save(i == 0 ? state : state.identified())).isTrue();
        }
        // What this emulator counts is never old.
        assertThat(states().roughly()).isEqualTo(before + 2);
    }

    @Test
    void aVisitorExpires_withTheirParts_andNobodyElseDoes() {
        CustomerStates states = states();
        CustomerId visitor = Samples.customer();
        CustomerState state = CustomerState.unknown(visitor)
                .withRecent(RecentEvents.NONE, MORNING)
                .withCarts(largeCart());
        assertThat(states.save(state)).isTrue();
        long quarter = Duration.ofDays(90).toSeconds();
        Map<String, Long> expiring = expiring(visitor);
        assertThat(expiring).hasSizeGreaterThan(1);
        long first = MORNING.plus(Duration.ofDays(90)).getEpochSecond();
        assertThat(expiring).containsEntry("STATE", first);
        expiring.remove("STATE");
        assertThat(expiring.values()).allSatisfy(at -> assertThat(at).isBetween(first + quarter, first + 2 * quarter));

        Instant later = MORNING.plus(Duration.ofDays(200));
        assertThat(states.save(states.load(visitor).withRecent(RecentEvents.NONE, later)))
                .isTrue();
        Map<String, Long> moved = expiring(visitor);
        long second = later.plus(Duration.ofDays(90)).getEpochSecond();
        assertThat(moved).hasSize(expiring.size() + 1).containsEntry("STATE", second);
        assertThat(moved.values()).allSatisfy(at -> assertThat(at).isGreaterThanOrEqualTo(second));

        assertThat(states.save(states.load(visitor).identified())).isTrue();
        assertThat(expiring(visitor)).isEmpty();
        assertThat(states.load(visitor).carts()).isEqualTo(largeCart());
    }

    private static Carts largeCart() {
        Carts carts = Carts.NONE;
        for (int line = 0; line < 40; line++) {
            carts = carts.after(added(line), "EUR", _ -> true);
        }
        return carts;
    }

    /** When the items of a customer expire, by their sort keys. */
    private static Map<String, Long> expiring(CustomerId customer) {
        Map<String, Long> expiring = new TreeMap<>();
        OnEmulator.clients()
                .dynamoDb()
                .query(query -> query.tableName(OnEmulator.CUSTOMERS)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(Key.partition(customer)))))
                .items()
                .forEach(item -> {
                    AttributeValue at = item.get(Item.EXPIRES);
                    if (at != null) {
                        expiring.put(Objects.requireNonNull(item.get("sk")).s(), Long.parseLong(at.n()));
                    }
                });
        return expiring;
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
