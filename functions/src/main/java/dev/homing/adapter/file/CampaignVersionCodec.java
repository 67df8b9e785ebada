package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * A published version as it is stored: the campaign's file with its templates, number, executable and time. Reading it back is lenient: what
 * was valid when it was published stays so, whatever the rules for new ones are by then.
 */
public final class CampaignVersionCodec {
    private CampaignVersionCodec() {}

    public static String write(Campaign.Version version) {
        ObjectNode json = CampaignFile.toJson(version);
        json.put("number", version.number());
        json.put("publishedAt", version.publishedAt().toString());
        if (version.executable() != null) {
            json.put("executable", version.executable());
        }
        json.set("templates", CampaignFileTemplates.toJson(version.templates()));
        return json.toString();
    }

    /**
     * @throws IllegalArgumentException where it is not what {@link #write} wrote
     */
    public static Campaign.Version read(String text) {
        try {
            if (!(CampaignFile.MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new IllegalArgumentException("A stored campaign version is a JSON object");
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.lenient(json, problems);
            SequencedMap<String, Template> templates = CampaignFileTemplates.inline(fields);
            Campaign.Version version = CampaignFileReader.version(
                    fields,
                    json.path("number").intValue(),
                    fields.optionalText("executable"),
                    Instant.parse(fields.text("publishedAt")),
                    templates);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("A stored campaign version cannot be read: " + problems);
            }
            return version;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A stored campaign version is not JSON", e);
        }
    }
}
