package dev.homing.emulator.delivery;

import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.Timed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries in progress, for one service: each is tried when it is due, again with growing pauses when the target fails, and ends as a
 * dead letter when its policy is exhausted. A target that does not exist is not retried. A function is invoked asynchronously as
 * Lambda does it: twice more, after one and two minutes, then the event is lost (Lambda has taken it, so the target's dead-letter
 * queue never sees it).
 */
public final class Deliveries implements Timed {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private record Attempt(Instant due, long sequence, Delivery delivery, int failures) {}

    private final Context context;
    private final PriorityQueue<Attempt> waiting =
            new PriorityQueue<>(Comparator.comparing(Attempt::due).thenComparingLong(Attempt::sequence));
    private long sequence;

    public Deliveries(Context context) {
        this.context = context;
    }

    /** Will be tried at {@code due}, by the pump. */
    public void add(Delivery delivery, Instant due) {
        add(delivery, due, 0);
    }

    private synchronized void add(Delivery delivery, Instant due, int failures) {
        waiting.add(new Attempt(due, sequence++, delivery, failures));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Attempt::due);
    }

    /** How many are not done. */
    public synchronized int size() {
        return waiting.size();
    }

    private synchronized @Nullable Attempt takeDue(Instant now) {
        Attempt head = waiting.peek();
        return head == null || head.due.isAfter(now) ? null : waiting.poll();
    }

    @Override
    public boolean runDue(Instant now) {
        boolean any = false;
        for (Attempt attempt = takeDue(now); attempt != null; attempt = takeDue(now)) {
            any = true;
            attempt(attempt, now);
        }
        return any;
    }

    private void attempt(Attempt attempt, Instant now) {
        Delivery delivery = attempt.delivery;
        try {
            context.deliver(delivery.targetArn(), delivery.body(), delivery.parameters());
        } catch (DeliveryFailed e) {
            failed(attempt, e, now);
        }
    }

    private void failed(Attempt attempt, DeliveryFailed failure, Instant now) {
        Delivery delivery = attempt.delivery;
        int failures = attempt.failures + 1;
        if (failure.code().equals("ResourceNotFoundException")
                || failure.code().endsWith("NonExistentQueue")
                || failure.code().endsWith("QueueDoesNotExist")) {
            bury(delivery, failure, failures - 1, "SDK_CLIENT_ERROR", null);
            return;
        }
        if (delivery.targetArn().contains(":lambda:")) {
            if (failures > 2) {
                LOG.error(
                        "{} failed three times; the event is lost, as Lambda loses it without a destination on failure: {}",
                        delivery.targetArn(),
                        delivery.body());
            } else {
                add(delivery, now.plus(Duration.ofMinutes(failures)), failures);
            }
            return;
        }
        Instant next = now.plus(pause(failures));
        if (failures > delivery.retryPolicy().maximumRetries()) {
            bury(delivery, failure, failures - 1, failure.code(), "MaximumRetryAttempts");
        } else if (next.isAfter(delivery.since().plus(delivery.retryPolicy().maximumAge()))) {
            bury(delivery, failure, failures - 1, failure.code(), "MaximumEventAgeInSeconds");
        } else {
            add(delivery, next, failures);
        }
    }

    private static Duration pause(int failures) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void bury(
            Delivery delivery, DeliveryFailed failure, int retries, String errorCode, @Nullable String exhausted) {
        String deadLetterArn = delivery.deadLetterArn();
        if (deadLetterArn == null) {
            LOG.warn(
                    "Dropped, having no dead-letter queue: {} did not take {}",
                    delivery.targetArn(),
                    delivery.body(),
                    failure);
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>(delivery.origin());
        attributes.put("TARGET_ARN", delivery.targetArn());
        attributes.put("ERROR_CODE", errorCode);
        attributes.put("ERROR_MESSAGE", failure.getMessage() == null ? failure.code() : failure.getMessage());
        attributes.put("RETRY_ATTEMPTS", Integer.toString(retries));
        if (exhausted != null) {
            attributes.put("EXHAUSTED_RETRY_CONDITION", exhausted);
        }
        try {
            context.deliver(deadLetterArn, delivery.body(), attributes);
        } catch (DeliveryFailed e) {
            LOG.warn("Dropped: neither {} nor its dead-letter queue took {}", delivery.targetArn(), delivery.body(), e);
        }
    }
}
