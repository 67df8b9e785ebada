package dev.homing.emulator.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.interpreter.Execution;
import dev.homing.asl.interpreter.HistoryEvent;
import dev.homing.asl.interpreter.Interpreter;
import dev.homing.asl.interpreter.Limits;
import dev.homing.asl.interpreter.TaskCall;
import dev.homing.asl.interpreter.TaskOutcome;
import dev.homing.asl.interpreter.TokenResult;
import dev.homing.emulator.Context;
import dev.homing.emulator.Meter;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Page;
import dev.homing.emulator.wire.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Executions in progress and ended. The lock given in guards it; it is let go while a task's service is called, because a function
 * calls back through the endpoint (the interpreter allows being called from within a task).
 */
final class Executions implements AutoCloseable {
    /**
     * @param version null when started on the machine itself
     * @param definition as it stood at the start
     */
    private record Started(Machine machine, Machine.@Nullable Version version, Definition definition, String input) {}

    private record Ended(String executionArn, Instant at) {}

    /** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(90);

    private final Context context;
    private final Meter meter;
    private final ReentrantLock lock;
    private final Integrations integrations;
    private final Interpreter interpreter;
    private final Map<String, Started> started = new LinkedHashMap<>();

    private final Map<String, Bill> bills = new HashMap<>();

    /** Oldest first. */
    private final Deque<Ended> ended = new ArrayDeque<>();

    /** What the meter knows of an execution. */
    private static final class Bill {
        int eventsSeen;
        long statesEntered;
        long tasksEntered;
        long attempts;

        /** Every state entered and every attempt after the first is a transition. */
        long transitions() {
            return statesEntered + Math.max(0, attempts - tasksEntered);
        }
    }

    Executions(Context context, Meter meter, ReentrantLock lock) {
        this.context = context;
        this.meter = meter;
        this.lock = lock;
        this.integrations = new Integrations(context);
        this.interpreter = new Interpreter(this::runTask, new SplittableRandom(), Limits.aws(), this::statusChanged);
    }

    Optional<Instant> nextDue() {
        return interpreter.nextDue();
    }

    boolean runDue(Instant now) {
        return interpreter.runDue(now) > 0;
    }

    private TaskOutcome runTask(TaskCall call) {
        meter(call.executionArn());
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return integrations.call(call);
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }

    private void statusChanged(Execution execution) {
        if (execution.status() != Execution.Status.RUNNING) {
            meter(execution.executionArn());
            ended.add(new Ended(execution.executionArn(), context.clock().now()));
        }
        context.emit("default", statusChange(execution));
    }

    private void meter(String executionArn) {
        Bill bill = bills.computeIfAbsent(executionArn, arn -> new Bill());
        long before = bill.transitions();
        List<HistoryEvent> events = interpreter.history(executionArn);
        for (HistoryEvent event : events.subList(bill.eventsSeen, events.size())) {
            bill.statesEntered += event.type().endsWith("StateEntered") ? 1 : 0;
            bill.tasksEntered += event.type().equals("TaskStateEntered") ? 1 : 0;
            bill.attempts += event.type().equals("TaskScheduled") ? 1 : 0;
        }
        bill.eventsSeen = events.size();
        meter.transitions(bill.transitions() - before);
    }

    /** Looked at when the next one starts: until then nothing grows. */
    private void forgetOld() {
        Instant before = context.clock().now().minus(KEPT_AFTER_THE_END);
        while (!ended.isEmpty() && ended.getFirst().at.isBefore(before)) {
            String arn = ended.removeFirst().executionArn;
            interpreter.forget(arn);
            started.remove(arn);
            bills.remove(arn);
        }
    }

