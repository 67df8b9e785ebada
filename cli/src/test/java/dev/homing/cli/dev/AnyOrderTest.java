package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * A sample of the property that the use cases hold in memory, on the real adapters: customers whose events come shuffled and twice to
 * handlers that are killed get the same messages as those whose events come once and in order.
 */
class AnyOrderTest {
    private static final long SEED = 20_261_122;
    private static final int PAIRS = 8;
    private static final double KILLED = 0.1;

    /** People wait for an answer of these; killing them is the caller's story, not the queue's. */
    private static final Set<String> ANSWERING =
            Set.of("AdminHandler", "CollectHandler", "TrackHandler", "WhatsAppHookHandler", "PageHandler");

    private final Random dice = new Random(SEED);
    private final AtomicBoolean chaos = new AtomicBoolean();

    /** What a customer got, without what differs by chance. */
    private record Got(List<String> messages, String status) {}

    @Test
    void endsTheSame_howeverEventsArriveAndHandlersAreKilled() {
        DevOptions options = new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC());
        try (DevStack stack = DevStack.start(options, _ -> {}, this::killed)) {
            DevClient homing = new DevClient(stack);
            List<Shopper> orderly = new ArrayList<>();
            List<Shopper> chaotic = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                orderly.add(homing.shopper());
                chaotic.add(homing.shopper());
            }
            for (int pair = 0; pair < PAIRS; pair++) {
                int story = pair;
                morning(orderly.get(pair), story).forEach(message -> put(homing, message));
                homing.settle();
                List<ObjectNode> shuffled = new ArrayList<>(morning(chaotic.get(pair), story));
                // Who it is must be known when the message goes out, whatever happens to the rest.
                put(homing, shuffled.removeFirst());
                homing.settle();
                shuffled.addAll(shuffled.subList(0, 1 + dice.nextInt(shuffled.size())));
                Collections.shuffle(shuffled, dice);
                chaos.set(true);
                shuffled.forEach(message -> put(homing, message));
                homing.settle();
                chaos.set(false);
            }
            chaos.set(true);
            homing.advance("PT3H");
            chaos.set(false);
            for (int pair = 0; pair < PAIRS; pair++) {
                if (pair % 3 == 0) {
                    click(homing, orderly.get(pair), 1);
                    click(homing, chaotic.get(pair), 2);
                }
                if (pair % 4 == 0) {
                    put(homing, orderly.get(pair).ordered("30.00"));
                    ObjectNode order = chaotic.get(pair).ordered("30.00");
                    chaos.set(true);
                    put(homing, order);
                    put(homing, order);
                    homing.settle();
                    chaos.set(false);
                }
            }
            chaos.set(true);
            homing.advance("P2D");
            chaos.set(false);
            homing.advance("P2D");
            for (int pair = 0; pair < PAIRS; pair++) {
                assertThat(got(homing, chaotic.get(pair)))
                        .as("story " + pair)
                        .isEqualTo(got(homing, orderly.get(pair)));
            }
        }
    }

    private JsonHandler killed(String name, JsonHandler handler) {
        return ANSWERING.contains(name)
                ? handler
                : event -> {
                    if (chaos.get() && dice.nextDouble() < KILLED) {
                        throw new IllegalStateException("killed before " + name);
                    }
                    byte[] answer = handler.handle(event);
                    if (chaos.get() && dice.nextDouble() < KILLED) {
                        throw new IllegalStateException("killed after " + name);
                    }
                    return answer;
                };
    }

    /** Events of one morning, in their order. */
    private static List<ObjectNode> morning(Shopper shopper, int story) {
        List<ObjectNode> events = new ArrayList<>(shopper.fillsCart());
        if (story % 5 == 1) {
            events.add(shopper.added("candle", "Soy candle", "22.00", 1));
        }
        if (story % 6 == 5) {
            events.add(shopper.ordered("102.30"));
        }
        return events;
    }

    private static void put(DevClient homing, ObjectNode message) {
        homing.putEvent(message.path("event").asText("identify"), message.toString());
    }

    private static void click(DevClient homing, Shopper shopper, int times) {
        for (JsonNode email : shopper.emails()) {
            for (int i = 0; i < times; i++) {
                homing.react(email, "clicked");
            }
        }
    }

    private static Got got(DevClient homing, Shopper shopper) {
        List<String> messages = new ArrayList<>();
        shopper.emails()
                .forEach(email -> messages.add("email " + email.path("step").asText()));
        shopper.whatsApps()
                .forEach(message ->
                        messages.add("whatsapp " + message.path("step").asText()));
        String status = homing.api("/api/customers/" + shopper.id())
                .path("runs")
                .findValuesAsText("status")
                .toString();
        return new Got(messages, status);
    }
}
