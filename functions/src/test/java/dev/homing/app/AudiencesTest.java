package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.domain.Facts;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Audiences and lists as a marketer makes them, by the API. */
class AudiencesTest {
    private final World world = new World();
    private int number;

    private JsonNode call(String method, String path, int status, String body) {
        Answer answer = Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        world.settle();
        return answer.json();
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
        for (int i = 0; i < 205; i++) {
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
        assertThat(world.ports.walks.latest().looked()).isEqualTo(200);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.ports.walks.latest().known()).isEqualTo(205);
        assertThat(get("/api/audiences/everybody").path("count").asInt()).isEqualTo(205);
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
}
