package dev.homing.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.delivery.Deliveries;
import dev.homing.emulator.delivery.Delivery;
import dev.homing.emulator.delivery.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:busy";
    private static final String DEAD = "arn:aws:sqs:us-east-1:000000000000:dead";

    /** A queue that takes nothing, beside one that takes everything. */
    private static final class BusyQueue implements Context {
        final List<String> tried = new ArrayList<>();
        final List<Map<String, String>> dead = new ArrayList<>();

        @Override
        public void deliver(String targetArn, String body, Map<String, String> attributes) throws DeliveryFailed {
            if (targetArn.equals(DEAD)) {
                dead.add(attributes);
            } else {
                tried.add(body);
                throw new DeliveryFailed("ThrottlingException", "busy", null);
            }
        }

        @Override
        public VirtualClock clock() {
            return new VirtualClock(InstantSource.fixed(START));
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String account() {
            return "000000000000";
        }

        @Override
        public URI endpoint() {
            return URI.create("http://localhost");
        }

        @Override
        public byte[] invoke(String functionArn, byte[] event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long backlog() {
            return 0;
        }

        @Override
        public void wake() {}

        @Override
        public void emit(String busName, ObjectNode event) {}
    }

    private final BusyQueue context = new BusyQueue();
    private final Deliveries deliveries = new Deliveries(context);

    private Instant runAll(RetryPolicy policy) {
        deliveries.add(new Delivery(QUEUE, "body", Map.of(), policy, DEAD, Map.of("RULE_ARN", "rule"), START), START);
        Instant last = START;
        for (Optional<Instant> due = deliveries.nextDue(); due.isPresent(); due = deliveries.nextDue()) {
            last = due.get();
            deliveries.runDue(last);
        }
        return last;
    }

    @Test
    void isBuried_whenItsRetriesAreExhausted() {
        runAll(new RetryPolicy(3, Duration.ofHours(24)));
        assertThat(context.tried).hasSize(4);
        assertThat(context.dead)
                .containsExactly(Map.of(
                        "RULE_ARN", "rule",
                        "TARGET_ARN", QUEUE,
                        "ERROR_CODE", "ThrottlingException",
                        "ERROR_MESSAGE", "busy",
                        "RETRY_ATTEMPTS", "3",
                        "EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts"));
    }

    @Test
    void isBuried_whenItIsTooOld_andNotLater() {
        Instant last = runAll(new RetryPolicy(185, Duration.ofMinutes(5)));
        assertThat(last).isBetween(START, START.plus(Duration.ofMinutes(5)));
        assertThat(context.tried).hasSizeGreaterThan(3);
        assertThat(context.dead).singleElement().satisfies(attributes -> assertThat(attributes)
                .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds"));
    }

    @Test
    void theDefaultPolicyEndsWithinADay() {
        assertThat(runAll(RetryPolicy.DEFAULT))
                .isBefore(START.plus(Duration.ofHours(24)).plusSeconds(1));
        assertThat(context.dead).hasSize(1);
    }
}
