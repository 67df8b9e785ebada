package dev.homing.emulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Custom audiences for ads as far as their members go. Meta tells nobody who is in one; this stand-in lists them, to be looked at. Not safe for
 * threads: {@link GraphApi} guards it.
 *
 * @see <a href="https://developers.facebook.com/docs/marketing-api/reference/custom-audience/users/">Meta's documentation</a>
 */
final class CustomAudiences {
    private static final String HASH = "[0-9a-f]{64}|";

    /** By audience: people, each as the columns that were told. */
    private final Map<String, List<List<String>>> audiences = new TreeMap<>();

    ObjectNode list(String audience) {
        ObjectNode out = Json.object();
        ArrayNode data = out.putArray("data");
        for (List<String> person : audiences.getOrDefault(audience, List.of())) {
            ArrayNode columns = data.addArray();
            person.forEach(columns::add);
        }
        return out;
    }

    /** @throws GraphError where Meta would refuse all of it */
    ObjectNode change(String audience, ObjectNode in, boolean add) {
        JsonNode payload = in.path("payload");
        JsonNode schema = payload.path("schema");
        JsonNode data = payload.path("data");
        if (!schema.isArray() || schema.isEmpty() || !data.isArray() || data.isEmpty() || data.size() > 10_000) {
            throw GraphError.parameter("payload needs a schema, and data of 1 to 10000 rows");
        }
        int invalid = 0;
        List<List<String>> members = audiences.computeIfAbsent(audience, _ -> new ArrayList<>());
        for (JsonNode row : data) {
            List<String> person = new ArrayList<>();
            row.forEach(column -> person.add(column.asText()));
            boolean valid = person.size() == schema.size()
                    && person.stream().allMatch(column -> column.matches(HASH))
                    && person.stream().anyMatch(column -> !column.isEmpty());
            if (!valid) {
                invalid++;
            } else {
                members.removeIf(member -> shares(member, person));
                if (add) {
                    members.add(person);
                }
            }
        }
        ObjectNode out = Json.object().put("audience_id", audience).put("session_id", "1");
        out.put("num_received", data.size()).put("num_invalid_entries", invalid).putObject("invalid_entry_samples");
        return out;
    }

    /** Any of the columns finds a person. */
    private static boolean shares(List<String> member, List<String> person) {
        for (int i = 0; i < Math.min(member.size(), person.size()); i++) {
            if (!person.get(i).isEmpty() && person.get(i).equals(member.get(i))) {
                return true;
            }
        }
        return false;
    }
}
