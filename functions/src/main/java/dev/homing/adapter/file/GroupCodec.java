package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.Destination;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Audiences and lists as they are stored. */
public final class GroupCodec {
    private static final String DESTINATIONS = "destinations";

    private GroupCodec() {}

    public static String write(Audience audience) {
        ObjectNode json = CampaignFile.MAPPER
                .createObjectNode()
                .put("key", audience.key())
                .put("name", audience.name())
                .put("since", audience.since())
                .put("at", audience.at().toString());
        json.set("condition", ConditionFile.write(audience.condition().condition()));
        if (!audience.destinations().isEmpty()) {
            ObjectNode destinations = json.putObject(DESTINATIONS);
            audience.destinations()
                    .forEach((name, destination) -> destinations.set(name, DestinationFile.write(destination)));
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException where it is not what {@link #write} wrote */
    public static Audience audience(String text) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode json = object(text);
        CampaignFileFields fields = CampaignFileFields.lenient(json, problems);
        Condition condition = ConditionFile.read(fields, "condition", ConditionFile.About.CUSTOMER);
        SequencedMap<String, Destination> destinations = new LinkedHashMap<>();
        CampaignFileFields told = fields.optionalObject(DESTINATIONS);
        if (told != null) {
            told.names().forEach(name -> destinations.put(name, DestinationFile.read(told.object(name))));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("A stored audience cannot be read: " + problems);
        }
        return new Audience(
                fields.text("key"),
                fields.text("name"),
                Resolved.of(condition),
                json.path("since").longValue(),
                Instant.parse(fields.text("at")),
                destinations);
    }

    public static String write(StaticList list) {
        return CampaignFile.MAPPER
                .createObjectNode()
                .put("key", list.key())
                .put("name", list.name())
                .put("at", list.at().toString())
                .toString();
    }

    public static StaticList list(String text) {
        ObjectNode json = object(text);
        return new StaticList(
                json.path("key").asText(),
                json.path("name").asText(),
                Instant.parse(json.path("at").asText()));
    }

    private static ObjectNode object(String text) {
        try {
            if (CampaignFile.MAPPER.readTree(text) instanceof ObjectNode json) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A stored group is not JSON", e);
        }
        throw new IllegalArgumentException("A stored group is a JSON object");
    }
}
