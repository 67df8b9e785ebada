package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.json.Json;
import dev.homing.app.campaign.Edition;
import dev.homing.app.campaign.Warnings;
import dev.homing.app.port.Held;
import dev.homing.domain.Durations;
import dev.homing.domain.analytics.Figures;
import dev.homing.domain.analytics.RecoveryReport;
import dev.homing.domain.analytics.Standing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.TriggerWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Campaigns as the admin API shows them. */
final class CampaignJson {
    private CampaignJson() {}

    /** @param draft whether something was saved that is not live */
    static Map<String, Object> summary(
            Campaign campaign, boolean draft, RecoveryReport report, Map<String, Standing> standing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", campaign.key());
        json.put("name", campaign.name());
        json.put("status", campaign.status().key());
        json.put("version", campaign.number());
        json.put("draft", draft);
        json.put("kind", campaign.kind().key());
        json.put("startsWhen", TriggerWords.of(campaign.trigger()));
        json.put("channels", campaign.channels().stream().map(Channel::key).toList());
        json.put(
                "activeRuns",
                standing.getOrDefault(campaign.key(), Standing.NONE).active());
        Figures results = report.byCampaign().stream()
                .filter(line -> line.of().equals(campaign.key()))
                .map(RecoveryReport.Compared::current)
                .findFirst()
                .orElse(Figures.NONE);
        json.put("results", ReportRoutes.performance(results));
        return json;
    }

    /**
     * What is live, or the draft where nothing is; what can be edited is under {@code campaign}, in the language of files, with its templates and
     * its trigger in words beside it.
     *
     * @param live the version that is live; null where none is
     * @param versions oldest first
     * @param byVersion where the runs of its versions stand
     * @param waiting what waits for the campaign to be resumed; null where it is not paused
     */
    static Map<String, Object> detail(
            Edition edition,
            Campaign.@Nullable Version live,
            List<Campaign.Published> versions,
            List<Warnings.Warning> warnings,
            RecoveryReport report,
            Map<String, Standing> standing,
            Map<Integer, Standing> byVersion,
            Held.@Nullable Waiting waiting) {
        Draft draft = edition.draft();
        Campaign.Version shown = live == null ? Objects.requireNonNull(draft).content() : live;
        Campaign.Version edited = draft == null ? shown : draft.content();
        Campaign head = edition.live() == null ? Campaign.of(shown, Campaign.Status.DRAFT) : edition.live();
        Map<String, Object> json = summary(head, draft != null, report, standing);
        if (waiting != null) {
            Map<String, Object> waits = new LinkedHashMap<>();
            waits.put("runs", waiting.runs());
            waits.put("delays", waiting.delays());
            waits.put("more", waiting.more());
            json.put("waiting", waits);
        }
        json.put("description", shown.description());
        json.put("settings", Map.of("attributionWindow", Durations.iso(shown.attributionWindow())));
        json.put(
                "versions",
                versions.reversed().stream()
                        .map(version -> version(version, byVersion))
                        .toList());
        json.put("etag", edition.tag());
        json.put("startsWhen", TriggerWords.of(edited.trigger()));
        json.put(
                "templates",
                edited.templates().values().stream()
                        .map(template -> template(template, edited.templateVersions()))
                        .toList());
        json.put("campaign", Json.object(CampaignFile.toJson(edited).toString()).values());
        json.put("warnings", warnings(warnings));
        if (draft != null) {
            json.put("changes", changes(edition, draft));
        }
        return json;
    }

    static List<Map<String, String>> warnings(List<Warnings.Warning> warnings) {
        return warnings.stream()
                .map(warning -> Map.of("field", warning.field(), "message", warning.message()))
                .toList();
    }

    private static Map<String, Object> changes(Edition edition, Draft draft) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("base", draft.base());
        json.put("outdated", edition.outdated());
        json.put("savedBy", draft.by());
        json.put("savedAt", draft.at().toString());
        return json;
    }

    private static Map<String, Object> version(Campaign.Published version, Map<Integer, Standing> byVersion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.number());
        json.put("publishedAt", version.at().toString());
        json.put("publishedBy", version.by());
        json.put("executable", version.executable());
        json.put(
                "activeRuns",
                byVersion.getOrDefault(version.number(), Standing.NONE).active());
        return json;
    }

    private static Map<String, Object> template(Template template, Map<String, Integer> numbers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", template.key());
        json.put("name", template.name());
        json.put("channel", template.channel().key());
        json.put("version", numbers.getOrDefault(template.key(), 0));
        switch (template) {
            case Template.Email email -> json.put("subject", email.subject());
            case Template.WhatsApp _, Template.Sms _, Template.Push _ -> {}
        }
        return json;
    }
}
