package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.homing.adapter.Starters;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.campaign.Campaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema says of a file's structure what the reader says: which fields there are, which are needed, of which type and with which words. What
 * concerns several fields, or the range of a value, is the reader's alone. A field that is null is absent for the reader, and wrong by the schema.
 */
class CampaignSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CampaignSchema.json());
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static ObjectNode file(String key) {
        Campaign.Version starter =
                switch (key) {
                    case "every-node" -> Starters.everyNode();
                    case "cart-sms" -> Starters.cartSms();
                    case "cart-push" -> Starters.cartPush();
                    default -> Starters.campaign(key);
                };
        ObjectNode file = CampaignFile.toJson(starter);
        file.set("templates", CampaignFileTemplates.toJson(starter.templates()));
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cart-recovery",
                "payment-failed",
                "browse-recovery",
                "price-drop",
                "lead-re-engagement",
                "viewed-often",
                "loyalty",
                "anniversary",
                "confirm-subscription",
                "every-node",
                "cart-sms",
                "cart-push"
            })
    void takesTheStarters_andRefusesWhatTheReaderRefuses_whereverItIsBroken(String key) {
        assertThat(bySchema(file(key))).isEmpty();
        assertThat(byReader(file(key))).isEmpty();
        Map<String, ObjectNode> broken = new LinkedHashMap<>();
        breakAll(file(key), file(key), "", broken);
        assertThat(broken).hasSizeGreaterThan(100);
        List<String> differences = new ArrayList<>();
        broken.forEach((how, file) -> {
            List<String> schema = bySchema(file);
            List<Problem> reader = byReader(file);
            if (schema.isEmpty() != reader.isEmpty()) {
                differences.add(how + ": the schema says " + schema + ", the reader " + reader);
            }
        });
        assertThat(differences).isEmpty();
    }

    private static List<String> bySchema(JsonNode file) {
        return SCHEMA.validate(file).stream().map(Object::toString).toList();
    }

    /** Field by field, without what concerns several of them. */
    private static List<Problem> byReader(ObjectNode file) {
        List<Problem> problems = new ArrayList<>();
        CampaignFileFields fields = CampaignFileFields.strict(file, problems);
        fields.has("$schema");
        CampaignFileReader.version(fields, 0, null, Instant.EPOCH, CampaignFileTemplates.inline(fields));
        fields.onlyKnown();
        // As many parameters as the body has numbers.
        problems.removeIf(problem -> problem.message().endsWith("placeholders; give one for each"));
        return problems;
    }

    /** Copies of a file, each with one thing wrong, by what that is. */
    private static void breakAll(ObjectNode file, JsonNode at, String pointer, Map<String, ObjectNode> broken) {
        switch (at) {
            case ObjectNode object -> {
                broken.put(pointer + " with another field", changed(file, pointer, "surprise", JSON.numberNode(1)));
                object.properties().forEach(field -> {
                    String name = field.getKey();
                    String child = pointer + "/" + name;
                    broken.put(child + " missing", changed(file, pointer, name, null));
                    for (JsonNode other : others(field.getValue())) {
                        broken.put(child + " as " + other, changed(file, pointer, name, other));
                    }
                    breakAll(file, field.getValue(), child, broken);
                });
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    breakAll(file, array.get(i), pointer + "/" + i, broken);
                }
            }
            default -> {
                // Broken from above.
            }
        }
    }

    /** Values of other types than a field has. */
    private static List<JsonNode> others(JsonNode value) {
        List<JsonNode> others = new ArrayList<>(
                List.of(JSON.numberNode(5), JSON.booleanNode(true), JSON.objectNode(), JSON.arrayNode()));
        others.removeIf(other -> other.getNodeType() == value.getNodeType());
        if (!value.isTextual()) {
            others.add(JSON.textNode("text"));
        }
        return others;
    }

    /** @param value null: without that field */
    private static ObjectNode changed(ObjectNode file, String pointer, String name, @Nullable JsonNode value) {
        ObjectNode copy = file.deepCopy();
        ObjectNode object = (ObjectNode) copy.at(pointer);
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
        return copy;
    }
}