    /** @param version null to run the machine as it stands */
    ObjectNode start(Machine machine, Machine.@Nullable Version version, ObjectNode in) {
        forgetOld();
        String name = Json.text(in, "name", java.util.UUID.randomUUID().toString());
        if (!name.matches("[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}]{1,80}")) {
            throw Refused.of(400, "InvalidName", "Invalid Name: '" + name + "'");
        }
        String text = Json.text(in, "input", "{}");
        JsonNode input = Json.parseOrNull(text);
        if (input == null) {
            throw Refused.of(400, "InvalidExecutionInput", "Invalid State Machine Execution Input: not JSON");
        }
        String arn = "arn:aws:states:" + context.region() + ":" + context.account() + ":execution:" + machine.name + ":"
                + name;
        Started known = started.get(arn);
        if (known != null) {
            Execution execution = execution(arn);
            if (execution.status() == Execution.Status.RUNNING && known.input.equals(text)) {
                return startAnswer(execution);
            }
            throw Refused.of(400, "ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        Definition definition = version == null ? machine.definition : version.definition();
        started.put(arn, new Started(machine, version, definition, text));
        try {
            return startAnswer(interpreter.start(
                    arn,
                    version == null ? machine.arn : version.arn(),
                    name,
                    definition.machine(),
                    input,
                    context.clock().now()));
        } catch (IllegalArgumentException e) {
            started.remove(arn);
            throw Refused.of(400, "InvalidExecutionInput", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode startAnswer(Execution execution) {
        return Json.object()
                .put("executionArn", execution.executionArn())
                .put("startDate", Json.epochSeconds(execution.startedAt()));
    }

    ObjectNode stop(ObjectNode in) {
        Execution execution = execution(Json.required(in, "executionArn"));
        interpreter.stop(
                execution.executionArn(),
                Json.text(in, "error"),
                Json.text(in, "cause"),
                context.clock().now());
        Instant stoppedAt = execution(execution.executionArn()).stoppedAt();
        return Json.object()
                .put(
                        "stopDate",
                        Json.epochSeconds(stoppedAt == null ? context.clock().now() : stoppedAt));
    }

    ObjectNode describe(ObjectNode in) {
        Execution execution = execution(Json.required(in, "executionArn"));
        ObjectNode out = summary(execution);
        out.put("input", Json.write(execution.input()));
        out.putObject("inputDetails").put("included", true);
        if (execution.output() != null) {
            out.put("output", Json.write(execution.output()));
            out.putObject("outputDetails").put("included", true);
        }
        if (execution.error() != null) {
            out.put("error", execution.error());
        }
        if (execution.cause() != null) {
            out.put("cause", execution.cause());
        }
        return out;
    }

    /** The machine an execution runs, as its definition stood. */
    ObjectNode describeMachine(ObjectNode in) {
        Execution execution = execution(Json.required(in, "executionArn"));
        Started of = of(execution);
        return Json.object()
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", of.machine.name)
                .put("definition", of.definition.text())
                .put("roleArn", of.machine.roleArn)
                .put("updateDate", Json.epochSeconds(of.machine.createdAt));
    }

    private ObjectNode summary(Execution execution) {
        Started of = of(execution);
        ObjectNode out = Json.object()
                .put("executionArn", execution.executionArn())
                .put("stateMachineArn", of.machine.arn)
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", Json.epochSeconds(execution.startedAt()))
                .put("redriveCount", 0);
        if (execution.stoppedAt() != null) {
            out.put("stopDate", Json.epochSeconds(execution.stoppedAt()));
        }
        return of.version == null ? out : out.put("stateMachineVersionArn", of.version.arn());
    }

    /** Newest first. */
    ObjectNode list(Machine machine, Machine.@Nullable Version version, ObjectNode in) {
        String status = Json.text(in, "statusFilter");
        List<Execution> found = new ArrayList<>();
        for (Map.Entry<String, Started> entry : started.entrySet()) {
            Started of = entry.getValue();
            if (of.machine.arn.equals(machine.arn)
                    && (version == null
                            || (of.version != null && of.version.arn().equals(version.arn())))) {
                Execution execution = execution(entry.getKey());
                if (status == null || execution.status().name().equals(status)) {
                    found.addFirst(execution);
                }
            }
        }
        var page =
                Page.of(found, Json.text(in, "nextToken"), in.path("maxResults").asInt(), 100);
        ObjectNode out = Json.object();
        ArrayNode executions = out.putArray("executions");
        page.items().forEach(execution -> executions.add(summary(execution)));
        return page.nextToken() == null ? out : out.put("nextToken", page.nextToken());
    }

    ObjectNode history(ObjectNode in) {
        List<HistoryEvent> events =
                interpreter.history(execution(Json.required(in, "executionArn")).executionArn());
        var page = Page.of(
                in.path("reverseOrder").asBoolean() ? events.reversed() : events,
                Json.text(in, "nextToken"),
                in.path("maxResults").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("events");
        page.items().forEach(event -> list.add(event.toJson()));
        return page.nextToken() == null ? out : out.put("nextToken", page.nextToken());
    }

    ObjectNode taskSucceeded(ObjectNode in) {
        JsonNode output = Json.parseOrNull(Json.required(in, "output"));
        if (output == null) {
            throw Refused.of(400, "InvalidOutput", "Invalid JSON in output");
        }
        return answer(
                interpreter.taskSucceeded(token(in), output, context.clock().now()));
    }

    ObjectNode taskFailed(ObjectNode in) {
        return answer(interpreter.taskFailed(
                token(in),
                Json.text(in, "error"),
                Json.text(in, "cause"),
                context.clock().now()));
    }

    ObjectNode heartbeat(ObjectNode in) {
        return answer(interpreter.heartbeat(token(in), context.clock().now()));
    }

    private static String token(ObjectNode in) {
        return Json.required(in, "taskToken");
    }

    private static ObjectNode answer(TokenResult result) {
        return switch (result) {
            case TokenResult.Accepted() -> Json.object();
            case TokenResult.Unknown() -> throw Refused.of(400, "InvalidToken", "Invalid Token: 'Invalid token'");
            case TokenResult.TimedOut() ->
                throw Refused.of(400, "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
        };
    }

    private Execution execution(String arn) {
        return interpreter
                .execution(arn)
                .orElseThrow(() -> Refused.of(400, "ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    private Started of(Execution execution) {
        Started of = started.get(execution.executionArn());
        if (of == null) {
            throw new IllegalStateException("Unknown to us: " + execution.executionArn());
        }
        return of;
    }

    /** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html: times in milliseconds, JSON as text. */
    private ObjectNode statusChange(Execution execution) {
        Started of = of(execution);
        ObjectNode event = Json.object()
                .put("detail-type", "Step Functions Execution Status Change")
                .put("source", "aws.states");
        event.putArray("resources").add(execution.executionArn());
        ObjectNode detail = event.putObject("detail")
                .put("executionArn", execution.executionArn())
                .put("stateMachineArn", of.machine.arn)
                .put("name", execution.name())
                .put("status", execution.status().name())
                .put("startDate", execution.startedAt().toEpochMilli());
        if (execution.stoppedAt() == null) {
            detail.putNull("stopDate");
        } else {
            detail.put("stopDate", execution.stoppedAt().toEpochMilli());
        }
        detail.put("input", Json.write(execution.input()));
        detail.put("output", execution.output() == null ? null : Json.write(execution.output()));
        detail.put("stateMachineVersionArn", of.version == null ? null : of.version.arn())
                .putNull("stateMachineAliasArn")
                .put("redriveCount", 0)
                .putNull("redriveDate")
                .put("redriveStatus", "NOT_REDRIVABLE")
                .putNull("redriveStatusReason");
        detail.putObject("inputDetails").put("included", true);
        if (execution.output() == null) {
            detail.putNull("outputDetails");
        } else {
            detail.putObject("outputDetails").put("included", true);
        }
        detail.put("error", execution.error()).put("cause", execution.cause());
        return event;
    }

    @Override
    public void close() {
        integrations.close();
    }
}
