package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.lambda.AwsEvents;
import dev.homing.lambda.AwsEvents.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events there are, as a marketer chooses from them. */
class CatalogueTest {
    private final World world = new World();

    private JsonNode catalogue() {
        Answer answer = Answer.of(
                world.wiring().adminHandler().handle(AwsEvents.api("GET", "/api/catalogue/events", "viewer", "")));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode event(String name) {
        for (JsonNode event : catalogue().path("events")) {
            if (event.path("name").asText().equals(name)) {
                return event;
            }
        }
        return catalogue().path("none");
    }

    private static JsonNode property(JsonNode of, String list, String name) {
        for (JsonNode property : of.path(list)) {
            if (property.path("name").asText().equals(name)) {
                return property;
            }
        }
        throw new AssertionError(name + " in " + of);
    }

    @Test
    void hasEveryNameAndPropertyThatWasSeen_withATypeASampleAndACount() {
        world.event(world.track(
                "b1",
                "ada",
                "Trip Booked",
                Map.of(
                        "days",
                        7,
                        "insured",
                        true,
                        "from",
                        "2026-12-24",
                        "hotel",
                        "Seaside",
                        "contact",
                        "ada@example.com",
                        "products",
                        List.of(Map.of("product_id", "t-1", "category", "Travel")))));
        world.settle();
        JsonNode booked = event("Trip Booked");
        assertThat(booked.path("count").asInt()).isEqualTo(1);
        assertThat(booked.path("lastSeen").asText()).isEqualTo(world.now().toString());
        assertThat(property(booked, "properties", "days").path("type").asText()).isEqualTo("number");
        assertThat(property(booked, "properties", "insured").path("sample").asText())
                .isEqualTo("true");
        assertThat(property(booked, "properties", "from").path("type").asText()).isEqualTo("date");
        assertThat(property(booked, "properties", "hotel").path("sample").asText())
                .isEqualTo("Seaside");
        assertThat(property(booked, "properties", "contact").path("sample").isNull())
                .isTrue();
        assertThat(property(booked, "productProperties", "category")
                        .path("sample")
                        .asText())
                .isEqualTo("Travel");

        world.event(world.track("b2", "bob", "Trip Booked", Map.of("pets", 1)));
        world.event(world.track("b3", "bob", "Trip Booked", Map.of("days", 3)));
        world.settle();
        assertThat(property(event("Trip Booked"), "properties", "pets")
                        .path("type")
                        .asText())
                .isEqualTo("number");
        world.advance(Duration.ofMinutes(2));
        world.event(world.track("b4", "bob", "Trip Booked", Map.of("days", 4)));
        world.settle();
        assertThat(event("Trip Booked").path("count").asInt()).isEqualTo(4);
    }

    @Test
    void showsNoWordsThatAnyoneCanHaveSent_andNoValuesOfPeople() {
        world.event(world.track("v1", "eve", "Poll Answered", Map.of("answer", "buy at evil.example")), Origin.BROWSER);
        world.event(world.identify("i1", "ada", null));
        world.settle();
        assertThat(property(event("Poll Answered"), "properties", "answer")
                        .path("sample")
                        .isNull())
                .isTrue();
        JsonNode attributes = catalogue().path("attributes");
        assertThat(attributes.isEmpty()).isFalse();
        attributes.forEach(
                attribute -> assertThat(attribute.path("sample").isNull()).isTrue());
    }

    @Test
    void isNotFlooded_byWhoeverMakesUpNames() {
        for (int i = 0; i < 700; i++) {
            world.event(world.track("n" + i, "eve", "Name " + i, Map.of("p" + i, 1)), Origin.BROWSER);
        }
        world.settle();
        assertThat(catalogue().path("events").size()).isLessThanOrEqualTo(500);
    }
}
