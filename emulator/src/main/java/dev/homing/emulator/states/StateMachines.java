package dev.homing.emulator.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Meter;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.Timed;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Page;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Step Functions, Standard workflows in JSONata. Status changes are told on the default bus. */
public final class StateMachines implements EmulatedApi, Timed, AutoCloseable {
    private static final String PREFIX = "AWSStepFunctions.";

    /** A version, or the machine itself. */
    private record Reference(Machine machine, Machine.@Nullable Version version) {}

    private final Context context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Executions executions;
    private final Map<String, Machine> machines = new TreeMap<>();

    public StateMachines(Context context, Meter meter) {
        this.context = context;
        this.executions = new Executions(context, meter, lock);
    }

    @Override
    public String name() {
        return "states";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith(PREFIX);
    }

    @Override
    public Optional<Instant> nextDue() {
        lock.lock();
        try {
            return executions.nextDue();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean runDue(Instant now) {
        lock.lock();
        try {
            return executions.runDue(now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        lock.lock();
        try {
            return Response.ok(carryOut(request.target().substring(PREFIX.length()), in));
        } catch (Refused e) {
            return e.response();
        } finally {
            lock.unlock();
            context.wake();
        }
    }

    private ObjectNode carryOut(String operation, ObjectNode in) {
        return switch (operation) {
            case "CreateStateMachine" -> create(in);
            case "UpdateStateMachine" -> update(in);
            case "PublishStateMachineVersion" -> publish(in);
            case "DescribeStateMachine" -> describe(reference(in, "stateMachineArn"));
            case "DeleteStateMachine" -> delete(in);
            case "ListStateMachines" -> list(in);
            case "ListStateMachineVersions" -> listVersions(in);
            case "DeleteStateMachineVersion" -> deleteVersion(in);
            case "ValidateStateMachineDefinition" -> Definition.diagnose(Json.required(in, "definition"));
            case "StartExecution" -> {
                Reference reference = reference(in, "stateMachineArn");
                yield executions.start(reference.machine, reference.version, in);
            }
            case "StopExecution" -> executions.stop(in);
            case "DescribeExecution" -> executions.describe(in);
            case "DescribeStateMachineForExecution" -> executions.describeMachine(in);
            case "ListExecutions" -> {
                Reference reference = reference(in, "stateMachineArn");
                yield executions.list(reference.machine, reference.version, in);
            }
            case "GetExecutionHistory" -> executions.history(in);
            case "SendTaskSuccess" -> executions.taskSucceeded(in);
            case "SendTaskFailure" -> executions.taskFailed(in);
            case "SendTaskHeartbeat" -> executions.heartbeat(in);
            case "TagResource", "UntagResource" -> Json.object();
            case "ListTagsForResource" -> {
                ObjectNode out = Json.object();
                out.putArray("tags");
                yield out;
            }
            default -> throw Refused.of(400, "UnknownOperationException", "Not emulated: states " + operation);
        };
    }

    private ObjectNode create(ObjectNode in) {
        String name = Json.required(in, "name");
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw Refused.of(400, "InvalidName", "Invalid Name: '" + name + "'");
        }
        if ("EXPRESS".equals(Json.text(in, "type"))) {
            throw Refused.of(400, "StateMachineTypeNotSupported", "Express workflows are not emulated.");
        }
        Definition definition = Definition.parse(Json.required(in, "definition"));
        String roleArn = Json.required(in, "roleArn");
        String arn = "arn:aws:states:" + context.region() + ":" + context.account() + ":stateMachine:" + name;
        Machine machine = machines.get(name);
        if (machine == null) {
            machine = new Machine(name, arn, definition, roleArn, now());
            machines.put(name, machine);
        } else if (!machine.definition.text().equals(definition.text()) || !machine.roleArn.equals(roleArn)) {
            throw Refused.of(400, "StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
        }
        ObjectNode out =
                Json.object().put("stateMachineArn", arn).put("creationDate", Json.epochSeconds(machine.createdAt));
        return publishIfAsked(machine, in, out);
    }

    private ObjectNode update(ObjectNode in) {
        Machine machine = reference(in, "stateMachineArn").machine;
        String definition = Json.text(in, "definition");
        String roleArn = Json.text(in, "roleArn");
        if (definition == null
                && roleArn == null
                && !in.has("loggingConfiguration")
                && !in.has("tracingConfiguration")) {
            throw Refused.of(
                    400, "MissingRequiredParameter", "Either the definition or the role ARN must be specified.");
        }
        machine.update(definition == null ? null : Definition.parse(definition), roleArn);
        ObjectNode out =
                Json.object().put("updateDate", Json.epochSeconds(now())).put("revisionId", machine.revision);
        return publishIfAsked(machine, in, out);
    }

    private ObjectNode publishIfAsked(Machine machine, ObjectNode in, ObjectNode out) {
        return in.path("publish").asBoolean()
                ? out.put(
                        "stateMachineVersionArn",
                        machine.publish(Json.text(in, "versionDescription", ""), now())
                                .arn())
                : out;
    }

    private ObjectNode publish(ObjectNode in) {
        Machine machine = reference(in, "stateMachineArn").machine;
        String revision = Json.text(in, "revisionId");
        if (revision != null && !revision.equals(machine.revision)) {
            throw Refused.of(400, "ConflictException", "The machine is at revision " + machine.revision + " by now.");
        }
        Machine.Version version = machine.publish(Json.text(in, "description", ""), now());
        return Json.object()
                .put("stateMachineVersionArn", version.arn())
                .put("creationDate", Json.epochSeconds(version.createdAt()));
    }

    private static ObjectNode describe(Reference reference) {
        Machine machine = reference.machine;
        Machine.Version version = reference.version;
        ObjectNode out = Json.object()
                .put("stateMachineArn", version == null ? machine.arn : version.arn())
                .put("name", machine.name)
                .put("status", "ACTIVE")
                .put("definition", (version == null ? machine.definition : version.definition()).text())
                .put("roleArn", machine.roleArn)
                .put("type", "STANDARD")
                .put("creationDate", Json.epochSeconds(version == null ? machine.createdAt : version.createdAt()))
                .put("revisionId", version == null ? machine.revision : version.revision());
        return version == null || version.description().isEmpty() ? out : out.put("description", version.description());
    }

    private ObjectNode delete(ObjectNode in) {
        machines.remove(nameOf(Json.required(in, "stateMachineArn")));
        return Json.object();
    }

    private ObjectNode list(ObjectNode in) {
        var page = Page.of(
                List.copyOf(machines.values()),
                Json.text(in, "nextToken"),
                in.path("maxResults").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("stateMachines");
        for (Machine machine : page.items()) {
            list.addObject()
                    .put("stateMachineArn", machine.arn)
                    .put("name", machine.name)
                    .put("type", "STANDARD")
                    .put("creationDate", Json.epochSeconds(machine.createdAt));
        }
        return page.nextToken() == null ? out : out.put("nextToken", page.nextToken());
    }

    /** Newest first. */
    private ObjectNode listVersions(ObjectNode in) {
        Machine machine = reference(in, "stateMachineArn").machine;
        List<Machine.Version> versions = new ArrayList<>(machine.versions.values());
        versions.sort(Comparator.comparingInt(Machine.Version::number).reversed());
        var page = Page.of(
                versions, Json.text(in, "nextToken"), in.path("maxResults").asInt(), 100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("stateMachineVersions");
        for (Machine.Version version : page.items()) {
            list.addObject()
                    .put("stateMachineVersionArn", version.arn())
                    .put("creationDate", Json.epochSeconds(version.createdAt()));
        }
        return page.nextToken() == null ? out : out.put("nextToken", page.nextToken());
    }

    /** Deleting one that is not there succeeds. Executions in progress keep their definition. */
    private ObjectNode deleteVersion(ObjectNode in) {
        String arn = Json.required(in, "stateMachineVersionArn");
        Machine machine = machines.get(nameOf(arn));
        if (machine != null) {
            machine.versions.values().removeIf(version -> version.arn().equals(arn));
        }
        return Json.object();
    }

    private Reference reference(ObjectNode in, String field) {
        String arn = Json.required(in, field);
        Machine machine = machines.get(nameOf(arn));
        if (machine != null && machine.arn.equals(arn)) {
            return new Reference(machine, null);
        }
        if (machine != null) {
            for (Machine.Version version : machine.versions.values()) {
                if (version.arn().equals(arn)) {
                    return new Reference(machine, version);
                }
            }
        }
        throw Refused.of(400, "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    private static String nameOf(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length < 7 || !parts[2].equals("states") || !parts[5].equals("stateMachine")) {
            throw Refused.of(400, "InvalidArn", "Invalid Arn: '" + arn + "'");
        }
        return parts[6];
    }

    private Instant now() {
        return context.clock().now();
    }

    @Override
    public void close() {
        executions.close();
    }
}
