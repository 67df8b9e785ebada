package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/** Before the functions that queues and streams feed: lets through, keeps or refuses each message. */
final class Gate implements DevStack.Around {
    private static final Map<String, String> QUEUES = Map.of(
            "EventHandler", "events",
            "TimerHandler", "timers",
            "OutcomeHandler", "outcomes",
            "EmailSendHandler", "email",
            "WhatsAppSendHandler", "whatsapp",
            "FeedbackHandler", "feedback");

    /** Of a function and a message's body. */
    private volatile BiPredicate<String, String> kept = (_, _) -> false;

    private volatile BiPredicate<String, String> refused = (_, _) -> false;
    private volatile boolean countersStopped;
    private final Map<String, List<String>> queues = new TreeMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** From now on what matches is taken out of its queue, and not done. */
    void keep(BiPredicate<String, String> what) {
        BiPredicate<String, String> before = kept;
        kept = (function, body) -> before.test(function, body) || what.test(function, body);
    }

    void keepNothing() {
        kept = (_, _) -> false;
    }

    /** What matches fails and comes again, until something else is said. */
    void refuse(BiPredicate<String, String> what) {
        refused = what;
    }

    void stopCounters(boolean stopped) {
        countersStopped = stopped;
    }

    /** Bodies that were kept, by queue, and are forgotten here by this. */
    Map<String, List<String>> takeKept() {
        synchronized (queues) {
            Map<String, List<String>> taken = new TreeMap<>(queues);
            queues.clear();
            return taken;
        }
    }

    /** The token of the step that an execution waits in, as its last message that came by has it. */
    String token(String execution) {
        return Objects.requireNonNull(tokens.get(execution), () -> "No message of " + execution + " came by");
    }

    @Override
    public JsonHandler of(String name, JsonHandler handler) {
        String queue = QUEUES.get(name);
        if (queue == null) {
            return name.equals("CountHandler")
                    ? event -> countersStopped ? nothingFailed() : handler.handle(event)
                    : handler;
        }
        return event -> {
            ObjectNode batch = (ObjectNode) json(event);
            ArrayNode here = DevClient.JSON.createArrayNode();
            ArrayNode again = DevClient.JSON.createArrayNode();
            for (JsonNode message : batch.path("Records")) {
                String body = message.path("body").asText();
                noteToken(body);
                if (refused.test(name, body)) {
                    again.addObject()
                            .put("itemIdentifier", message.path("messageId").asText());
                } else if (kept.test(name, body)) {
                    synchronized (queues) {
                        queues.computeIfAbsent(queue, _ -> new ArrayList<>()).add(body);
                    }
                } else {
                    here.add(message);
                }
            }
            if (!here.isEmpty()) {
                batch.set("Records", here);
                byte[] answer = handler.handle(bytes(batch));
                json(answer).path("batchItemFailures").forEach(again::add);
            }
            ObjectNode answer = DevClient.JSON.createObjectNode();
            answer.set("batchItemFailures", again);
            return bytes(answer);
        };
    }

    private void noteToken(String body) {
        JsonNode json = json(body.getBytes(StandardCharsets.UTF_8));
        JsonNode job = json.has("timeOver") ? json.get("timeOver") : json;
        if (job.hasNonNull("token") && job.hasNonNull("run")) {
            tokens.put(
                    job.get("run").asText() + "." + job.get("generation").asText(),
                    job.get("token").asText());
        }
    }

    private static byte[] nothingFailed() {
        return "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] text) {
        try {
            return DevClient.JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(new String(text, StandardCharsets.UTF_8), e);
        }
    }
}
