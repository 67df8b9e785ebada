package dev.homing.lambda.admin;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.campaign.ChangeCampaignStatus;
import dev.homing.app.campaign.Edition;
import dev.homing.app.campaign.PublishCampaign;
import dev.homing.app.campaign.SaveCampaign;
import dev.homing.app.campaign.Warnings;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Held;
import dev.homing.app.port.Renderer;
import dev.homing.app.port.Templates;
import dev.homing.app.port.TooLarge;
import dev.homing.app.report.ReadRecovery;
import dev.homing.domain.analytics.RecoveryReport;
import dev.homing.domain.analytics.Standing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Resume;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /api/campaigns}. */
final class CampaignRoutes {
    private static final String RESUME = "resume";

    private final Campaigns campaigns;
    private final Templates templates;
    private final SaveCampaign saveCampaign;
    private final PublishCampaign publishCampaign;
    private final ChangeCampaignStatus changeStatus;
    private final ReadRecovery readRecovery;
    private final Held held;
    private final Renderer renderer;
    private final Supplier<Instant> clock;

    CampaignRoutes(
            Campaigns campaigns,
            Templates templates,
            PublishCampaign publishCampaign,
            ChangeCampaignStatus changeStatus,
            ReadRecovery readRecovery,
            Held held,
            Renderer renderer,
            Supplier<Instant> clock) {
        this.campaigns = campaigns;
        this.templates = templates;
        this.saveCampaign = new SaveCampaign(campaigns);
        this.publishCampaign = publishCampaign;
        this.changeStatus = changeStatus;
        this.readRecovery = readRecovery;
        this.held = held;
        this.renderer = renderer;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        String one = "/api/campaigns/{key}";
        routes.add("GET", "/api/campaigns", Role.VIEWER, (_, _) -> list())
                .add("GET", one, Role.VIEWER, (_, variables) -> one(key(variables)))
                .add("GET", one + "/file", Role.VIEWER, (_, variables) -> file(key(variables)))
                .add(
                        "GET",
                        one + "/versions/{version}",
                        Role.VIEWER,
                        (_, variables) -> version(key(variables), String.valueOf(variables.get("version"))))
                .add("PUT", one, Role.EDITOR, (request, variables) -> save(request, key(variables)))
                .add("DELETE", one + "/draft", Role.EDITOR, (request, variables) -> discard(request, key(variables)))
                .add("POST", one + "/publish", Role.APPROVER, (request, variables) -> publish(request, key(variables)))
                .add(
                        "POST",
                        one + "/activate",
                        Role.APPROVER,
                        (request, variables) -> activate(request, key(variables)))
                .add(
                        "POST",
                        one + "/pause",
                        Role.APPROVER,
                        (request, variables) -> answer(changeStatus.pause(key(variables), clock.get()), request));
    }

    private Response activate(Request request, String key) {
        Resume resume = Resume.CONTINUE;
        if (!request.text().isBlank()) {
            Object said;
            boolean absent;
            try {
                said = request.json().get(RESUME);
                absent = !request.json().values().containsKey(RESUME);
            } catch (MalformedJson broken) {
                return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
            }
            Resume known = absent ? Resume.CONTINUE : said instanceof String text ? Resume.ofKey(text) : null;
            if (known == null) {
                String all = Arrays.stream(Resume.values()).map(Resume::key).collect(Collectors.joining(", "));
                return Problems.badRequest(
                        List.of(new Response.FieldError(RESUME, RESUME + ": expected one of " + all)));
            }
            resume = known;
        }
        return answer(
                changeStatus.activate(key, resume, request.user(), Problems.expected(request), clock.get()), request);
    }

    private Response list() {
        RecoveryReport report = report();
        Map<String, Standing> standing = readRecovery.standing();
        Map<String, Campaign> drafts = new LinkedHashMap<>();
        campaigns.drafts().forEach(draft -> drafts.put(draft.key(), draft));
        SequencedMap<String, Campaign> all = new TreeMap<>(drafts);
        all.putAll(campaigns.current().campaigns());
        return Response.json(
                200,
                Map.of(
                        "campaigns",
                        all.values().stream()
                                .map(campaign -> CampaignJson.summary(
                                        campaign, drafts.containsKey(campaign.key()), report, standing))
                                .toList()));
    }

    private Response one(String key) {
        Edition edition = Edition.of(campaigns, key);
        return edition == null ? Problems.noCampaign(key) : detail(key, edition);
    }

