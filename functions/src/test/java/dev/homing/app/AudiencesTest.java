package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.domain.Facts;
import dev.homing.domain.id.Group;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Audiences and lists as a marketer makes them, by the API. */
class AudiencesTest {
    private World world = new World();
    private int number;

    private JsonNode call(String method, String path, int status, String body) {
        Answer answer = Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        world.settle();
        return answer.json();
    }

    private Answer answer(String method, String path, Map<String, String> headers, String body) {
        return Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", headers, body)));
    }

    private JsonNode get(String path) {
        return call("GET", path, 200, "");
    }

    private void says(String user, Map<String, Object> traits) {
        world.event(world.identify("i" + number++, user, null));
        if (!traits.isEmpty()) {
            world.event(identified(user, traits));
        }
        world.settle();
    }

    private Facts identified(String user, Map<String, Object> traits) {
        return Facts.of(Map.of(
                "type",
                "identify",
                "messageId",
                "t" + number++,
                "timestamp",
                world.now().toString(),
                "userId",
                user,
                "traits",
                traits));
    }

    private void orders(String user) {
        world.event(world.ordered("o" + number, user, "order-" + number++, "20"));
        world.settle();
    }

    @Test
    void isFilledWithThoseWhoBelongToItAlready_andFollowsWhatTheyAre() {
        says("ada", Map.of("country", "DE"));
        says("bob", Map.of("country", "FR"));

        call(
                "PUT",
                "/api/audiences/germans",
                200,
                "{\"name\":\"Germans\",\"condition\":{\"attribute\":\"country\",\"is\":\"de\"}}");
        world.advance(Duration.ofMinutes(1));

        JsonNode audience = get("/api/audiences/germans");
        assertThat(audience.path("count").asInt()).isEqualTo(1);
        assertThat(audience.path("state").asText()).isEqualTo("ready");
        assertThat(get("/api/audiences/germans/members").at("/members/0/userId").asText())
                .isEqualTo("ada");

        says("bob", Map.of("country", "DE"));
        says("ada", Map.of("country", "AT"));
        assertThat(get("/api/audiences/germans").path("count").asInt()).isEqualTo(1);
        assertThat(get("/api/audiences/germans/members").at("/members/0/userId").asText())
                .isEqualTo("bob");
    }

    private void page(long number, @Nullable String after) {
        world.wiring().lookAtEveryone().page(number, after, world.now());
    }

