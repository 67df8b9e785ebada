package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code homing.schema.json}: what the file may look like, and in its descriptions, what would do. */
final class ConfigSchema {
    private final JsonNode document;
    private final Schema schema;

    ConfigSchema() {
        try (InputStream text = ConfigSchema.class.getResourceAsStream("/homing.schema.json")) {
            document = new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document);
    }

    List<ConfigProblem> problems(JsonNode file) {
        return schema.validate(file).stream().map(this::problem).distinct().toList();
    }

    /** @param field such as {@code environments.production.shop.timeZone} */
    String remedy(String field) {
        return at(field).path("description").asText();
    }

    private ConfigProblem problem(Error error) {
        String place =
                error.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
        String named = error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> {
                String missing = below(place, String.valueOf(named));
                yield new ConfigProblem(missing, "is missing", remedy(missing));
            }
            case "additionalProperties" ->
                new ConfigProblem(
                        below(place, String.valueOf(named)),
                        "is no setting",
                        "known are " + String.join(", ", known(place)));
            case "dependentRequired" -> {
                String alone = below(place, String.valueOf(named));
                yield new ConfigProblem(alone, "is not enough alone", remedy(alone));
            }
            case "propertyNames" -> new ConfigProblem(below(place, named), "is no name that will do", remedy(place));
            default -> new ConfigProblem(place, "'" + text(error.getInstanceNode()) + "' will not do", remedy(place));
        };
    }

    private static String below(String place, @Nullable String name) {
        return name == null ? place : place.isEmpty() ? name : place + "." + name;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.isTextual() ? value.textValue() : value.toString();
    }

    private Set<String> known(String place) {
        Set<String> names = new TreeSet<>();
        at(place).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode at(String field) {
        JsonNode place = document;
        for (String name : field.isEmpty() ? new String[0] : field.split("\\.")) {
            JsonNode known = place.path("properties").path(name);
            place = place.has("items")
                    ? place.get("items")
                    : known.isMissingNode() ? place.path("additionalProperties") : known;
        }
        return place;
    }
}
