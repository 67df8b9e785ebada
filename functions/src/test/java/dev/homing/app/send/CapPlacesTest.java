package dev.homing.app.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.aws.DynamoDbCustomerStates;
import dev.homing.adapter.aws.OnEmulator;
import dev.homing.app.port.Samples;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.Messages;
import dev.homing.domain.state.Caps;
import dev.homing.domain.state.CustomerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On DynamoDB's own conditions: of messages that ask at once for the last place, one gets it. */
@ExtendWith(OnEmulator.class)
class CapPlacesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int AT_ONCE = 6;

    private final CustomerId customer = Samples.customer();
    private final DynamoDbCustomerStates states =
            new DynamoDbCustomerStates(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    private final CapPlaces places = new CapPlaces(states, lost -> {
        try {
            Thread.sleep(Duration.ofMillis(5L * lost));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    });

    private Message message(int number) {
        return Messages.claimed(new MessageId(customer, "m" + number));
    }

    private boolean takes(CustomerState read, Message message, int most) {
        Caps.Wish wish =
                new Caps.Wish(message.id(), message.channel(), message.campaign(), most, 50, Duration.ZERO, List.of());
        return places.takes(read, wish, NOW) instanceof Caps.Answer.Placed;
    }

    private List<Boolean> atOnce(int most) throws Exception {
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Message message = message(i);
            all.add(() -> {
                // Each has looked at the customer before any of them saves.
                CustomerState read = states.load(customer);
                ready.countDown();
                ready.await();
                return takes(read, message, most);
            });
        }
        List<Boolean> took = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                took.add(one.get());
            }
        }
        return took;
    }

    @Test
    void oneGetsTheLastPlace() throws Exception {
        assertThat(atOnce(1)).filteredOn(took -> took).hasSize(1);
        assertThat(states.load(customer).caps().places().get(Channel.EMAIL)).hasSize(1);
        assertThat(atOnce(3))
                .as("with two places more, and one that has its own")
                .filteredOn(took -> took)
                .hasSize(3);
    }

    @Test
    void whoGivesItBackLeavesItToTheNext() {
        Message first = message(1);
        assertThat(takes(states.load(customer), first, 1)).isTrue();
        assertThat(takes(states.load(customer), message(2), 1)).isFalse();
        places.release(first.with(MessageStatus.SENT, NOW), NOW);
        assertThat(takes(states.load(customer), message(2), 1))
                .as("what left keeps its place")
                .isFalse();
        places.release(first.with(MessageStatus.FAILED, NOW), NOW);
        assertThat(takes(states.load(customer), message(2), 1)).isTrue();
    }
}
