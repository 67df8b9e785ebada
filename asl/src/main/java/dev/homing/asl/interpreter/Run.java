package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.asl.StateMachine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution while it runs, and what is left of it afterwards. */
final class Run {
    final String executionArn;
    final String stateMachineArn;
    final String name;
    final StateMachine machine;
    final JsonNode input;
    final Instant startedAt;
    final Scope root;
    final History history;

    Execution.Status status = Execution.Status.RUNNING;

    @Nullable
    JsonNode output;

    @Nullable
    String error;

    @Nullable
    String cause;

    @Nullable
    Instant stoppedAt;

    @Nullable
    Due timeout;
    /** All tokens it has been given. */
    final List<String> tokens = new ArrayList<>();

    private Instant stepsAt = Instant.MIN;
    private int steps;

    Run(
            String executionArn,
            String stateMachineArn,
            String name,
            StateMachine machine,
            JsonNode input,
            Instant startedAt,
            int maxEvents) {
        this.executionArn = executionArn;
        this.stateMachineArn = stateMachineArn;
        this.name = name;
        this.machine = machine;
        this.input = input;
        this.startedAt = startedAt;
        this.root = new Scope(this, null, machine, null);
        this.history = new History(maxEvents);
    }

    boolean isRunning() {
        return status == Execution.Status.RUNNING;
    }

    /** Whether its time has run out by now, whatever the queue has got to. */
    boolean isOverdue(Instant now) {
        return timeout != null && !timeout.at().isAfter(now);
    }

    /** How many steps it has taken at this moment, this one included. */
    int countStep(Instant now) {
        if (!stepsAt.equals(now)) {
            stepsAt = now;
            steps = 0;
        }
        return ++steps;
    }

    /** The name in the machine's ARN: {@code arn:aws:states:REGION:ACCOUNT:stateMachine:NAME[:VERSION]}. */
    String stateMachineName() {
        String marker = ":stateMachine:";
        int at = stateMachineArn.indexOf(marker);
        String rest = at < 0 ? stateMachineArn : stateMachineArn.substring(at + marker.length());
        int version = rest.indexOf(':');
        return version < 0 ? rest : rest.substring(0, version);
    }

    Execution snapshot() {
        return new Execution(
                executionArn, stateMachineArn, name, status, input, output, error, cause, startedAt, stoppedAt);
    }

    /** The events of a run, each chained to the one before it in its scope. */
    static final class History {
        private final List<HistoryEvent> events = new ArrayList<>();
        private final int maxEvents;

        private History(int maxEvents) {
            this.maxEvents = maxEvents;
        }

        List<HistoryEvent> events() {
            return List.copyOf(events);
        }

        void execution(
                Scope root,
                String type,
                @Nullable JsonNode payload,
                @Nullable String error,
                @Nullable String cause,
                Instant at) {
            // The last place is kept for the event that says how the execution ended: this is that event, or the first.
            add(root, type, null, payload, error, cause, null, 0, at);
            if (events.size() == 1) {
                // AWS: the first state, too, has no event before it.
                root.lastEventId = 0;
            }
        }

        void state(Visit visit, String type, @Nullable JsonNode payload, Instant at) {
            checkRoom();
            add(visit.scope, type, visit.name, payload, null, null, null, 0, at);
        }

        void task(
                Visit visit,
                String type,
                String resource,
                @Nullable JsonNode payload,
                @Nullable String error,
                @Nullable String cause,
                Instant at) {
            checkRoom();
            add(visit.scope, type, visit.name, payload, error, cause, resource, 0, at);
        }

        /** An event of a Parallel, of a Map or of one of its iterations, which is chained within the scope given. */
        void fan(
                Scope scope,
                String type,
                Visit owner,
                @Nullable String error,
                @Nullable String cause,
                long number,
                Instant at) {
            checkRoom();
            add(scope, type, owner.name, null, error, cause, null, number, at);
        }

        private void checkRoom() {
            if (events.size() >= maxEvents - 1) {
                throw new Full(maxEvents);
            }
        }

        private void add(
                Scope scope,
                String type,
                @Nullable String stateName,
                @Nullable JsonNode payload,
                @Nullable String error,
                @Nullable String cause,
                @Nullable String resource,
                long number,
                Instant at) {
            long id = events.size() + 1L;
            events.add(new HistoryEvent(
                    id, scope.lastEventId, at, type, stateName, payload, error, cause, resource, number));
            scope.lastEventId = id;
        }

        /** No room for another event but the last. */
        static final class Full extends RuntimeException {
            private Full(int maxEvents) {
                super(
                        "The execution reached the maximum number of history events (" + maxEvents + ").",
                        null,
                        false,
                        false);
            }
        }
    }
}
