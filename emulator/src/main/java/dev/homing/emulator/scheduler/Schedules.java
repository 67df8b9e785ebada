package dev.homing.emulator.scheduler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** EventBridge Scheduler. A flexible time window is accepted and the schedule fires at its beginning. */
public final class Schedules implements EmulatedApi, Timed {
    private record Firing(Instant due, long revision, Schedule schedule) {}

    private record Group(String name, String arn, Instant createdAt, Map<String, Schedule> schedules) {}

    private final Context context;
    private final Deliveries deliveries;
    private final Map<String, Group> groups = new TreeMap<>();

    /** Firings of schedules that are gone or changed stay until their turn and are dropped then. */
    private final PriorityQueue<Firing> firings =
            new PriorityQueue<>(Comparator.comparing(Firing::due).thenComparingLong(Firing::revision));

    private long revisions;

    public Schedules(Context context) {
        this.context = context;
        this.deliveries = new Deliveries(context);
        addGroup("default");
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public boolean handles(Request request) {
        return operation(request) != null;
    }

    @Override
    public @Nullable String operation(Request request) {
        List<String> path = request.segments();
        boolean listed = path.size() == 1;
        if (path.isEmpty() || path.size() > 2 || (listed && !request.method().equals("GET"))) {
            return null;
        }
        String noun =
                switch (path.getFirst()) {
                    case "schedules" -> "Schedule";
                    case "schedule-groups" -> "ScheduleGroup";
                    default -> "";
                };
        if (noun.isEmpty()) {
            return null;
        }
        return switch (request.method()) {
            case "GET" -> listed ? "List" + noun + "s" : "Get" + noun;
            case "POST" -> "Create" + noun;
            case "PUT" -> "Update" + noun;
            case "DELETE" -> "Delete" + noun;
            default -> null;
        };
    }

    @Override
    public Response handle(Request request) throws Exception {
        ObjectNode in = request.json();
        try {
            return Response.ok(carryOut(request, in));
        } catch (Refused e) {
            return e.response();
        } finally {
            context.wake();
        }
    }

    private synchronized ObjectNode carryOut(Request request, ObjectNode in) {
        Map<String, String> query = request.query();
        String name = request.segments().getLast();
        String groupName = query.getOrDefault("groupName", "default");
        return switch (String.valueOf(operation(request))) {
            case "CreateSchedule" -> create(name, in);
            case "UpdateSchedule" -> update(name, in);
            case "GetSchedule" -> schedule(groupName, name).describe();
            case "DeleteSchedule" -> {
                schedule(groupName, name);
                group(groupName).schedules.remove(name);
                yield Json.object();
            }
            case "ListSchedules" -> list(query);
            case "CreateScheduleGroup" -> createGroup(name);
            case "GetScheduleGroup" -> describe(group(name));
            case "DeleteScheduleGroup" -> deleteGroup(name);
            case "ListScheduleGroups" -> listGroups(query);
            default -> throw Refused.of(400, "UnknownOperationException", "Not emulated: scheduler " + request);
        };
    }

    private ObjectNode create(String name, ObjectNode in) {
        Group group = group(Json.text(in, "GroupName", "default"));
        Schedule schedule = parse(group, name, in, null);
        Schedule taken = group.schedules.get(name);
        if (taken != null) {
            boolean sameCall = !schedule.clientToken().isEmpty()
                    && schedule.clientToken().equals(taken.clientToken())
                    && schedule.definition().equals(taken.definition());
            if (sameCall) {
                return Json.object().put("ScheduleArn", taken.arn());
            }
            throw Refused.of(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        keep(group, schedule);
        return Json.object().put("ScheduleArn", schedule.arn());
    }

    private ObjectNode update(String name, ObjectNode in) {
        String groupName = Json.text(in, "GroupName", "default");
        Schedule old = schedule(groupName, name);
        Schedule schedule = parse(group(groupName), name, in, old.createdAt());
        keep(group(groupName), schedule);
        return Json.object().put("ScheduleArn", schedule.arn());
    }

    private Schedule parse(Group group, String name, ObjectNode in, @Nullable Instant createdAt) {
        String arn = "arn:aws:scheduler:" + context.region() + ":" + context.account() + ":schedule/" + group.name + "/"
                + name;
        return Schedule.parse(
                group.name, name, arn, in, createdAt, context.clock().now(), revisions++);
    }

    private void keep(Group group, Schedule schedule) {
        group.schedules.put(schedule.name(), schedule);
        if (schedule.enabled()) {
            schedule.firstFiring().ifPresent(due -> firings.add(new Firing(due, schedule.revision(), schedule)));
        }
    }

    private boolean stands(Firing firing) {
        Group group = groups.get(firing.schedule.group());
        Schedule now = group == null ? null : group.schedules.get(firing.schedule.name());
        return now != null && now.revision() == firing.revision;
    }

    private @Nullable Firing head() {
        Firing head = firings.peek();
        while (head != null && !stands(head)) {
            firings.poll();
            head = firings.peek();
        }
        return head;
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Stream.concat(Optional.ofNullable(head()).map(Firing::due).stream(), deliveries.nextDue().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public boolean runDue(Instant now) {
        synchronized (this) {
            for (Firing firing = head(); firing != null && !firing.due.isAfter(now); firing = head()) {
                firings.poll();
                fire(firing, now);
            }
        }
        return deliveries.runDue(now);
    }

    private void fire(Firing firing, Instant now) {
        Schedule schedule = firing.schedule;
        String group = schedule.messageGroupId();
        deliveries.add(
                new Delivery(
                        schedule.targetArn(),
                        body(firing),
                        group == null ? Map.of() : Map.of("MessageGroupId", group),
                        schedule.retryPolicy(),
                        schedule.deadLetterArn(),
                        Map.of("SCHEDULE_ARN", schedule.arn()),
                        now),
                firing.due);
        Optional<Instant> next = schedule.firingAfter(firing.due);
        if (next.isPresent()) {
            firings.add(new Firing(next.get(), firing.revision, schedule));
        } else if (schedule.deletedAfterCompletion()) {
            group(schedule.group()).schedules.remove(schedule.name());
        }
    }

    /** The input with Scheduler's context attributes filled in; without an input, an event of Scheduler's own. */
    private String body(Firing firing) {
        Schedule schedule = firing.schedule;
        String input = schedule.input();
        if (input == null) {
            ObjectNode event = Json.object()
                    .put("version", "0")
                    .put("id", UUID.randomUUID().toString())
                    .put("detail-type", "Scheduled Event")
                    .put("source", "aws.scheduler")
                    .put("account", context.account())
                    .put("time", firing.due.toString())
                    .put("region", context.region());
            event.putArray("resources").add(schedule.arn());
            return Json.write(event.put("detail", "{}"));
        }
        return input.replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.scheduled-time>", firing.due.toString())
                .replace("<aws.scheduler.execution-id>", UUID.randomUUID().toString())
                .replace("<aws.scheduler.attempt-number>", "1");
    }

    private ObjectNode list(Map<String, String> query) {
        String groupName = query.get("ScheduleGroup");
        String prefix = query.getOrDefault("NamePrefix", "");
        String state = query.get("State");
        Stream<Group> searched = groupName == null ? groups.values().stream() : Stream.of(group(groupName));
        var page = Page.of(
                searched.flatMap(group -> group.schedules.values().stream())
                        .filter(schedule -> schedule.name().startsWith(prefix))
                        .filter(schedule -> state == null || schedule.enabled() == state.equals("ENABLED"))
                        .toList(),
                query.get("NextToken"),
                Integer.parseInt(query.getOrDefault("MaxResults", "0")),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("Schedules");
        page.items().forEach(schedule -> list.add(schedule.summary()));
        return page.nextToken() == null ? out : out.put("NextToken", page.nextToken());
    }

    private ObjectNode createGroup(String name) {
        if (groups.containsKey(name)) {
            throw Refused.of(409, "ConflictException", "Schedule group " + name + " already exists.");
        }
        return Json.object().put("ScheduleGroupArn", addGroup(name).arn);
    }

    private Group addGroup(String name) {
        String arn = "arn:aws:scheduler:" + context.region() + ":" + context.account() + ":schedule-group/" + name;
        Group group = new Group(name, arn, context.clock().now(), new TreeMap<>());
        groups.put(name, group);
        return group;
    }

    private ObjectNode deleteGroup(String name) {
        if (name.equals("default")) {
            throw Refused.validation("The default schedule group cannot be deleted.");
        }
        group(name);
        groups.remove(name);
        return Json.object();
    }

    private ObjectNode listGroups(Map<String, String> query) {
        String prefix = query.getOrDefault("NamePrefix", "");
        var page = Page.of(
                groups.values().stream()
                        .filter(group -> group.name.startsWith(prefix))
                        .toList(),
                query.get("NextToken"),
                Integer.parseInt(query.getOrDefault("MaxResults", "0")),
                100);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("ScheduleGroups");
        page.items().forEach(group -> list.add(describe(group)));
        return page.nextToken() == null ? out : out.put("NextToken", page.nextToken());
    }

    private static ObjectNode describe(Group group) {
        return Json.object()
                .put("Arn", group.arn)
                .put("Name", group.name)
                .put("State", "ACTIVE")
                .put("CreationDate", Json.epochSeconds(group.createdAt))
                .put("LastModificationDate", Json.epochSeconds(group.createdAt));
    }

    private Group group(String name) {
        Group group = groups.get(name);
        if (group == null) {
            throw Refused.of(404, "ResourceNotFoundException", "Schedule group " + name + " does not exist.");
        }
        return group;
    }

    private Schedule schedule(String groupName, String name) {
        Schedule schedule = group(groupName).schedules.get(name);
        if (schedule == null) {
            throw Refused.of(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
        }
        return schedule;
    }
}
