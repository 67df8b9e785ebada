package dev.homing.lambda.admin;

import dev.homing.app.port.EventCatalogue;
import dev.homing.domain.event.SeenEvent;
import dev.homing.domain.event.SeenEvent.Property;
import dev.homing.lambda.http.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code /api/catalogue}: the names that were really seen. */
final class CatalogueRoutes {
    private static final String IDENTIFY = "identify";

    private final EventCatalogue catalogue;

    CatalogueRoutes(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/catalogue/events", Role.VIEWER, (_, _) -> events());
    }

    private Response events() {
        List<Map<String, Object>> events = new ArrayList<>();
        List<Map<String, @Nullable Object>> attributes = new ArrayList<>();
        catalogue.all().stream()
                .sorted(Comparator.comparingLong(SeenEvent::count).reversed().thenComparing(SeenEvent::name))
                .forEach(seen -> {
                    if (seen.name().equals(IDENTIFY)) {
                        attributes.addAll(properties(seen.properties()));
                    } else {
                        events.add(json(seen));
                    }
                });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("events", events);
        json.put("attributes", attributes);
        return Response.json(200, json);
    }

    private static Map<String, Object> json(SeenEvent seen) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", seen.name());
        json.put("count", seen.count());
        json.put("lastSeen", seen.lastSeen().toString());
        json.put("properties", properties(seen.properties()));
        json.put("productProperties", properties(seen.products()));
        return json;
    }

    private static List<Map<String, @Nullable Object>> properties(SequencedMap<String, Property> properties) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        properties.forEach((name, property) -> {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("type", property.type().key());
            json.put("sample", property.sample());
            list.add(json);
        });
        list.sort(Comparator.comparing(property -> String.valueOf(property.get("name"))));
        return list;
    }
}
