package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Golden;
import dev.homing.adapter.Starters;
import dev.homing.app.World;
import dev.homing.app.port.Counters;
import dev.homing.domain.Facts;
import dev.homing.domain.analytics.Contributions;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.analytics.Ledger;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The admin's API is what its document says: the same operations for the same roles, and answers of the documented shapes. */
class RoutesTest {
    private static final ObjectNode DOCUMENT = ApiDocument.JSON;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final World world = new World();

    private Answer call(String method, String path, String role, String body) {
        return Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, role, body)));
    }

    /** The answer, held against what the document says of it. */
    private Answer documented(String method, String pattern, String path, int status, String body) {
        Answer answer = call(method, path, "admin", body);
        assertThat(answer.status())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(status);
        assertThat(ApiDocument.problems(method, pattern, answer))
                .as(method + " " + path + ": " + answer.body())
                .isEmpty();
        return answer;
    }

    private Answer get(String pattern, String path) {
        return documented("GET", pattern, path, 200, "");
    }

    /** A journey from the visitor's first event to the order and a refund, a second one in progress, and what went wrong beside them. */
    private void journeys() {
        world.event(world.added("e1", "anon-1", "A", "10.00"), Origin.BROWSER);
        world.event(world.identify("i1", "ada", "anon-1"));
        world.advance(Duration.ofMinutes(31));
        MessageId message = world.sent().getFirst().tags().message();
        for (MessageStatus status :
                List.of(MessageStatus.DELIVERED, MessageStatus.OPENED_BY_MACHINE, MessageStatus.CLICKED)) {
            world.reaction(message, status, world.now());
            world.advance(Duration.ofMinutes(1));
        }
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.advance(Duration.ofHours(1));
        world.event(world.track(
                "r1", "ada", "Order Refunded", Map.of("order_id", "order-1", "total", "4.00", "currency", "EUR")));
        world.event(world.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-2")));
        world.event(Facts.of(Map.of("messageId", "broken", "userId", "ada")));
        world.event(world.added("e2", "ada", "B", "7.50"));
        world.advance(Duration.ofMinutes(40));
        world.event(world.identify("i2", "bob", null));
        world.event(world.added("e3", "bob", "C", "1.00"));
        world.advance(Duration.ofMinutes(5));
        world.event(world.track("x1", "bob", "Product Removed", Map.of("product_id", "C")));
        world.settle();
        count();
    }

    private void count() {
        List<Map<Counter, Long>> all = new ArrayList<>();
        world.ports.runs.all().forEach(run -> all.add(Contributions.of(run)));
        world.ports.messages.all().forEach(message -> all.add(Contributions.of(message)));
        world.ports.orders.all().forEach(order -> all.add(Contributions.of(order)));
        List<Counters.Change> changes = new ArrayList<>();
        all.forEach(
                counts -> changes.add(new Counters.Change(String.format(Locale.ROOT, "%05d", changes.size()), counts)));
        world.ports.counters.add(Ledger.FIRST.id(), "shard", changes);
    }

    @Test
    void hasTheOperationsThatAreDocumented_forTheSameRoles() {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " "
                                + operation.getValue().path("x-required-role").asText("anyone"));
                    }
                }));
        Set<String> there = new TreeSet<>();
        world.wiring()
                .adminApi()
                .routes()
                .all()
                .forEach(route -> there.add(route.method() + " " + route.pattern() + " "
                        + (route.roleKey() == null ? "anyone" : route.roleKey())));
        assertThat(there).isEqualTo(documented).hasSizeGreaterThan(10);
    }

    @Test
    void wantsATokenWhereARoleIsWanted_andNowhereElse() {
        DOCUMENT.get("paths").forEach(path -> METHODS.stream()
                .filter(path::has)
                .map(path::get)
                .forEach(operation -> {
                    boolean open = operation.path("security").isArray()
                            && operation.path("security").isEmpty();
                    assertThat(open)
                            .as(operation.path("operationId").asText())
                            .isEqualTo(!operation.has("x-required-role"));
                }));
    }

    @Test
    void answersAsDocumented_afterAFinishedJourney() {
        journeys();
        JsonNode report = get("/api/reports/recovery", "/api/reports/recovery").json();
        assertThat(report.at("/current/triggered").asInt()).isEqualTo(3);
        assertThat(report.at("/current/converted").asInt()).isEqualTo(1);
        assertThat(report.at("/current/recovered").toString())
                .isEqualTo("[{\"amount\":\"6.00\",\"currency\":\"EUR\"}]");
        assertThat(report.at("/previous/triggered").asInt()).isZero();
        get("/api/reports/recovery", "/api/reports/recovery?from=2026-11-01&to=2026-11-22");

        JsonNode campaigns = get("/api/campaigns", "/api/campaigns").json();
        assertThat(campaigns.at("/campaigns/0/key").asText()).isEqualTo("cart-recovery");
        assertThat(campaigns.at("/campaigns/0/results/converted").asInt()).isEqualTo(1);
        assertThat(campaigns.at("/campaigns/0/activeRuns").asInt()).isEqualTo(1);
        get("/api/campaigns/{key}", "/api/campaigns/cart-recovery");
        get("/api/campaigns/{key}", "/api/campaigns/payment-failed");

        JsonNode customers =
                get("/api/customers", "/api/customers?q=ada%40example.com").json();
        assertThat(customers.get("customers")).hasSize(1);
        String ada = customers.at("/customers/0/id").asText();
        get("/api/customers", "/api/customers");
        JsonNode detail = get("/api/customers/{id}", "/api/customers/" + ada).json();
        assertThat(detail.at("/cart/total/amount").asText()).isEqualTo("7.50");
        assertThat(get("/api/customers/{id}", "/api/customers/ada")
                        .json()
                        .at("/id")
                        .asText())
                .as("by the shop's own id")
                .isEqualTo(ada);
        get("/api/settings", "/api/settings");
        get("/api/settings/public", "/api/settings/public");
        get("/api/openapi.json", "/api/openapi.json");
        get("/api/schema/campaign.json", "/api/schema/campaign.json");
    }

    @Test
    void rebuildsTheCounters_asDocumented() {
        journeys();
        String rebuild = "/api/counters/rebuild";
        assertThat(get(rebuild, rebuild).json().path("state").asText()).isEqualTo("idle");
        JsonNode begun = documented("POST", rebuild, rebuild, 202, "").json();
        assertThat(begun.path("state").asText()).isEqualTo("announced");
        Set<String> states = new TreeSet<>();
        JsonNode state = begun;
        while (!state.path("state").asText().equals("idle")) {
            world.advance(Duration.ofMinutes(1));
            state = documented("POST", rebuild + "/continue", rebuild + "/continue", 202, "")
                    .json();
            states.add(state.path("state").asText());
            get(rebuild, rebuild);
        }
        assertThat(states).contains("announced", "settling", "idle");
    }

    @Test
    void tellsTheWholeStoryOnTheTimeline_pageByPage() {
        journeys();
        JsonNode all = get("/api/customers/{id}/timeline", "/api/customers/ada/timeline?limit=200")
                .json();
        Set<String> kinds = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        all.get("entries").forEach(entry -> {
            kinds.add(entry.get("kind").asText());
            entry.path("decisions")
                    .forEach(decision -> codes.add(decision.get("code").asText()));
        });
        assertThat(kinds).containsExactly("conversion", "event", "message", "run");
        assertThat(codes).contains("delay-set", "converted", "started");
        List<String> pages = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("/api/customers/{id}/timeline", "/api/customers/ada/timeline?limit=3" + next)
                    .json();
            page.get("entries")
                    .forEach(entry -> pages.add(
                            entry.get("kind").asText() + entry.get("id").asText()));
            next = page.path("next").isTextual()
                    ? "&before=" + URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8)
                    : "";
        } while (!next.isEmpty());
        List<String> whole = new ArrayList<>();
        all.get("entries")
                .forEach(entry ->
                        whole.add(entry.get("kind").asText() + entry.get("id").asText()));
        assertThat(pages).isEqualTo(whole).doesNotHaveDuplicates();
        get("/api/customers/{id}/timeline", "/api/customers/bob/timeline");
    }

    @Test
    void changesCampaigns_asDocumented() {
        world.publish(Starters.campaign("cart-recovery"));
        String file = Objects.requireNonNull(Golden.file("templates/campaigns/cart-recovery.json"))
                .replace("\"PT30M\"", "\"PT45M\"");
        String pattern = "/api/campaigns/{key}";
        String path = "/api/campaigns/cart-recovery";
        JsonNode saved = documented("PUT", pattern, path, 200, file).json();
        assertThat(saved.get("version").asInt()).as("what is live").isEqualTo(2);
        assertThat(saved.get("status").asText()).isEqualTo("active");
        assertThat(saved.get("draft").asBoolean()).isTrue();
        assertThat(saved.at("/changes/base").asInt()).isEqualTo(2);
        assertThat(saved.at("/campaign/trigger/delay").asText()).isEqualTo("PT45M");
        assertThat(saved.get("startsWhen").asText()).contains("45 minutes");
        get("/api/campaigns", "/api/campaigns");
        JsonNode published = documented("POST", pattern + "/publish", path + "/publish", 200, "")
                .json();
        assertThat(published.get("version").asInt()).isEqualTo(3);
        assertThat(published.at("/campaign/trigger/delay").asText()).isEqualTo("PT45M");
        assertThat(published.at("/versions/0/publishedBy").asText()).isEqualTo("admin@shop.example");
        documented("POST", pattern + "/publish", path + "/publish", 409, "");
        JsonNode invalid = documented("PUT", pattern, path, 422, "{\"name\":5}").json();
        assertThat(invalid.get("errors")).isNotEmpty();
        assertThat(invalid.get("title").asText()).endsWith(" problems to fix");
        documented("PUT", pattern, path, 400, "{");
        documented("PUT", pattern, path, 200, file.replace("PT45M", "PT50M"));
        documented("DELETE", pattern + "/draft", path + "/draft", 200, "");
        String versions = pattern + "/versions/{version}";
        JsonNode first =
                documented("GET", versions, path + "/versions/2", 200, "").json();
        assertThat(first.at("/trigger/delay").asText()).isEqualTo("PT30M");
        assertThat(first.get("templates")).isNotEmpty();
        documented("GET", versions, path + "/versions/9", 404, "");
        documented("GET", versions, "/api/campaigns/unknown/versions/1", 404, "");
        JsonNode restored =
                documented("PUT", pattern, path, 200, first.toString()).json();
        assertThat(restored.at("/campaign/trigger/delay").asText()).isEqualTo("PT30M");
        assertThat(restored.at("/versions/0/activeRuns").isInt()).isTrue();
        documented("DELETE", pattern + "/draft", path + "/draft", 200, "");
        documented("POST", pattern + "/pause", path + "/pause", 200, "");
        assertThat(Objects.requireNonNull(world.ports.campaigns.current().campaign("cart-recovery"))
                        .status())
                .isEqualTo(Campaign.Status.PAUSED);
        documented("POST", pattern + "/activate", path + "/activate", 400, "{\"resume\":\"later\"}");
        documented("POST", pattern + "/activate", path + "/activate", 400, "{");
        documented("POST", pattern + "/activate", path + "/activate", 200, "{\"resume\":\"skip-overdue\"}");
        documented("POST", pattern + "/activate", path + "/activate", 200, "");
        documented("POST", pattern + "/activate", "/api/campaigns/unknown/activate", 404, "");
        world.ports.campaigns.status("cart-recovery", Campaign.Status.ENDED, world.now());
        documented("POST", pattern + "/pause", path + "/pause", 409, "");
        documented("PUT", pattern, path, 409, file.replace("PT45M", "PT50M"));
        documented("GET", pattern, "/api/campaigns/unknown", 404, "");
    }

    /** What the page and scripts may rely on: GET, change, PUT, by the tag of what was read. */
    @Test
    void takesBackWhatItGave_andRefusesWhoeverComesSecond() {
        world.publish(Starters.campaign("cart-recovery"));
        String path = "/api/campaigns/cart-recovery";
        Answer got = get("/api/campaigns/{key}", path);
        String tag = got.header("etag");
        assertThat(tag).isEqualTo("\"v2\"");
        assertThat(got.json().get("etag").asText()).isEqualTo("v2");
        ObjectNode campaign = (ObjectNode) got.json().get("campaign");

        Answer same = conditional("PUT", path, tag, campaign.toString());
        assertThat(same.json().get("draft").asBoolean())
                .as("nothing was changed")
                .isFalse();
        campaign.put("name", "Ann's");
        Answer first = conditional("PUT", path, tag, campaign.toString());
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("etag")).isNotEqualTo(tag);
        campaign.put("name", "Bea's");
        Answer second = conditional("PUT", path, tag, campaign.toString());
        assertThat(second.status()).isEqualTo(412);
        assertThat(ApiDocument.problems("PUT", "/api/campaigns/{key}", second)).isEmpty();
        assertThat(second.json().get("detail").asText()).contains("admin@shop.example", "2026-11-22T10:00:00Z");
        assertThat(conditional("PUT", path, "\"nonsense\"", campaign.toString()).status())
                .isEqualTo(412);
        assertThat(call("PUT", path, "editor", campaign.toString()).status())
                .as("somebody else's draft")
                .isEqualTo(409);
        assertThat(conditional("PUT", path, first.header("etag"), campaign.toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void savesTheWholeFile_underAnotherKey() {
        world.publish(Starters.campaign("cart-recovery"));
        Answer file = get("/api/campaigns/{key}/file", "/api/campaigns/cart-recovery/file");
        assertThat(file.json().get("templates")).hasSize(2);
        String copy = file.body().replace("\"cart-recovery\"", "\"my-own\"");
        JsonNode saved = documented("PUT", "/api/campaigns/{key}", "/api/campaigns/my-own", 200, copy)
                .json();
        assertThat(saved.get("status").asText()).isEqualTo("draft");
        assertThat(saved.get("version").asInt()).isZero();
        JsonNode list = get("/api/campaigns", "/api/campaigns").json();
        assertThat(list.get("campaigns"))
                .extracting(campaign -> campaign.get("key").asText())
                .containsExactly("cart-recovery", "my-own", "payment-failed");
        documented("POST", "/api/campaigns/{key}/activate", "/api/campaigns/my-own/activate", 200, "");
        assertThat(get("/api/campaigns/{key}", "/api/campaigns/my-own")
                        .json()
                        .at("/templates/0/version")
                        .asInt())
                .as("one template for both")
                .isEqualTo(1);
    }

    /** Names of templates that other campaigns use are known. */
    @Test
    void findsTemplates_thatOtherCampaignsBrought() {
        world.publish(Starters.campaign("cart-recovery"));
        String copy = Objects.requireNonNull(Golden.file("templates/campaigns/cart-recovery.json"))
                .replace("\"key\": \"cart-recovery\"", "\"key\": \"my-own\"");
        documented("PUT", "/api/campaigns/{key}", "/api/campaigns/my-own", 200, copy);
        documented("DELETE", "/api/campaigns/{key}/draft", "/api/campaigns/my-own/draft", 200, "");
        documented("GET", "/api/campaigns/{key}", "/api/campaigns/my-own", 404, "");
    }

    @Test
    void keepsTemplates_asDocumented() {
        world.publish(Starters.campaign("cart-recovery"));
        String pattern = "/api/templates/{key}";
        JsonNode list = get("/api/templates", "/api/templates").json();
        assertThat(list.get("templates"))
                .extracting(template -> template.get("key").asText())
                .contains("cart-reminder", "cart-reminder-whatsapp");
        Answer got = get(pattern, "/api/templates/cart-reminder");
        assertThat(got.json().at("/usedBy/0/campaign").asText()).isEqualTo("cart-recovery");
        ObjectNode template = (ObjectNode) got.json().get("template");
        template.put("subject", "Another subject");
        JsonNode saved = documented("PUT", pattern, "/api/templates/cart-reminder", 200, template.toString())
                .json();
        assertThat(saved.get("version").asInt()).isEqualTo(2);
        assertThat(saved.at("/usedBy/0/version").asInt())
                .as("campaigns stay on theirs")
                .isEqualTo(1);
        assertThat(conditional("PUT", "/api/templates/cart-reminder", got.header("etag"), template.toString())
                        .status())
                .isEqualTo(412);
        get(pattern + "/versions/{version}", "/api/templates/cart-reminder/versions/1");
        documented("GET", pattern + "/versions/{version}", "/api/templates/cart-reminder/versions/9", 404, "");
        documented("GET", pattern, "/api/templates/unknown", 404, "");
        documented("PUT", pattern, "/api/templates/cart-reminder", 422, "{\"name\":5}");
        documented("PUT", pattern, "/api/templates/cart-reminder", 400, "{");
    }

    private Answer conditional(String method, String path, String tag, String body) {
        return Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", tag, body)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reports/recovery, /api/reports/recovery?from=soon, from",
        "GET, /api/reports/recovery, /api/reports/recovery?from=2026-11-22&to=2026-11-01, from",
        "GET, /api/reports/recovery, /api/reports/recovery?from=2020-01-01&to=2026-11-01, from",
        "GET, /api/customers/{id}/timeline, /api/customers/ada/timeline?limit=0, limit",
        "GET, /api/customers/{id}/timeline, /api/customers/ada/timeline?limit=many, limit",
        "GET, /api/customers/{id}/timeline, /api/customers/ada/timeline?before=yesterday, before",
        "GET, /api/rejected, /api/rejected?limit=0, limit",
        "GET, /api/rejected, /api/rejected?cursor=yesterday, cursor",
        "POST, /api/write-keys, /api/write-keys, kind",
    })
    void namesTheParameter_thatCannotBeRead(String method, String pattern, String path, String field) {
        JsonNode problem = documented(method, pattern, path, 400, method.equals("GET") ? "" : "{}")
                .json();
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.get("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/customers/{id}, /api/customers/nobody",
        "/api/customers/{id}/timeline, /api/customers/nobody/timeline"
    })
    void saysThereIsNobody(String pattern, String path) {
        world.event(world.identify("i1", "nobody-else", null));
        world.settle();
        documented("GET", pattern, path, 404, "");
    }

    @Test
    void letsEachRoleDoWhatItMay() {
        Map<String, List<String>> mayDo = Map.of(
                "viewer", List.of("viewer"),
                "editor", List.of("viewer", "editor"),
                "approver", List.of("viewer", "approver"),
                "admin", List.of("viewer", "editor", "approver", "admin"),
                "stranger", List.of(),
                "", List.of());
        for (Routes.Route route : world.wiring().adminApi().routes().all()) {
            mayDo.forEach((role, may) -> {
                Answer answer = call(route.method(), route.pattern().replaceAll("\\{\\w+}", "x"), role, "");
                boolean allowed = route.roleKey() == null || may.contains(route.roleKey());
                assertThat(answer.status() != 403)
                        .as(role + ": " + route.method() + " " + route.pattern())
                        .isEqualTo(allowed);
                if (!allowed) {
                    assertThat(answer.json().get("requiredRole").asText()).isEqualTo(route.roleKey());
                    assertThat(ApiDocument.problems(route.method(), route.pattern(), answer))
                            .isEmpty();
                }
            });
        }
    }

    @Test
    void saysWhatThereIs_whereThereIsNothing() {
        assertThat(call("GET", "/api/nothing", "admin", "").status()).isEqualTo(404);
        Answer wrong = call("DELETE", "/api/campaigns/cart-recovery", "admin", "");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("allow")).isEqualTo("GET, PUT");
        Answer noAudience = call("PUT", "/api/audiences/preview", "admin", "{}");
        assertThat(noAudience.status()).isEqualTo(405);
        assertThat(noAudience.header("allow")).isEqualTo("POST");
    }
}
