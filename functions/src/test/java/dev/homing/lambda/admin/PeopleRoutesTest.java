package dev.homing.lambda.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.app.World;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleRoutesTest {
    private final World world = new World();

    private JsonNode people(String campaign, String query, int status) {
        String path = "/api/campaigns/" + campaign + "/people" + query;
        Answer answer = Answer.of(world.wiring().adminHandler().handle(AwsEvents.api("GET", path, "viewer", "")));
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(status);
        assertThat(ApiDocument.problems("GET", "/api/campaigns/{key}/people", answer))
                .as(answer.body())
                .isEmpty();
        return answer.json();
    }

    private void threePeople() {
        for (String user : List.of("ada", "bob", "eve")) {
            world.event(world.identify("i-" + user, user, null));
            world.event(world.added("e-" + user, user, "A", "10.00"));
            world.advance(Duration.ofMinutes(31));
        }
        world.event(world.ordered("o1", "bob", "order-1", "10.00"));
        world.event(world.track("p1", "eve", "Payment Failed", Map.of("order_id", "order-2")));
        world.settle();
    }

    @Test
    void tellsWhoIsInACampaign_asDocumented() {
        threePeople();
        JsonNode page = people("cart-recovery", "", 200);
        assertThat(page.get("cursor").isNull()).isTrue();
        assertThat(page.get("steps"))
                .extracting(step -> step.get("id").asText())
                .containsExactly("email", "whatsapp");
        JsonNode bob = page.at("/people/1");
        assertThat(bob.at("/customer/userId").asText()).isEqualTo("bob");
        assertThat(bob.at("/customer/email").asText()).isEqualTo("bob@example.com");
        assertThat(bob.get("status").asText()).isEqualTo("exited");
        assertThat(bob.get("step").asText()).isEqualTo("email");
        assertThat(bob.get("stepName").asText()).isEqualTo("Reminder");
        assertThat(bob.at("/reason/sentence").asText()).startsWith("The customer ordered at ");
        assertThat(bob.has("endedAt")).isTrue();
        JsonNode single = people("payment-failed", "?status=completed", 200).at("/people/0");
        assertThat(single.at("/customer/userId").asText()).isEqualTo("eve");
        assertThat(single.has("reason")).isFalse();
    }

    @Test
    void goesOnByItsCursor() {
        threePeople();
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = people("cart-recovery", "?limit=1&version=1&step=email" + next, 200);
            page.get("people")
                    .forEach(person -> names.add(person.at("/customer/userId").asText()));
            next = page.get("cursor").isNull()
                    ? ""
                    : "&cursor=" + URLEncoder.encode(page.get("cursor").asText(), StandardCharsets.UTF_8);
        } while (!next.isEmpty());
        assertThat(names).containsExactly("eve", "bob", "ada");
    }

    @ParameterizedTest
    @CsvSource({
        "status=done, status, 'expected one of active, completed, exited, converted'",
        "version=zero, version, expected a whole number from 1",
        "version=0, version, expected a whole number from 1",
        "version=9, version, has no version 9",
        "limit=101, limit, expected a whole number from 1 to 100",
        "limit=-1, limit, expected a whole number from 1 to 100",
        "step=none, step, name one of email",
        "passed=none, passed, name one of email",
        "cursor=abc, cursor, 'the \"cursor\" of the page before, unchanged'",
        "cursor=2026-11-22T10:00:00.000Z%23UPPER, cursor, unchanged",
        "cursor=-1000000-01-01T00:00:00Z%23abcdefghijklmnop, cursor, unchanged",
    })
    void saysWhichParameterIsWrong_andWhatToWrite(String query, String field, String why) {
        JsonNode problem = people("cart-recovery", "?" + query, 400);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText())
                .startsWith(field + ": ")
                .contains(why);
        assertThat(problem.get("detail").asText()).contains(why);
    }

    @Test
    void knowsNoOtherCampaign() {
        people("unknown", "", 404);
    }

    private Answer documented(String method, String pattern, String path, String role, String body, int status) {
        Answer answer = Answer.of(world.wiring().adminHandler().handle(AwsEvents.api(method, path, role, body)));
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(status);
        assertThat(ApiDocument.problems(method, pattern, answer))
                .as(answer.body())
                .isEmpty();
        return answer;
    }

    @Test
    void addsACustomer_andTakesThemOut_asDocumented() {
        world.event(world.identify("i1", "ada", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.settle();
        String people = "/api/campaigns/{key}/people";
        String path = "/api/campaigns/cart-recovery/people";
        String ada = "{\"customer\":\"ada@example.com\"}";
        documented("POST", people, path, "editor", ada, 403);
        documented("POST", people, "/api/campaigns/unknown/people", "approver", ada, 404);
        documented("POST", people, path, "approver", "{\"customer\":\"nobody\"}", 404);
        documented("POST", people, path, "approver", "{", 400);
        assertThat(documented("POST", people, path, "approver", "{\"customer\":\" \"}", 400)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("customer");
        String run = documented("POST", people, path, "approver", ada, 202)
                .json()
                .get("run")
                .asText();
        world.advance(Duration.ofSeconds(5));
        JsonNode there = people("cart-recovery", "", 200).at("/people/0");
        assertThat(there.get("run").asText()).isEqualTo(run);
        assertThat(documented("POST", people, path, "approver", ada, 409)
                        .json()
                        .get("detail")
                        .asText())
                .startsWith("Not started: the customer has been in this campaign since ");

        String one = people + "/{run}";
        documented("DELETE", one, path + "/" + run, "editor", "", 403);
        documented("DELETE", one, path + "/none", "approver", "", 404);
        documented("DELETE", one, "/api/campaigns/payment-failed/people/" + run, "approver", "", 404);
        documented("DELETE", one, path + "/" + run, "approver", "", 202);
        world.advance(Duration.ofSeconds(5));
        JsonNode out = people("cart-recovery", "", 200).at("/people/0");
        assertThat(out.get("status").asText()).isEqualTo("exited");
        assertThat(out.at("/reason/sentence").asText()).isEqualTo("approver@shop.example took the customer out.");
        documented("DELETE", one, path + "/" + run, "approver", "", 202);
    }
}
