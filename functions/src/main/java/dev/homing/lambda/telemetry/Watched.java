package dev.homing.lambda.telemetry;

import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.RejectedEvents;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.Timers;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports whose use the {@link Journal} is to know of: use cases know nothing of it. */
public final class Watched {
    private Watched() {}

    /** Events that were taken in, each with its customer. */
    public record Events(Timeline timeline) implements Timeline {
        @Override
        public void put(Entry entry, Instant expiresAt) {
            timeline.put(entry, expiresAt);
            CustomerEvent event = entry.event();
            if (event != null) {
                Journal.note("events", event.messageId(), entry.customer());
                Journal.count(Metric.EVENTS_RECEIVED);
            }
        }

        @Override
        public boolean has(CustomerId customer, CustomerEvent event) {
            return timeline.has(customer, event);
        }

        @Override
        public @Nullable Entry find(CustomerId customer, String key) {
            return timeline.find(customer, key);
        }

        @Override
        public List<Entry> newest(CustomerId customer, @Nullable String before, int limit) {
            return timeline.newest(customer, before, limit);
        }
    }

    public record Rejections(RejectedEvents rejected) implements RejectedEvents {
        @Override
        public void put(RejectedEvent event, Instant expiresAt) {
            rejected.put(event, expiresAt);
            Journal.note("rejected", event.id());
            Journal.count(Metric.EVENTS_REJECTED);
        }

        @Override
        public Page page(@Nullable String before, int limit) {
            return rejected.page(before, limit);
        }

        @Override
        public @Nullable RejectedEvent find(String id) {
            return rejected.find(id);
        }

        @Override
        public void replayed(String id, Instant at) {
            rejected.replayed(id, at);
        }

        @Override
        public void forget(String id) {
            rejected.forget(id);
        }
    }

    public record Arming(Timers timers) implements Timers {
        @Override
        public void arm(CustomerId customer, String timerId, Instant at) {
            timers.arm(customer, timerId, at);
            Journal.note("armed", timerId, customer);
        }

        @Override
        public void sendLater(SendJob job, Instant at) {
            timers.sendLater(job, at);
        }

        @Override
        public void doLater(OutcomeQueue.Job.Broadcast job, Instant at) {
            timers.doLater(job, at);
        }

        @Override
        public void disarm(String timerId) {
            timers.disarm(timerId);
        }

        @Override
        public void takeBack(SendJob job, Instant at) {
            timers.takeBack(job, at);
        }
    }

    /** Runs that are new. */
    public record Starts(Runs runs) implements Runs {
        @Override
        public @Nullable Run find(RunId id) {
            return runs.find(id);
        }

        @Override
        public boolean save(Run run, Instant expiresAt) {
            boolean saved = runs.save(run, expiresAt);
            if (saved && run.revision() == 0) {
                Journal.note("started", run.id(), run.campaign());
                Journal.count(Metric.RUNS_STARTED);
            }
            return saved;
        }

        @Override
        public List<Run> of(CustomerId customer) {
            return runs.of(customer);
        }
    }

    public record Deferring(OutcomeQueue queue) implements OutcomeQueue {
        @Override
        public void enqueue(Job job, Duration after) {
            queue.enqueue(job, after);
            if (job instanceof Job.Settle(CustomerId customer)) {
                Journal.note("deferred", customer);
                Journal.count(Metric.OUTCOMES_DEFERRED);
            }
        }
    }
}
