package dev.homing.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an account may call how often. A call beyond that is refused with AWS's own error, as if the service had never heard of it.
 *
 * @param rates none: everything is let through
 */
public record Quotas(List<Rate> rates) {
    /** As an emulator is by itself. */
    public static final Quotas NONE = new Quotas(List.of());

    /**
     * A new account's in us-east-1, out of the sandbox of SES. See
     * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html,
     * https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html,
     * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html and
     * https://docs.aws.amazon.com/ses/latest/dg/quotas.html
     */
    public static final Quotas US_EAST_1 = new Quotas(List.of(
            Rate.of("events.PutEvents", 10_000, 10_000, 400, "ThrottlingException"),
            Rate.of("states.StartExecution", 300, 1_300, 400, "ThrottlingException"),
            Rate.of("states.SendTaskSuccess", 500, 3_000, 400, "ThrottlingException"),
            Rate.of("states.SendTaskFailure", 500, 3_000, 400, "ThrottlingException"),
            Rate.of("states.SendTaskHeartbeat", 500, 3_000, 400, "ThrottlingException"),
            Rate.of("scheduler.CreateSchedule", 1_000, 1_000, 429, "ThrottlingException"),
            Rate.of("scheduler.DeleteSchedule", 1_000, 1_000, 429, "ThrottlingException"),
            Rate.of("ses.SendEmail", 14, 14, 429, "TooManyRequestsException")));

    public Quotas {
        rates = List.copyOf(rates);
    }

    /**
     * How often one operation may be called: a bucket that is full at the beginning.
     *
     * @param operation {@code service.Operation}, as {@link Meter} counts it
     * @param perSecond how fast the bucket fills
     * @param burst how much it holds
     * @param status of the refusal
     * @param type of the refusal
     */
    public record Rate(String operation, double perSecond, double burst, int status, String type) {
        static Rate of(String operation, double perSecond, double burst, int status, String type) {
            return new Rate(operation, perSecond, burst, status, type);
        }
    }

    /** The same, so many times smaller; a bucket holds one call at least. */
    public Quotas dividedBy(int by) {
        return new Quotas(rates.stream()
                .map(rate -> new Rate(
                        rate.operation(),
                        rate.perSecond() / by,
                        Math.max(1, rate.burst() / by),
                        rate.status(),
                        rate.type()))
                .toList());
    }

    /** These on a clock. Safe for any thread. */
    static final class Kept {
        private final VirtualClock clock;
        private final Meter meter;
        private final Map<String, Bucket> buckets;

        Kept(Quotas quotas, VirtualClock clock, Meter meter) {
            this.clock = clock;
            this.meter = meter;
            this.buckets = new ConcurrentHashMap<>(
                    quotas.rates().stream().collect(Collectors.toMap(Rate::operation, (Function<Rate, Bucket>)
                            rate -> new Bucket(rate, clock.now()))));
        }

        /** What a call is answered that is one too many; null where it may go on. */
        @Nullable
        Response refused(String service, String operation) {
            Bucket bucket = buckets.isEmpty() ? null : buckets.get(service + "." + operation);
            if (bucket == null || bucket.take(clock.now())) {
                return null;
            }
            meter.call("throttled", service + "." + operation);
            return Response.error(
                    bucket.rate.status(),
                    bucket.rate.type(),
                    bucket.rate.type().startsWith("TooMany") ? "Maximum sending rate exceeded." : "Rate exceeded");
        }
    }

    private static final class Bucket {
        private final Rate rate;
        private double held;
        private Instant at;

        Bucket(Rate rate, Instant at) {
            this.rate = rate;
            this.held = rate.burst();
            this.at = at;
        }

        synchronized boolean take(Instant now) {
            double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
            held = Math.min(rate.burst(), held + seconds * rate.perSecond());
            at = now;
            if (held < 1) {
                return false;
            }
            held--;
            return true;
        }
    }
}
