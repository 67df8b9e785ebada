package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.TooLarge;
import dev.homing.app.report.ReadRecovery;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.RecoveryReport;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.template.Template;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/campaigns}. */
final class CampaignRoutes {
    private final Campaigns campaigns;
    private final PublishCampaign publishCampaign;
    private final ChangeCampaignStatus changeStatus;
    private final ReadRecovery readRecovery;
    private final Renderer renderer;
    private final Supplier<Instant> clock;

    CampaignRoutes(
            Campaigns campaigns,
            PublishCampaign publishCampaign,
            ChangeCampaignStatus changeStatus,
            ReadRecovery readRecovery,
            Renderer renderer,
            Supplier<Instant> clock) {
        this.campaigns = campaigns;
        this.publishCampaign = publishCampaign;
        this.changeStatus = changeStatus;
        this.readRecovery = readRecovery;
        this.renderer = renderer;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/campaigns", Role.VIEWER, (_, _) -> list())
                .add("GET", "/api/campaigns/{key}", Role.VIEWER, (_, variables) -> one(key(variables)))
                .add("PUT", "/api/campaigns/{key}", Role.EDITOR, (request, variables) -> save(request, key(variables)))
                .add(
                        "POST",
                        "/api/campaigns/{key}/activate",
                        Role.APPROVER,
                        (_, variables) -> answer(changeStatus.activate(key(variables), clock.get())))
                .add(
                        "POST",
                        "/api/campaigns/{key}/pause",
                        Role.APPROVER,
                        (_, variables) -> answer(changeStatus.pause(key(variables), clock.get())));
    }

    private Response list() {
        RecoveryReport report = report();
        Map<Counter, Long> underWay = readRecovery.underWay();
        List<Map<String, Object>> all = campaigns.current().campaigns().values().stream()
                .map(campaign -> CampaignJson.summary(campaign, report, underWay))
                .toList();
        return Response.json(200, Map.of("campaigns", all));
    }

    private Response one(String key) {
        Campaign campaign = campaigns.current().campaign(key);
        return campaign == null ? notFound(key) : detail(campaign);
    }

    private Response detail(Campaign campaign) {
        return Response.json(
                200,
                CampaignJson.detail(
                        campaign,
                        campaigns.version(campaign.key(), campaign.number()),
                        campaigns.versions(campaign.key()),
                        report(),
                        readRecovery.underWay()));
    }

    private Response save(Request request, String key) {
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        String named = body.text("key");
        if (named != null && !named.equals(key)) {
            String why = "The address says \"" + key + "\"; say the same here, or leave it out";
            return Response.problem(422, "Invalid campaign", why, List.of(new FieldError("key", why)));
        }
        Map<String, @Nullable Object> file = new LinkedHashMap<>(body.values());
        file.put("key", key);
        return switch (CampaignFile.read(Json.write(file), knownTemplates(key), renderer)) {
            case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) ->
                Response.problem(
                        422,
                        "Invalid campaign",
                        problems.size() == 1
                                ? "One thing has to be mended"
                                : problems.size() + " things have to be mended",
                        problems.stream()
                                .map(problem -> new FieldError(problem.field(), problem.message()))
                                .toList());
            case CampaignFile.Reading.Valid(Campaign.Version version) -> published(version);
        };
    }

    private Response published(Campaign.Version version) {
        try {
            return detail(publishCampaign.publish(version, clock.get()));
        } catch (TooLarge tooLarge) {
            String why = String.valueOf(tooLarge.getMessage());
            return Response.problem(422, "Invalid campaign", why, List.of(new FieldError(tooLarge.field(), why)));
        }
    }

    /** A file that does not bring its templates keeps those of the version before. */
    private CampaignFile.Templates knownTemplates(String key) {
        Campaign campaign = campaigns.current().campaign(key);
        SequencedMap<String, Template> known = campaign == null
                ? new LinkedHashMap<>()
                : campaigns.version(key, campaign.number()).templates();
        return CampaignFile.Templates.of(known);
    }

    private Response answer(ChangeCampaignStatus.Result result) {
        return switch (result) {
            case ChangeCampaignStatus.Result.Changed(Campaign campaign) -> detail(campaign);
            case ChangeCampaignStatus.Result.NotFound() ->
                Response.problem(404, "Not found", "There is no campaign of that key", List.of());
            case ChangeCampaignStatus.Result.Refused(String why) ->
                Response.problem(409, "Not possible now", why, List.of());
        };
    }

    private RecoveryReport report() {
        return switch (readRecovery.read(null, null, clock.get())) {
            case ReadRecovery.Result.Report(RecoveryReport report) -> report;
            case ReadRecovery.Result.Invalid(String field, String why) ->
                throw new IllegalStateException("The default range is not valid: " + field + ": " + why);
        };
    }

    private static String key(Map<String, String> variables) {
        return String.valueOf(variables.get("key"));
    }

    private static Response notFound(String key) {
        return Response.problem(404, "Not found", "There is no campaign \"" + key + "\"", List.of());
    }
}