    private Response detail(String key, Edition edition) {
        Draft draft = edition.draft();
        Campaign live = edition.live();
        Campaign.Version version = live == null ? null : campaigns.version(key, live.number());
        if (version == null && draft == null) {
            return Problems.noCampaign(key);
        }
        boolean paused = live != null && live.status() == Campaign.Status.PAUSED;
        return Response.json(
                        200,
                        CampaignJson.detail(
                                edition,
                                version,
                                campaigns.versions(key),
                                Warnings.of(content(key, edition), campaigns.current()),
                                report(),
                                readRecovery.standing(),
                                readRecovery.standing(key),
                                paused ? held.waiting(key) : null))
                .with("etag", "\"" + edition.tag() + "\"");
    }

    /** What can be put as it is: of a draft where there is one. */
    private Response file(String key) {
        Edition edition = Edition.of(campaigns, key);
        if (edition == null) {
            return Problems.noCampaign(key);
        }
        return Response.text(200, "application/json", CampaignFile.writeWhole(content(key, edition)))
                .with("etag", "\"" + edition.tag() + "\"");
    }

    /** What was published under a number; it can be put as it is. */
    private Response version(String key, String said) {
        List<Campaign.Published> versions = campaigns.versions(key);
        if (versions.isEmpty() && Edition.of(campaigns, key) == null) {
            return Problems.noCampaign(key);
        }
        return versions.stream()
                .map(Campaign.Published::number)
                .filter(number -> said.equals(Integer.toString(number)))
                .findFirst()
                .map(number ->
                        Response.text(200, "application/json", CampaignFile.writeWhole(campaigns.version(key, number))))
                .orElseGet(() -> Response.problem(
                        404, "Not found", "Campaign \"" + key + "\" has no version \"" + said + "\"", List.of()));
    }

    private Campaign.Version content(String key, Edition edition) {
        Draft draft = edition.draft();
        return draft == null ? campaigns.version(key, edition.number()) : draft.content();
    }

    private Response save(Request request, String key) {
        return switch (NamedBody.of(request, key)) {
            case NamedBody.Refused(Response answer) -> answer;
            case NamedBody.Read(String file) -> saveFile(request, file);
        };
    }

    private Response saveFile(Request request, String file) {
        return switch (CampaignFile.read(file, CampaignFile.Templates.of(templates), renderer)) {
            case CampaignFile.Reading.Invalid(List<CampaignFile.Problem> problems) -> Problems.invalid(problems);
            case CampaignFile.Reading.Valid(Campaign.Version version) -> saved(version, request);
        };
    }

    private Response saved(Campaign.Version version, Request request) {
        try {
            return answer(
                    saveCampaign.save(version, request.user(), Problems.expected(request), clock.get()),
                    version.campaign());
        } catch (TooLarge tooLarge) {
            return Problems.tooLarge(tooLarge);
        }
    }

    private Response discard(Request request, String key) {
        return answer(saveCampaign.discard(key, Problems.expected(request)), key);
    }

    private Response answer(SaveCampaign.Result result, String key) {
        return switch (result) {
            case SaveCampaign.Result.Saved(Edition edition) ->
                edition.live() == null && edition.draft() == null
                        ? Response.json(200, Map.of("removed", true))
                        : detail(key, edition);
            case SaveCampaign.Result.Outdated(Edition.Change last) -> Problems.outdated(last);
            case SaveCampaign.Result.Taken(Edition.Change last) -> Problems.taken(last);
            case SaveCampaign.Result.Refused(String why) -> Problems.notNow(why);
            case SaveCampaign.Result.NotFound() -> Problems.noCampaign(key);
        };
    }

    private Response publish(Request request, String key) {
        return switch (publishCampaign.draft(key, request.user(), Problems.expected(request), clock.get())) {
            case PublishCampaign.Result.Published(Campaign _) -> one(key);
            case PublishCampaign.Result.NotFound() -> Problems.noCampaign(key);
            case PublishCampaign.Result.Outdated(Edition.Change last) -> Problems.outdated(last);
            case PublishCampaign.Result.Refused(String why) -> Problems.notNow(why);
        };
    }

    private Response answer(ChangeCampaignStatus.Result result, Request request) {
        String key = request.parts().get(2);
        return switch (result) {
            case ChangeCampaignStatus.Result.Changed(Campaign _) -> one(key);
            case ChangeCampaignStatus.Result.NotFound() -> Problems.noCampaign(key);
            case ChangeCampaignStatus.Result.Outdated(Edition.Change last) -> Problems.outdated(last);
            case ChangeCampaignStatus.Result.Refused(String why) -> Problems.notNow(why);
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
}
