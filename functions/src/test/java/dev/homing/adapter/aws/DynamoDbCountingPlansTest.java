package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.CountingPlans;
import dev.homing.app.port.CountingPlansContract;
import dev.homing.domain.analytics.CountingPlan;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbCountingPlansTest extends CountingPlansContract {
    private Instant now = Instant.parse("2026-11-22T10:15:30Z");
    private final CountingPlans plans =
            new DynamoDbCountingPlans(OnEmulator.clients().dynamoDb(), OnEmulator.ANALYTICS, () -> now);

    @BeforeEach
    void begin() {
        OnEmulator.clients().dynamoDb().deleteItem(request -> request.tableName(OnEmulator.ANALYTICS)
                .key(new Key("PLAN", "PLAN").attributes()));
    }

    @Override
    protected CountingPlans plans() {
        return plans;
    }

    @Override
    protected void age() {
        now = now.plus(CountingPlans.OLDEST);
    }

    @Test
    void countsByAPlanThatIsALittleOld() {
        plans.current();
        CountingPlans other =
                new DynamoDbCountingPlans(OnEmulator.clients().dynamoDb(), OnEmulator.ANALYTICS, () -> now);
        other.save(new CountingPlan(CountingPlan.FIRST.ledgers(), null, 0));

        assertThat(plans.current().revision()).isZero();
        age();
        assertThat(plans.current().revision()).isEqualTo(1);
    }
}
