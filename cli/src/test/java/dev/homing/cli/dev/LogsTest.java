package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import dev.homing.lambda.telemetry.LogLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the functions write into their logs on AWS, along the whole of cart recovery. */
class LogsTest {
    @Test
    void aMessageIsFoundByItsEvent_andNobodyByTheirAddressNumberOrName() {
        DevOptions options = new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC());
        try (LogLines lines = LogLines.captured();
                DevStack stack = DevStack.start(options, _ -> {}, LogsTest::asLambdaCallsIt)) {
            DevClient homing = new DevClient(stack);
            Shopper ada = homing.shopper();
            List<ObjectNode> events = new ArrayList<>(ada.fillsCart());
            events.forEach(event -> homing.putEvent(event.path("event").asText("identify"), event.toString()));
            homing.putEvent("Product Added", "{\"event\": 1}");
            homing.advance("P2D");
            homing.react(ada.emails().getFirst(), "bounced");
            homing.settle();
            homing.react(ada.emails().getFirst(), "clicked");
            ObjectNode order = ada.ordered("102.30");
            homing.putEvent("Order Completed", order.toString());
            homing.settle();
            List<String> text = lines.all();

            String event = events.getLast().path("messageId").asText();
            String customer = noted(text, "EventHandler", "events", event).split(" ", -1)[1];
            String timer = noted(text, "EventHandler", "armed", customer).split(" ", -1)[0];
            assertThat(noted(text, "TimerHandler", "fired", timer)).isEqualTo(timer + " " + customer);
            String run = noted(text, "TimerHandler", "started", customer).split(" ", -1)[0];
            JsonNode email = only(text, "EmailSendHandler", "run", run);
            assertThat(email.path("status").asText()).isEqualTo("sent");
            assertThat(email.path("campaign").asText()).isEqualTo("cart-recovery");
            JsonNode whatsApp = only(text, "WhatsAppSendHandler", "run", run);
            assertThat(whatsApp.path("step").asText()).isEqualTo("whatsapp");
            assertThat(noted(
                            text,
                            "FeedbackHandler",
                            "feedback",
                            email.path("messageId").asText()))
                    .isNotBlank();
            assertThat(noted(
                            text,
                            "TrackHandler",
                            "feedback",
                            email.path("messageId").asText()))
                    .endsWith(" click");
            assertThat(json(text).filter(line -> line.path("function").asText().equals("EventHandler")))
                    .anySatisfy(line ->
                            assertThat(line.path("EventsRejected").asInt()).isEqualTo(1));

            assertThat(text).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .doesNotContain(ada.email())
                    .doesNotContain(ada.phone().substring(1))
                    .doesNotContain("Ada")
                    .doesNotContain("Byron")
                    .doesNotContain("teapot")
                    .doesNotContain("your cart"));
        }
    }

    /** The interface's own way in, by which the invocation is known to begin and end; one at a time, as a process has them on AWS. */
    private static JsonHandler asLambdaCallsIt(String name, JsonHandler handler) {
        return event -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            synchronized (LogsTest.class) {
                try {
                    handler.handleRequest(new ByteArrayInputStream(event), answer, null);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return answer.toByteArray();
        };
    }

    /** The entry of a list in a function's line that has an id in it. */
    private static String noted(List<String> text, String function, String list, String id) {
        return json(text)
                .filter(line -> line.path("function").asText().equals(function))
                .flatMap(line -> line.path(list).valueStream())
                .map(JsonNode::asText)
                .filter(entry -> entry.contains(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + list + " of " + function + " has " + id + ": " + text));
    }

    private static JsonNode only(List<String> text, String function, String field, String value) {
        List<JsonNode> found = json(text)
                .filter(line -> line.path("function").asText().equals(function)
                        && line.path(field).asText().equals(value))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Stream<JsonNode> json(List<String> text) {
        return text.stream().map(line -> {
            try {
                return DevClient.JSON.readTree(line);
            } catch (IOException e) {
                throw new AssertionError(line, e);
            }
        });
    }
}
