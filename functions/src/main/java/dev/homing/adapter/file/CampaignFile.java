package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Renderer;
import dev.homing.domain.Durations;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as people write it and as the API takes it: JSON with a trigger, a flow and settings, its templates in files of their own or in
 * the list {@code templates}. The starters under {@code templates/campaigns} are examples.
 */
public final class CampaignFile {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    /** The window in which an order counts for a campaign that says nothing. */
    public static final Duration USUAL_ATTRIBUTION_WINDOW = Duration.ofDays(7);

    private CampaignFile() {}

    /** What became of a file. */
    public sealed interface Reading {
        /** @param version with number 0 and no executable, as it was not published yet */
        record Valid(Campaign.Version version) implements Reading {}

        /** @param problems all of them, in the order of the file */
        record Invalid(List<Problem> problems) implements Reading {}
    }

    /**
     * Something that has to be mended.
     *
     * @param field where, such as {@code flow.nodes.email.waitsFor.within}
     * @param message what is wrong, and what to do about it
     */
    public record Problem(String field, String message) {
        @Override
        public String toString() {
            return field + ": " + message;
        }
    }

    /** @return a template that the campaign names, read with its problems; null where there is none of that key */
    @FunctionalInterface
    public interface Templates {
        CampaignFileTemplates.@Nullable Reading find(String key);

        /** The newest versions of all templates that there are. */
        static Templates of(dev.homing.app.port.Templates stored) {
            return key -> {
                TemplateVersion newest = stored.newest(key);
                return newest == null ? null : new CampaignFileTemplates.Reading(newest.template(), List.of());
            };
        }

        /** Templates that are at hand. */
        static Templates of(SequencedMap<String, Template> known) {
            return key -> {
                Template template = known.get(key);
                return template == null ? null : new CampaignFileTemplates.Reading(template, List.of());
            };
        }
    }

    /**
     * Reads a file and checks everything that can be checked before a campaign is published.
     *
     * @param templates where those are that the file itself does not bring
     * @param renderer tries every template, so that a broken one is found now and not when it is sent
     */
    public static Reading read(String json, Templates templates, Renderer renderer) {
        List<Problem> problems = new ArrayList<>();
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return new Reading.Invalid(List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
        if (!(tree instanceof ObjectNode object)) {
            return new Reading.Invalid(List.of(new Problem("", "not a JSON object; a campaign file begins with {")));
        }
        CampaignFileFields fields = CampaignFileFields.strict(object, problems);
        // By which editors find the schema; it says nothing to Homing.
        fields.has("$schema");
        SequencedMap<String, Template> brought = CampaignFileTemplates.inline(fields);
        Campaign.Version version = CampaignFileReader.version(fields, 0, null, Instant.EPOCH, brought);
        fields.onlyKnown();
        CampaignFileRules.flow(version, problems);
        CampaignFileRules.branches(version, problems);
        CampaignFileRules.starts(version, problems);
        CampaignFileRules.webhooks(version, renderer, problems);
        SequencedMap<String, Template> used =
                CampaignFileRules.templates(version, brought, templates, renderer, problems);
        return problems.isEmpty()
                ? new Reading.Valid(version.with(used, Map.of()))
                : new Reading.Invalid(List.copyOf(problems));
    }

    /**
     * Reads a file of a directory with {@code campaigns/} and {@code messages/} in it.
     *
     * @param path such as {@code campaigns/cart-recovery.json}
     * @param files a file's text by its path; null where there is none
     */
    public static Reading open(String path, Function<String, @Nullable String> files, Renderer renderer) {
        String json = files.apply(path);
        return json == null
                ? new Reading.Invalid(List.of(new Problem("", "there is no file " + path)))
                : read(json, CampaignFileTemplates.in(files), renderer);
    }

    /** The file of a version, without its templates. */
    public static String write(Campaign.Version version) {
        return pretty(toJson(version));
    }

    /** The file of a version, with its templates. */
    public static String writeWhole(Campaign.Version version) {
        ObjectNode json = toJson(version);
        json.set("templates", CampaignFileTemplates.toJson(version.templates()));
        return pretty(json);
    }

    /** Reads a template by itself, as it stands in a campaign's list of templates. */
    public static CampaignFileTemplates.Reading readTemplate(String json, Renderer renderer) {
        CampaignFileTemplates.Reading reading = CampaignFileTemplates.alone(json);
        Template template = reading.template();
        if (template == null) {
            return reading;
        }
        List<Problem> problems = new ArrayList<>(reading.problems());
        CampaignFileRules.placeholders(template, "", renderer, problems);
        return new CampaignFileTemplates.Reading(template, problems);
    }

    static String pretty(JsonNode json) {
        return json.toPrettyString() + "\n";
    }

    /** As {@link #write}, as a tree. */
    public static ObjectNode toJson(Campaign.Version version) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("key", version.campaign());
        json.put("name", version.name());
        json.put("description", version.description());
        json.put("kind", version.kind().key());
        json.set("trigger", TriggerFile.write(version.trigger()));
        json.put("attributionWindow", Durations.iso(version.attributionWindow()));
        SendingRulesFile.write(json, version.rules());
        json.set("flow", FlowFile.write(version.flow()));
        return json;
    }
}
