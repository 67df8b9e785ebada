package dev.homing.emulator.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Programs of calls that nobody thought of are answered by our own queues as by ElasticMQ. The seed is fixed; others come by
 * {@code -Dqueues.seed=7 -Dqueues.calls=20000}.
 */
class RandomProgramsTest {
    private static final int LONG = 900;
    /** Messages of a queue before it is emptied: a receive has all of them, so that their order does not matter. */
    private static final int MOST = 10;

    private final Random random = new Random(Long.getLong("queues.seed", 20261128L));
    private final List<String> handles = new ArrayList<>();
    /** Of messages that are invisible: AWS refuses to change the visibility of others, the reference does not. */
    private final List<String> out = new ArrayList<>();

    private int sent;
    private int held;
    private int emptied;

    @Test
    void ownQueuesAnswerAsTheReferenceDoes() throws IOException, InterruptedException {
        int calls = Integer.getInteger("queues.calls", 1_500);
        int refused = 0;
        int received = 0;
        List<TwoServers.Said> different = new ArrayList<>();
        try (TwoServers servers = new TwoServers()) {
            create(servers, "dead", Json.object());
            create(
                    servers,
                    "work",
                    Json.object()
                            .put(
                                    "RedrivePolicy",
                                    "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":3}"));
            create(
                    servers,
                    "line.fifo",
                    Json.object().put("FifoQueue", "true").put("ContentBasedDeduplication", "true"));
            for (int i = 0; i < calls; i++) {
                TwoServers.Said said = call(servers);
                for (JsonNode message : said.own().path("Messages")) {
                    handles.add(message.path("ReceiptHandle").asText());
                    if (said.call().contains("\"VisibilityTimeout\":" + LONG)) {
                        out.add(handles.getLast());
                    }
                    received++;
                }
                refused += said.own().has("refused") || said.own().has("Failed") ? 1 : 0;
                if (!said.same()) {
                    different.add(said);
                }
            }
        }
        assertThat(different).isEmpty();
        // Programs that are always refused, or never receive, would show little.
        assertThat(refused).isBetween(calls / 50, calls / 2);
        assertThat(received).isGreaterThan(calls / 5);
    }

    @Test
    void delaysAndTimeoutsEnd_asTheReferenceHasThem() throws IOException, InterruptedException {
        try (TwoServers servers = new TwoServers()) {
            create(servers, "times", Json.object().put("VisibilityTimeout", "1"));
            ObjectNode queue = Json.object().put("QueueUrl", "times");
            ObjectNode receive = queue.deepCopy().put("MaxNumberOfMessages", 10);
            List<TwoServers.Said> said = new ArrayList<>();
            said.add(servers.ask("SendMessage", queue.deepCopy().put("MessageBody", "now")));
            said.add(servers.ask(
                    "SendMessage", queue.deepCopy().put("MessageBody", "soon").put("DelaySeconds", 1)));
            said.add(servers.ask("ReceiveMessage", receive));
            said.add(servers.ask("ReceiveMessage", receive));
            said.add(servers.ask("ReceiveMessage", receive.deepCopy().put("WaitTimeSeconds", 1)));
            Thread.sleep(1_100);
            said.add(servers.ask("ReceiveMessage", receive));
            assertThat(said).allMatch(TwoServers.Said::same);
            assertThat(said.get(2).own().path("Messages")).hasSize(1);
            assertThat(said.get(3).own().path("Messages")).isEmpty();
            assertThat(said.getLast().own().path("Messages")).isNotEmpty();
        }
    }

    private static void create(TwoServers servers, String name, ObjectNode attributes) throws IOException {
        ObjectNode request = Json.object().put("QueueName", name);
        request.set("Attributes", attributes);
        assertThat(servers.ask("CreateQueue", request).same()).isTrue();
    }

    private TwoServers.Said call(TwoServers servers) throws IOException, InterruptedException {
        String queue = one("work", "work", "dead", "line.fifo");
        if (held >= MOST) {
            held = 0;
            emptied++;
            out.clear();
            for (String each : List.of("work", "dead", "line.fifo")) {
                servers.ask("PurgeQueue", Json.object().put("QueueUrl", each));
            }
        }
        // What became visible in a millisecond is counted by the reference in the next one.
        Thread.sleep(2);
        ObjectNode request = Json.object().put("QueueUrl", queue);
        return switch (random.nextInt(10)) {
            case 0, 1 -> servers.ask("SendMessage", message(request, queue));
            case 2 -> {
                ArrayNode entries = request.putArray("Entries");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    message(entries.addObject().put("Id", one("a", "b", "c", "d", "e")), queue);
                }
                yield servers.ask("SendMessageBatch", request);
            }
            case 3, 4, 5 -> {
                request.put("MaxNumberOfMessages", 10);
                request.put("VisibilityTimeout", one(0, 0, LONG));
                request.putArray("AttributeNames").add("All");
                request.putArray("MessageAttributeNames").add("All");
                yield servers.ask("ReceiveMessage", request);
            }
            case 6 -> servers.ask("DeleteMessage", request.put("ReceiptHandle", handle()));
            case 7 -> {
                ArrayNode entries = request.putArray("Entries");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    entries.addObject().put("Id", one("a", "b", "c", "d", "e")).put("ReceiptHandle", handle());
                }
                yield servers.ask("DeleteMessageBatch", request);
            }
            case 8 -> {
                int timeout = one(0, LONG, LONG);
                String handle = out.isEmpty() ? "strange" : out.get(random.nextInt(out.size()));
                if (timeout == 0) {
                    out.remove(handle);
                }
                yield servers.ask(
                        "ChangeMessageVisibility",
                        request.put("ReceiptHandle", handle).put("VisibilityTimeout", timeout));
            }
            default -> {
                request.putArray("AttributeNames")
                        .add("ApproximateNumberOfMessages")
                        .add("ApproximateNumberOfMessagesNotVisible")
                        .add("ApproximateNumberOfMessagesDelayed")
                        .add("VisibilityTimeout")
                        .add("RedrivePolicy");
                yield servers.ask("GetQueueAttributes", request);
            }
        };
    }

    private ObjectNode message(ObjectNode request, String queue) {
        held++;
        request.put("MessageBody", "m" + ++sent);
        if (random.nextInt(3) == 0) {
            request.putObject("MessageAttributes")
                    .putObject("kind")
                    .put("DataType", one("String", "Number", "String.own"))
                    .put("StringValue", "7");
        }
        if (queue.endsWith(".fifo")) {
            request.put("MessageGroupId", one("g", "h"));
            if (random.nextBoolean()) {
                request.put("MessageDeduplicationId", "d" + emptied + "-" + random.nextInt(5));
            }
        } else if (random.nextInt(4) == 0) {
            request.put("DelaySeconds", one(LONG, LONG, 0, 901));
        }
        return request;
    }

    private String handle() {
        return handles.isEmpty() || random.nextInt(10) == 0
                ? "strange"
                : handles.get(handles.size() - 1 - random.nextInt(Math.min(handles.size(), 8)));
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
