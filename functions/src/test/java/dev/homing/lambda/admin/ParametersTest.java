package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import dev.homing.app.World;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests say that nobody means: it is refused with the name of what is wrong, and never taken for something else. */
class ParametersTest {
    private static final String LONG = "a".repeat(3_000);

    private final World world = new World();

    private Answer call(String method, String path, String body) {
        return Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, "admin", body)));
    }

    @BeforeEach
    void aCampaignAndACustomer() {
        world.publish(Starters.campaign("cart-recovery"));
        world.event(world.identify("i1", "ada", null));
        world.settle();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/reports/recovery?to=, to",
        "/api/reports/recovery?from=%20, from",
        "/api/reports/recovery?from=%2B999999999-12-31&to=%2B999999999-12-31, from",
        "/api/reports/recovery?from=-999999999-01-01&to=-999999999-01-01, from",
        "/api/reports/recovery?from=0000-01-01&to=0000-01-01, from",
        "/api/reports/recovery?from=1969-12-31&to=1970-01-02, from",
        "/api/reports/recovery?from=2026-02-30&to=2026-03-01, from",
        "/api/customers/ada/timeline?limit=, limit",
        "/api/customers/ada/timeline?limit=%2B5, limit",
        "/api/customers/ada/timeline?limit=%D9%A3, limit",
        "/api/customers/ada/timeline?limit=201, limit",
        "/api/customers/ada/timeline?before=, before",
        "/api/customers/ada/timeline?before=2026-11-28T10:00:00.000Z, before",
        "/api/campaigns/cart-recovery/people?version=, version",
        "/api/campaigns/cart-recovery/people?limit=0, limit",
        "/api/campaigns/cart-recovery/people?status=, status",
        "/api/campaigns/cart-recovery/people?cursor=, cursor",
        "/api/campaigns/cart-recovery/people?step=, step",
    })
    void refusesWhatCannotBeRead(String path, String field) {
        Answer answer = call("GET", path, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().get("detail").asText()).startsWith(field + ": ");
    }

    @Test
    void refusesAPlaceThatNoTableCanCompareWith() {
        String path = "/api/customers/ada/timeline?before=2026-11-28T10:00:00.000Z%23";
        assertThat(call("GET", path + "a".repeat(800), "").status()).isEqualTo(200);
        assertThat(call("GET", path + LONG, "").json().at("/errors/0/field").asText())
                .isEqualTo("before");
    }

    @Test
    void searchesForTwoHundredCharacters_andNoMore() {
        assertThat(call("GET", "/api/customers?q=" + "%F0%9F%98%80".repeat(200), "")
                        .status())
                .isEqualTo(200);
        assertThat(call("GET", "/api/customers?q=" + "a".repeat(201), "")
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("q");
        assertThat(call("GET", "/api/customers?q=", "").json().get("customers")).hasSize(1);
    }

    @Test
    void hasNothingUnderANameThatIsTooLong() {
        for (Routes.Route route : world.wiring().adminApi().routes().all()) {
            String path = route.pattern().replaceAll("\\{\\w+}", LONG);
            if (!path.equals(route.pattern())) {
                assertThat(call(route.method(), path, "{}").status())
                        .as(route.method() + " " + route.pattern())
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"\"", "null", "[]", "\"Cart-Recovery\""})
    void savesNothing_whereTheBodySaysAnotherKeyThanTheAddress(String key) {
        for (String path : new String[] {"/api/campaigns/cart-recovery", "/api/templates/cart-reminder"}) {
            Answer answer = call("PUT", path, "{\"key\":" + key + "}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("key");
        }
    }
}