    @Test
    void looksAtEveryoneOnce_howeverOftenAPageIsAskedFor() {
        for (int i = 0; i < 805; i++) {
            says("customer-" + i, Map.of());
        }
        String identified = "{\"name\":\"Everybody\",\"condition\":{\"attribute\":\"email\",\"exists\":true}}";
        call("PUT", "/api/audiences/everybody", 200, identified);
        long number = world.ports.campaigns.latest().groupedSince();
        page(number, null);
        page(number, null);
        page(number, world.ports.walks.latest().place());
        page(number, world.ports.walks.latest().before());
        page(number, null);
        assertThat(world.ports.walks.latest().looked()).isEqualTo(800);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.ports.walks.latest().known()).isEqualTo(805);
        assertThat(get("/api/audiences/everybody").path("count").asInt()).isEqualTo(805);
        assertThat(get("/api/audiences/everybody").path("state").asText()).isEqualTo("ready");
    }

    @Test
    void changesByTimeAlone_toTheMinute() {
        says("ada", Map.of());
        orders("ada");
        call(
                "PUT",
                "/api/audiences/quiet",
                200,
                "{\"name\":\"Quiet\",\"condition\":{\"all\":[{\"event\":\"Order Completed\"},"
                        + "{\"event\":\"Order Completed\",\"count\":{\"is\":0},\"within\":\"P30D\"}]}}");
        world.advance(Duration.ofDays(29));
        assertThat(get("/api/audiences/quiet").path("count").asInt()).isZero();
        world.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(get("/api/audiences/quiet").path("count").asInt()).isEqualTo(1);
        orders("ada");
        assertThat(get("/api/audiences/quiet").path("count").asInt()).isZero();
    }

    @Test
    void countsWhatWasDoneBeforeItWasMade() {
        says("ada", Map.of());
        orders("ada");
        orders("ada");
        says("bob", Map.of());
        orders("bob");
        call(
                "PUT",
                "/api/audiences/regulars",
                200,
                "{\"name\":\"Regulars\",\"condition\":{\"event\":\"Order Completed\",\"count\":{\"atLeast\":2},"
                        + "\"where\":{\"property\":\"total\",\"atLeast\":{\"amount\":\"10\",\"currency\":\"EUR\"}}}}");
        world.advance(Duration.ofMinutes(1));
        assertThat(get("/api/audiences/regulars/members").path("members")).hasSize(1);
        orders("bob");
        assertThat(get("/api/audiences/regulars").path("count").asInt()).isEqualTo(2);
    }

    @Test
    void previewsTheSize_withoutSavingAnything() {
        says("ada", Map.of("country", "DE"));
        says("bob", Map.of("country", "FR"));
        orders("bob");
        JsonNode preview = call(
                "POST",
                "/api/audiences/preview",
                200,
                "{\"condition\":{\"any\":[{\"attribute\":\"country\",\"startsWith\":\"d\"},{\"event\":\"Order Completed\"}]}}");
        assertThat(preview.path("count").asInt()).isEqualTo(2);
        assertThat(preview.path("estimate").asBoolean()).isFalse();
        assertThat(preview.path("samples")).hasSize(2);
        assertThat(get("/api/audiences").path("audiences")).isEmpty();
    }

    @Test
    void namesEveryProblem() {
        JsonNode problem = call(
                "PUT",
                "/api/audiences/broken",
                422,
                "{\"condition\":{\"all\":[{\"attribute\":\"country\"},{\"property\":\"total\",\"is\":1},"
                        + "{\"event\":\"Order Completed\",\"count\":{\"atLeast\":\"many\"}}]}}");
        assertThat(problem.path("errors").findValuesAsText("field"))
                .contains("name", "condition.all[0]", "condition.all[1].property", "condition.all[2].count.atLeast");
    }

    @Test
    void listsAreFilledByHand_andCountInConditions() {
        says("ada", Map.of());
        call("PUT", "/api/lists/newsletter", 200, "{\"name\":\"Newsletter\"}");
        call("PUT", "/api/audiences/readers", 200, "{\"name\":\"Readers\",\"condition\":{\"list\":\"newsletter\"}}");
        JsonNode taken = call(
                "POST",
                "/api/lists/newsletter/members",
                202,
                "{\"members\":[{\"userId\":\"ada\"},{\"email\":\"new@example.com\"},{\"email\":\"nobody\"}]}");
        assertThat(taken.path("accepted").asInt()).isEqualTo(2);
        assertThat(taken.at("/rejected/0/line").asInt()).isEqualTo(3);
        assertThat(get("/api/lists/newsletter").path("count").asInt()).isEqualTo(2);
        assertThat(get("/api/audiences/readers").path("count").asInt()).isEqualTo(2);

        call("DELETE", "/api/lists/newsletter/members/ada", 202, "");
        assertThat(get("/api/lists/newsletter").path("count").asInt()).isEqualTo(1);
        assertThat(get("/api/audiences/readers").path("count").asInt()).isEqualTo(1);
        call("DELETE", "/api/lists/newsletter/members/nobody", 404, "");
        call("POST", "/api/lists/none/members", 404, "{\"members\":[]}");
    }

    @Test
    void aMergedCustomerIsAMemberOnce() {
        says("ada", Map.of());
        world.event(world.track("v1", "anon-1", "Product Viewed", Map.of("product_id", "mug")));
        call(
                "PUT",
                "/api/audiences/viewers",
                200,
                "{\"name\":\"Viewers\",\"condition\":{\"event\":\"Product Viewed\"}}");
        world.advance(Duration.ofMinutes(1));
        assertThat(get("/api/audiences/viewers").path("count").asInt()).isZero();
        world.event(world.identify("m1", "ada", "anon-1"));
        world.settle();
        assertThat(get("/api/audiences/viewers").path("count").asInt()).isEqualTo(1);
    }

    private static final String GERMANS =
            "{\"name\":\"Germans\",\"condition\":{\"attribute\":\"country\",\"is\":\"DE\"}}";

    private void germans(int count) {
        for (int i = 0; i < count; i++) {
            says("german-" + i, Map.of("country", "DE"));
        }
        call("PUT", "/api/audiences/germans", 200, GERMANS);
        world.advance(Duration.ofMinutes(5));
    }

    private int count(String path) {
        return get(path).path("count").asInt();
    }

    private int joined(String user) {
        return (int) world.ports.timeline.newest(world.user(user), null, 100).stream()
                .filter(entry -> entry.event() != null && entry.event().title().equals("List Joined"))
                .count();
    }

    @Test
    void isFrozenIntoAList_once_andTheListStaysAsItWas() {
        germans(230);
        String body = "{\"list\":\"germans-2026\",\"name\":\"Germans of 2026\"}";
        assertThat(call("POST", "/api/audiences/germans/freeze", 202, body)
                        .path("copied")
                        .asInt())
                .isZero();
        call("POST", "/api/audiences/germans/freeze", 202, body);
        world.advance(Duration.ofMinutes(1));
        assertThat(count("/api/lists/germans-2026")).isEqualTo(230);
        assertThat(get("/api/lists/germans-2026").has("copied")).isFalse();

        says("german-7", Map.of("country", "AT"));
        call("POST", "/api/audiences/germans/freeze", 202, body);
        world.advance(Duration.ofMinutes(1));
        assertThat(count("/api/audiences/germans")).isEqualTo(229);
        assertThat(count("/api/lists/germans-2026")).isEqualTo(230);
        assertThat(joined("german-7")).isEqualTo(1);

        call("PUT", "/api/lists/mine", 200, "{\"name\":\"Mine\"}");
        call("POST", "/api/audiences/germans/freeze", 409, "{\"list\":\"mine\",\"name\":\"Mine\"}");
        call("POST", "/api/audiences/none/freeze", 404, body);
        assertThat(call("POST", "/api/audiences/germans/freeze", 422, "{\"list\":\"No Key\"}")
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("list", "name");
    }

    /** Whoever is killed leaves a request that somebody makes again, or a job that comes again. */
    @Property(tries = 25)
    void isFrozenAndRemoved_whateverIsKilled(@ForAll long seed) {
        Chaos chaos = new Chaos(new Random(seed), 0.04);
        world = new World(chaos);
        chaos.off();
        germans(120);
        chaos.on();
        String body = "{\"list\":\"frozen\",\"name\":\"Frozen\"}";
        untilAnswered("POST", "/api/audiences/germans/freeze", body);
        world.advance(Duration.ofMinutes(10));
        chaos.off();
        world.advance(Duration.ofMinutes(10));
        assertThat(count("/api/lists/frozen")).isEqualTo(120);
        assertThat(joined("german-11")).isEqualTo(1);
        chaos.on();
        untilAnswered("DELETE", "/api/audiences/germans", "");
        world.advance(Duration.ofMinutes(30));
        chaos.off();
        world.advance(Duration.ofMinutes(30));
        call("PUT", "/api/audiences/germans", 200, GERMANS);
        world.advance(Duration.ofMinutes(5));
        assertThat(count("/api/audiences/germans")).isEqualTo(120);
    }

    private void untilAnswered(String method, String path, String body) {
        for (int i = 0; i < 50; i++) {
            // Who was killed says so to whoever asked, and they ask again.
            Answer answer = answer(method, path, Map.of(), body);
            if (answer.status() != 500) {
                assertThat(answer.status()).as(answer.body()).isIn(202, 404);
                return;
            }
            world.settle();
        }
    }

    @Test
    void isRemovedWithItsMembers_andMayBeMadeAnew() {
        germans(3);
        long before = world.ports.campaigns.latest().number();
        assertThat(world.ports.states.load(world.user("german-1")).groups().in())
                .hasSize(1);
        call("DELETE", "/api/audiences/germans", 202, "");
        assertThat(world.ports.campaigns.latest().number()).isGreaterThan(before);
        call("GET", "/api/audiences/germans", 404, "");
        call("DELETE", "/api/audiences/germans", 202, "");
        assertThat(call("PUT", "/api/audiences/germans", 409, GERMANS)
                        .path("detail")
                        .asText())
                .contains("still being removed");
        world.advance(Duration.ofMinutes(5));
        call("DELETE", "/api/audiences/germans", 404, "");
        assertThat(world.ports.states.load(world.user("german-1")).groups().in())
                .isEmpty();
        assertThat(world.ports.memberships.count(Group.audience("germans"))).isZero();

        call("PUT", "/api/audiences/germans", 200, GERMANS);
        world.advance(Duration.ofMinutes(5));
        assertThat(count("/api/audiences/germans")).isEqualTo(3);
    }

    @Test
    void isNotRemoved_whileSomethingUsesIt() {
        says("ada", Map.of());
        call("PUT", "/api/lists/news", 200, "{\"name\":\"News\"}");
        call("POST", "/api/lists/news/members", 202, "{\"members\":[{\"userId\":\"ada\"}]}");
        call("PUT", "/api/audiences/readers", 200, "{\"name\":\"Readers\",\"condition\":{\"list\":\"news\"}}");
        assertThat(call("DELETE", "/api/lists/news", 409, "").path("detail").asText())
                .contains("the audience \"Readers\"");
        call("DELETE", "/api/audiences/readers", 202, "");
        call("DELETE", "/api/lists/news", 202, "");
        world.advance(Duration.ofMinutes(5));
        call("DELETE", "/api/lists/news", 404, "");
        call("PUT", "/api/lists/news", 200, "{\"name\":\"News\"}");
        call("POST", "/api/lists/news/members", 202, "{\"members\":[{\"userId\":\"ada\"}]}");
        assertThat(count("/api/lists/news")).isEqualTo(1);
    }

    @Test
    void isNotWrittenOver_byWhoeverOpenedItBefore() {
        for (String path : List.of("/api/audiences/germans", "/api/lists/news")) {
            call("PUT", path, 200, path.contains("lists") ? "{\"name\":\"News\"}" : GERMANS);
            String opened = answer("GET", path, Map.of(), "").header("etag");
            String other = GERMANS.replace("\"Germans\"", "\"Others\"");
            String body = path.contains("lists") ? "{\"name\":\"Others\"}" : other;
            Answer first = answer("PUT", path, Map.of("if-match", opened), body);
            assertThat(first.status()).as(first.body()).isEqualTo(200);
            assertThat(first.header("etag")).isNotEqualTo(opened);
            assertThat(answer("PUT", path, Map.of("if-match", opened), body).status())
                    .isEqualTo(412);
            assertThat(answer("PUT", path, Map.of("if-match", first.header("etag")), body)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(answer("PUT", "/api/audiences/none", Map.of("if-match", "\"x\""), GERMANS)
                        .status())
                .isEqualTo(412);
    }
}
