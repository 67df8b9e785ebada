package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/**
 * A version or a draft as it is stored: the campaign's file with the keys and numbers of its templates, its own number, executable, time and
 * author. Reading it back is lenient: what was valid when it was saved stays so, whatever the rules for new ones are by then.
 */
public final class CampaignVersionCodec {
    private CampaignVersionCodec() {}

    /** @param version whose templates are all stored and have their numbers */
    public static String write(Campaign.Version version) {
        ObjectNode json = CampaignFile.toJson(version);
        json.put("number", version.number());
        json.put("publishedAt", version.publishedAt().toString());
        if (version.executable() != null) {
            json.put("executable", version.executable());
        }
        json.put("publishedBy", version.publishedBy());
        ObjectNode templates = json.putObject("templates");
        version.templates()
                .keySet()
                .forEach(key -> templates.put(key, version.templateVersions().get(key)));
        return json.toString();
    }

    /**
     * @param template finds a template by its key and number
     * @throws IllegalArgumentException where it is not what {@link #write} wrote
     */
    public static Campaign.Version read(String text, BiFunction<String, Integer, Template> template) {
        try {
            if (!(CampaignFile.MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new IllegalArgumentException("A stored campaign version is a JSON object");
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.lenient(json, problems);
            Map<String, Integer> numbers = new LinkedHashMap<>();
            json.path("templates")
                    .properties()
                    .forEach(entry ->
                            numbers.put(entry.getKey(), entry.getValue().intValue()));
            Campaign.Version version = CampaignFileReader.version(
                    fields,
                    json.path("number").intValue(),
                    fields.optionalText("executable"),
                    Instant.parse(fields.text("publishedAt")),
                    new LinkedHashMap<>());
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("A stored campaign version cannot be read: " + problems);
            }
            SequencedMap<String, Template> templates = new LinkedHashMap<>();
            numbers.forEach((key, number) -> templates.put(key, template.apply(key, number)));
            return version.published(
                            version.number(),
                            version.executable(),
                            json.path("publishedBy").asText(""),
                            version.publishedAt())
                    .with(templates, numbers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A stored campaign version is not JSON", e);
        }
    }
}
