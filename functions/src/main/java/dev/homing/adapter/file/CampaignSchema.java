package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The language of campaign files as a JSON Schema, for editors and for whoever makes such files. It is the part of the API's own document that
 * describes them, so that there is one description. A test holds it to the reader.
 */
public final class CampaignSchema {
    private static final String DOCUMENT = "/openapi.json";
    private static final String ROOT = "CampaignFile";
    private static final String IN_DOCUMENT = "#/components/schemas/";
    private static final String IN_SCHEMA = "#/$defs/";

    private CampaignSchema() {}

    /** JSON Schema, draft 2020-12. */
    public static ObjectNode json() {
        JsonNode schemas = document().path("components").path("schemas");
        ObjectNode schema = CampaignFile.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A campaign of Homing");
        schema.put("$ref", IN_SCHEMA + ROOT);
        ObjectNode definitions = schema.putObject("$defs");
        Deque<String> wanted = new ArrayDeque<>();
        wanted.add(ROOT);
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (!definitions.has(name)) {
                definitions.set(name, moved(schemas.path(name).deepCopy(), wanted));
            }
        }
        // In a request the address says it.
        if (definitions.path(ROOT).path("required") instanceof ArrayNode required) {
            required.insert(0, "key");
        }
        return schema;
    }

    /** With its references as they are here, and those they lead to noted. */
    private static JsonNode moved(JsonNode json, Deque<String> wanted) {
        switch (json) {
            case ObjectNode object -> {
                String reference = object.path("$ref").asText();
                if (reference.startsWith(IN_DOCUMENT)) {
                    String name = reference.substring(IN_DOCUMENT.length());
                    wanted.add(name);
                    object.put("$ref", IN_SCHEMA + name);
                }
                // OpenAPI's own word; each alternative says its type as a constant as well.
                object.remove("discriminator");
                object.forEach(child -> moved(child, wanted));
            }
            case ArrayNode array -> array.forEach(child -> moved(child, wanted));
            default -> {
                // A text, number or boolean leads nowhere.
            }
        }
        return json;
    }

    private static JsonNode document() {
        try (InputStream in = CampaignSchema.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            return CampaignFile.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
