package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.file.CampaignFileTemplates;
import dev.homing.adapter.json.Json;
import dev.homing.app.campaign.Edition;
import dev.homing.app.campaign.SaveTemplate;
import dev.homing.app.campaign.Warnings;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Templates;
import dev.homing.app.port.TooLarge;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/templates}: what several campaigns can share. */
final class TemplateRoutes {
    private final Templates templates;
    private final Campaigns campaigns;
    private final SaveTemplate saveTemplate;
    private final Renderer renderer;
    private final Supplier<Instant> clock;

    TemplateRoutes(Templates templates, Campaigns campaigns, Renderer renderer, Supplier<Instant> clock) {
        this.templates = templates;
        this.campaigns = campaigns;
        this.saveTemplate = new SaveTemplate(templates);
        this.renderer = renderer;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String one = "/api/templates/{key}";
        routes.add("GET", "/api/templates", Role.VIEWER, (_, _) -> list())
                .add("GET", one, Role.VIEWER, (_, variables) -> one(key(variables)))
                .add(
                        "GET",
                        one + "/versions/{version}",
                        Role.VIEWER,
                        (_, variables) -> version(key(variables), String.valueOf(variables.get("version"))))
                .add("PUT", one, Role.EDITOR, (request, variables) -> save(request, key(variables)));
    }

    private Response list() {
        return Response.json(
                200,
                Map.of(
                        "templates",
                        templates.all().stream().map(TemplateRoutes::line).toList()));
    }

    private Response one(String key) {
        TemplateVersion newest = templates.newest(key);
        return newest == null ? notFound(key) : detail(newest);
    }

    private Response detail(TemplateVersion newest) {
        String key = newest.template().key();
        Map<String, Object> json = whole(newest);
        json.put(
                "versions",
                templates.versions(key).reversed().stream()
                        .map(TemplateRoutes::line)
                        .toList());
        json.put("usedBy", usedBy(key));
        json.put("warnings", CampaignJson.warnings(Warnings.of(newest.template(), "")));
        return Response.json(200, json).with("etag", "\"" + newest.tag() + "\"");
    }

    private static Map<String, Object> whole(TemplateVersion version) {
        Map<String, Object> json = line(version.line());
        json.put(
                "template",
                Json.object(CampaignFileTemplates.toJson(version.template()).toString())
                        .values());
        return json;
    }

    /** Campaigns whose live version or draft refers to a template, and to which version of it. */
    private List<Map<String, Object>> usedBy(String key) {
        List<Map<String, Object>> used = new ArrayList<>();
        for (Campaign campaign : campaigns.current().campaigns().values()) {
            use(campaigns.version(campaign.key(), campaign.number()), key, "live", used);
        }
        for (Campaign campaign : campaigns.drafts()) {
            Draft draft = campaigns.draft(campaign.key());
            if (draft != null) {
                use(draft.content(), key, "draft", used);
            }
        }
        return used;
    }

    private static void use(Campaign.Version version, String key, String where, List<Map<String, Object>> used) {
        Integer number = version.templateVersions().get(key);
        if (number != null) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("campaign", version.campaign());
            json.put("where", where);
            json.put("version", number);
            used.add(json);
        }
    }

    private Response version(String key, String number) {
        TemplateVersion found = number.matches("\\d{1,6}") ? templates.version(key, Integer.parseInt(number)) : null;
        return found == null
                ? Response.problem(404, "Not found", "Template \"" + key + "\" has no version " + number, List.of())
                : Response.json(200, whole(found));
    }

    private Response save(Request request, String key) {
        return switch (NamedBody.of(request, key)) {
            case NamedBody.Refused(Response answer) -> answer;
            case NamedBody.Read(String file) -> saveFile(request, key, file);
        };
    }

    private Response saveFile(Request request, String key, String file) {
        CampaignFileTemplates.Reading reading = CampaignFile.readTemplate(file, renderer);
        Template template = reading.template();
        if (template == null || !reading.problems().isEmpty()) {
            return Problems.invalid(reading.problems());
        }
        try {
            return switch (saveTemplate.save(template, request.user(), Problems.expected(request), clock.get())) {
                case SaveTemplate.Result.Saved(TemplateVersion version) -> detail(version);
                case SaveTemplate.Result.Outdated(TemplateVersion newest) ->
                    newest == null ? notFound(key) : Problems.outdated(new Edition.Change(newest.by(), newest.at()));
            };
        } catch (TooLarge tooLarge) {
            return Problems.tooLarge(tooLarge);
        }
    }

    private static Map<String, Object> line(TemplateVersion.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", line.key());
        json.put("name", line.name());
        json.put("channel", line.channel().key());
        json.put("version", line.number());
        json.put("savedBy", line.by());
        json.put("savedAt", line.at().toString());
        return json;
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }

    private static Response notFound(String key) {
        return Response.problem(404, "Not found", "There is no template \"" + key + "\"", List.of());
    }
}
