package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Bus;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.Timed;
import dev.homing.emulator.delivery.Deliveries;
import dev.homing.emulator.delivery.Delivery;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Page;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * EventBridge: buses with rules, and targets that are queues, functions and other buses. Matching happens when an event is put;
 * delivery is the pump's, in the order of putting.
 */
public final class EventBuses implements EmulatedApi, Timed, Bus {
    private static final Logger LOG = LoggerFactory.getLogger(EventBuses.class);
    private static final String PREFIX = "AWSEvents.";
    private static final String DEFAULT = "default";

    /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
    private static final int MAX_TARGETS_A_RULE = 5;

    private final Context context;
    private final Deliveries deliveries;
    private final PutEvents putEvents;
    private final Map<String, EventBus> buses = new TreeMap<>();

    public EventBuses(Context context) {
        this.context = context;
        this.deliveries = new Deliveries(context);
        this.putEvents = new PutEvents(context);
        buses.put(
                DEFAULT, new EventBus(DEFAULT, busArn(DEFAULT), context.clock().now(), null));
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public boolean handles(Request request) {
        return request.target().startsWith(PREFIX);
    }

    /** How many deliveries are not done. */
    public int waiting() {
        return deliveries.size();
    }

    @Override
    public Optional<Instant> nextDue() {
        return deliveries.nextDue();
    }

    @Override
    public boolean runDue(Instant now) {
        return deliveries.runDue(now);
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        try {
            ObjectNode out = carryOut(request.target().substring(PREFIX.length()), in);
            return Response.ok(out);
        } catch (Refused e) {
            return e.response();
        } finally {
            context.wake();
        }
    }

    private synchronized ObjectNode carryOut(String operation, ObjectNode in) {
        return switch (operation) {
            case "PutEvents" -> putEvents.carryOut(in, this::publish);
            case "CreateEventBus" -> createEventBus(in);
            case "DescribeEventBus" -> describe(bus(Json.text(in, "Name", DEFAULT)));
            case "ListEventBuses" -> listEventBuses(in);
            case "DeleteEventBus" -> deleteEventBus(in);
            case "PutRule" -> putRule(in);
            case "DescribeRule" -> describe(bus(in), rule(in, "Name"));
            case "ListRules" -> listRules(in);
            case "DeleteRule" -> deleteRule(in);
            case "EnableRule", "DisableRule" -> {
                rule(in, "Name").enabled = operation.equals("EnableRule");
                yield Json.object();
            }
            case "PutTargets" -> putTargets(in);
            case "ListTargetsByRule" -> listTargets(in);
            case "RemoveTargets" -> removeTargets(in);
            case "TestEventPattern" -> testEventPattern(in);
            case "TagResource", "UntagResource" -> Json.object();
            case "ListTagsForResource" -> {
                ObjectNode out = Json.object();
                out.putArray("Tags");
                yield out;
            }
            default -> throw Refused.of(400, "UnknownOperationException", "Not emulated: events " + operation);
        };
    }

    /** Puts an AWS service's own event on a bus, completing its envelope. */
    @Override
    public synchronized void emit(String busName, ObjectNode event) {
        ObjectNode envelope = PutEvents.envelope(
                context,
                Json.text(event, "id"),
                Json.text(event, "source", "aws"),
                Json.text(event, "detail-type", ""),
                Json.instant(event, "time"),
                event.path("resources"),
                event.path("detail"));
        publish(busName, envelope);
        context.wake();
    }

    private synchronized void publish(String busNameOrArn, ObjectNode event) {
        EventBus bus = buses.get(nameOf(busNameOrArn));
        if (bus == null) {
            // EventBridge takes such an entry without a word and drops it; a developer wants the word.
            LOG.warn("Dropped an event put on the bus {}, which does not exist: {}", busNameOrArn, event);
            return;
        }
        publish(bus, event, 0);
    }

    private void publish(EventBus bus, ObjectNode event, int hops) {
        List<Rule> matching;
        try {
            matching = bus.matching(event);
        } catch (Exception e) {
            throw new IllegalStateException("The matcher failed on " + event, e);
        }
        Instant now = context.clock().now();
        for (Rule rule : matching) {
            for (Target target : rule.targets.values()) {
                if (target.arn().contains(":event-bus/")) {
                    EventBus next = buses.get(nameOf(target.arn()));
                    // A forwarded event is not forwarded again: so EventBridge prevents loops.
                    if (next != null && hops == 0) {
                        publish(next, event, hops + 1);
                    }
                    continue;
                }
                String body = target.body(event, rule, now);
                if (body == null) {
                    LOG.warn(
                            "Not sent to {}: the input template of {} made no JSON of {}",
                            target.arn(),
                            rule.arn,
                            event);
                    continue;
                }
                String group = target.messageGroupId();
                deliveries.add(
                        new Delivery(
                                target.arn(),
                                body,
                                group == null ? Map.of() : Map.of("MessageGroupId", group),
                                target.retryPolicy(),
                                target.deadLetterArn(),
                                Map.of("RULE_ARN", rule.arn),
                                now),
                        now);
            }
        }
    }

    private ObjectNode createEventBus(ObjectNode in) {
        String name = Json.required(in, "Name");
        if (buses.containsKey(name)) {
            throw Refused.of(400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        if (!name.matches("[/.\\-_A-Za-z0-9]{1,256}")) {
            throw Refused.validation(
                    "Value '" + name + "' at 'name' failed to satisfy constraint: [/\\.\\-_A-Za-z0-9]+");
        }
        var bus = new EventBus(name, busArn(name), context.clock().now(), Json.text(in, "Description"));
        buses.put(name, bus);
        return Json.object().put("EventBusArn", bus.arn);
    }

    private ObjectNode listEventBuses(ObjectNode in) {
        String prefix = Json.text(in, "NamePrefix", "");
        var page = Page.of(
                buses.values().stream()
                        .filter(bus -> bus.name.startsWith(prefix))
                        .toList(),
                Json.text(in, "NextToken"),
                in.path("Limit").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("EventBuses");
        page.items().forEach(bus -> list.add(describe(bus)));
        return withToken(out, page.nextToken());
    }

    private ObjectNode deleteEventBus(ObjectNode in) {
        String name = nameOf(Json.required(in, "Name"));
        if (name.equals(DEFAULT)) {
            throw Refused.validation("Cannot delete event bus default.");
        }
        EventBus bus = buses.get(name);
        if (bus != null && !bus.rules.isEmpty()) {
            throw Refused.validation("Event bus can't be deleted since it has rules.");
        }
        buses.remove(name);
        return Json.object();
    }

    private ObjectNode putRule(ObjectNode in) {
        EventBus bus = bus(in);
        String name = Json.required(in, "Name");
        if (Json.text(in, "ScheduleExpression") != null) {
            throw Refused.validation("Scheduled rules are not emulated; use EventBridge Scheduler.");
        }
        String pattern = Json.text(in, "EventPattern");
        if (pattern == null) {
            throw Refused.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        String problem = EventBus.problem(pattern);
        if (problem != null) {
            throw Refused.of(400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
        }
        Rule rule = new Rule(name, ruleArn(bus, name), pattern);
        rule.enabled = !"DISABLED".equals(Json.text(in, "State"));
        rule.description = Json.text(in, "Description");
        rule.roleArn = Json.text(in, "RoleArn");
        Rule old = bus.rules.get(name);
        if (old != null) {
            rule.targets.putAll(old.targets);
        }
        bus.put(rule);
        return Json.object().put("RuleArn", rule.arn);
    }

    private ObjectNode listRules(ObjectNode in) {
        EventBus bus = bus(in);
        String prefix = Json.text(in, "NamePrefix", "");
        var page = Page.of(
                bus.rules.values().stream()
                        .filter(rule -> rule.name.startsWith(prefix))
                        .toList(),
                Json.text(in, "NextToken"),
                in.path("Limit").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Rules");
        page.items().forEach(rule -> list.add(describe(bus, rule)));
        return withToken(out, page.nextToken());
    }

    private ObjectNode deleteRule(ObjectNode in) {
        EventBus bus = bus(in);
        Rule rule = bus.rules.get(Json.required(in, "Name"));
        if (rule != null && !rule.targets.isEmpty()) {
            throw Refused.validation("Rule can't be deleted since it has targets.");
        }
        bus.remove(Json.required(in, "Name"));
        return Json.object();
    }

    private ObjectNode putTargets(ObjectNode in) {
        Rule rule = rule(in, "Rule");
        for (JsonNode definition : in.path("Targets")) {
            Target target = Target.parse((ObjectNode) definition);
            if (!rule.targets.containsKey(target.id()) && rule.targets.size() == MAX_TARGETS_A_RULE) {
                throw Refused.of(
                        400, "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            rule.targets.put(target.id(), target);
        }
        ObjectNode out = Json.object().put("FailedEntryCount", 0);
        out.putArray("FailedEntries");
        return out;
    }

    private ObjectNode listTargets(ObjectNode in) {
        var page = Page.of(
                List.copyOf(rule(in, "Rule").targets.values()),
                Json.text(in, "NextToken"),
                in.path("Limit").asInt(),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Targets");
        page.items().forEach(target -> list.add(target.definition()));
        return withToken(out, page.nextToken());
    }

    private ObjectNode removeTargets(ObjectNode in) {
        Rule rule = rule(in, "Rule");
        ObjectNode out = Json.object();
        ArrayNode failed = out.putArray("FailedEntries");
        for (String id : Json.texts(in, "Ids")) {
            if (rule.targets.remove(id) == null) {
                failed.addObject()
                        .put("TargetId", id)
                        .put("ErrorCode", "ResourceNotFoundException")
                        .put("ErrorMessage", "Rule " + rule.name + " does not have a target " + id + ".");
            }
        }
        return out.put("FailedEntryCount", failed.size());
    }

    private ObjectNode testEventPattern(ObjectNode in) {
        String pattern = Json.required(in, "EventPattern");
        String problem = EventBus.problem(pattern);
        if (problem != null) {
            throw Refused.of(400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
        }
        try {
            return Json.object().put("Result", EventBus.matches(pattern, Json.required(in, "Event")));
        } catch (Exception e) {
            throw Refused.validation("Parameter Event is not valid. Reason: " + e.getMessage());
        }
    }

    private ObjectNode describe(EventBus bus) {
        ObjectNode out = Json.object().put("Name", bus.name).put("Arn", bus.arn);
        if (bus.description != null) {
            out.put("Description", bus.description);
        }
        return out.put("CreationTime", Json.epochSeconds(bus.createdAt));
    }

    private static ObjectNode describe(EventBus bus, Rule rule) {
        ObjectNode out = Json.object()
                .put("Name", rule.name)
                .put("Arn", rule.arn)
                .put("EventPattern", rule.pattern)
                .put("State", rule.enabled ? "ENABLED" : "DISABLED")
                .put("EventBusName", bus.name);
        if (rule.description != null) {
            out.put("Description", rule.description);
        }
        if (rule.roleArn != null) {
            out.put("RoleArn", rule.roleArn);
        }
        return out;
    }

    private static ObjectNode withToken(ObjectNode out, @Nullable String nextToken) {
        return nextToken == null ? out : out.put("NextToken", nextToken);
    }

    private EventBus bus(ObjectNode in) {
        return bus(Json.text(in, "EventBusName", DEFAULT));
    }

    private EventBus bus(String nameOrArn) {
        EventBus bus = buses.get(nameOf(nameOrArn));
        if (bus == null) {
            throw Refused.of(400, "ResourceNotFoundException", "Event bus " + nameOf(nameOrArn) + " does not exist.");
        }
        return bus;
    }

    private Rule rule(ObjectNode in, String field) {
        EventBus bus = bus(in);
        Rule rule = bus.rules.get(Json.required(in, field));
        if (rule == null) {
            throw Refused.of(
                    400,
                    "ResourceNotFoundException",
                    "Rule " + Json.text(in, field) + " does not exist on EventBus " + bus.name + ".");
        }
        return rule;
    }

    private static String nameOf(String nameOrArn) {
        int at = nameOrArn.indexOf(":event-bus/");
        return nameOrArn.startsWith("arn:") && at > 0 ? nameOrArn.substring(at + ":event-bus/".length()) : nameOrArn;
    }

    private String busArn(String name) {
        return "arn:aws:events:" + context.region() + ":" + context.account() + ":event-bus/" + name;
    }

    private String ruleArn(EventBus bus, String name) {
        return "arn:aws:events:" + context.region() + ":" + context.account() + ":rule/"
                + (bus.name.equals(DEFAULT) ? "" : bus.name + "/") + name;
    }
}
