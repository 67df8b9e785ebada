package dev.homing.emulator.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configuration sets and where their events go. Not safe for threads: {@link Ses} guards it. */
final class ConfigurationSets {
    private record Destination(String name, ObjectNode definition) {}

    private record ConfigurationSet(ObjectNode definition, Map<String, Destination> destinations) {}

    private final Map<String, ConfigurationSet> sets = new TreeMap<>();

    boolean contains(String name) {
        return sets.containsKey(name);
    }

    /** The buses that hear of such events of a set's mails. */
    List<String> busesFor(@Nullable String name, MailEvent event) {
        List<String> buses = new ArrayList<>();
        ConfigurationSet set = name == null ? null : sets.get(name);
        if (set != null) {
            for (Destination destination : set.destinations.values()) {
                JsonNode definition = destination.definition;
                boolean enabled = definition.path("Enabled").asBoolean();
                if (enabled && Json.texts(definition, "MatchingEventTypes").contains(event.matchingType())) {
                    String bus = Json.text(definition.path("EventBridgeDestination"), "EventBusArn");
                    if (bus != null) {
                        buses.add(bus);
                    }
                }
            }
        }
        return buses;
    }

    ObjectNode create(ObjectNode in) {
        String name = Json.required(in, "ConfigurationSetName");
        if (sets.containsKey(name)) {
            throw Refused.of(400, "AlreadyExistsException", "Configuration set <" + name + "> already exists.");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw Refused.of(400, "BadRequestException", "Configuration set name must match [A-Za-z0-9_-]{1,64}.");
        }
        sets.put(name, new ConfigurationSet(in, new TreeMap<>()));
        return Json.object();
    }

    ObjectNode get(String name) {
        return set(name).definition.deepCopy();
    }

    ObjectNode list() {
        ObjectNode out = Json.object();
        out.set("ConfigurationSets", Json.array(List.copyOf(sets.keySet())));
        return out;
    }

    ObjectNode delete(String name) {
        set(name);
        sets.remove(name);
        return Json.object();
    }

    ObjectNode createDestination(String setName, ObjectNode in) {
        String name = Json.required(in, "EventDestinationName");
        if (set(setName).destinations.containsKey(name)) {
            throw Refused.of(400, "AlreadyExistsException", "Event destination <" + name + "> already exists.");
        }
        return keep(setName, name, in);
    }

    ObjectNode updateDestination(String setName, String name, ObjectNode in) {
        destination(setName, name);
        return keep(setName, name, in);
    }

    private ObjectNode keep(String setName, String name, ObjectNode in) {
        if (!(in.path("EventDestination") instanceof ObjectNode definition)) {
            throw Refused.of(400, "BadRequestException", "EventDestination is required.");
        }
        String bus = Json.text(definition.path("EventBridgeDestination"), "EventBusArn");
        if (bus == null) {
            throw Refused.of(400, "BadRequestException", "Event destinations here are EventBridge buses.");
        }
        if (!bus.endsWith(":event-bus/default")) {
            throw Refused.of(400, "BadRequestException", "Amazon SES supports only the default event bus, not " + bus);
        }
        set(setName).destinations.put(name, new Destination(name, definition));
        return Json.object();
    }

    ObjectNode deleteDestination(String setName, String name) {
        destination(setName, name);
        set(setName).destinations.remove(name);
        return Json.object();
    }

    ObjectNode destinations(String setName) {
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("EventDestinations");
        for (Destination destination : set(setName).destinations.values()) {
            list.add(destination.definition.deepCopy().put("Name", destination.name));
        }
        return out;
    }

    private void destination(String setName, String name) {
        if (!set(setName).destinations.containsKey(name)) {
            throw Refused.of(404, "NotFoundException", "Event destination <" + name + "> does not exist.");
        }
    }

    private ConfigurationSet set(String name) {
        ConfigurationSet set = sets.get(name);
        if (set == null) {
            throw Refused.of(404, "NotFoundException", "Configuration set <" + name + "> does not exist.");
        }
        return set;
    }
}
