package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What openapi.json says of the answers. */
final class ApiDocument {
    static final ObjectNode JSON = document();

    private static final String BASE = "https://homing.example/openapi.json";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, JSON.toString())));

    private ApiDocument() {}

    private static ObjectNode document() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/openapi.json")) {
            return (ObjectNode)
                    AwsEvents.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an answer by the document; empty where nothing is. */
    static List<String> problems(String method, String pattern, Answer answer) {
        String operation = "/paths/" + pattern.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
        String response = operation + "/responses/" + answer.status();
        assertThat(JSON.at(response).isMissingNode())
                .as("%s is documented", response)
                .isFalse();
        JsonNode shared = JSON.at(response).path("$ref");
        String at = shared.isMissingNode() ? response : shared.asText().substring(1);
        String type = answer.header("content-type").replace("/", "~1");
        String schemaAt = at + "/content/" + type + "/schema";
        assertThat(JSON.at(schemaAt).isMissingNode())
                .as("%s is documented", schemaAt)
                .isFalse();
        String pointer = schemaAt.replace("{", "%7B").replace("}", "%7D");
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(BASE + "#" + pointer));
        return schema
                .validate(
                        answer.json(),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
