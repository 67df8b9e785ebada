package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.event.SeenEvent;
import dev.homing.domain.event.SeenEvent.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What was seen of an event's name, as stored: of each property its type, and a sample where there is one. */
public final class SeenEventCodec {
    private SeenEventCodec() {}

    public static String write(SeenEvent seen) {
        return new Fields()
                .put("name", seen.name())
                .put("count", seen.count())
                .at("lastSeen", seen.lastSeen())
                .put("properties", properties(seen.properties()))
                .put("products", properties(seen.products()))
                .write();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static SeenEvent read(String text) {
        Fields json = Fields.parse(text);
        return new SeenEvent(
                json.text("name"),
                json.number("count"),
                json.at("lastSeen"),
                properties(json.raw("properties")),
                properties(json.raw("products")));
    }

    private static Map<String, Object> properties(SequencedMap<String, Property> properties) {
        Map<String, Object> json = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            List<String> pair = new ArrayList<>();
            pair.add(property.type().key());
            if (property.sample() != null) {
                pair.add(property.sample());
            }
            json.put(name, pair);
        });
        return json;
    }

    private static SequencedMap<String, Property> properties(@Nullable Object json) {
        SequencedMap<String, Property> properties = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, pair) -> {
                if (pair instanceof List<?> list && !list.isEmpty()) {
                    properties.put(
                            String.valueOf(name),
                            new Property(
                                    Keys.constant(SeenEvent.Type.class, String.valueOf(list.getFirst())),
                                    list.size() > 1 ? String.valueOf(list.getLast()) : null));
                }
            });
        }
        return properties;
    }
}
