package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.inbound.SesEvent;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.domain.Facts;
import dev.homing.lambda.JsonHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;

/** All doors of a development stack of their own, what was taken in by them, and what went wrong behind them. */
final class FuzzDoors implements AutoCloseable {
    /** So that it is minutes after the samples, once the first customer has been sent a WhatsApp: what is older than a day starts nothing. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T09:35:00Z"), ZoneOffset.UTC);

    private static final String FEEDBACK = "feedback";
    private static final String FEEDBACK_DEAD_LETTERS = "feedback-dlq";
    private static final Pattern MARK = Pattern.compile(FuzzInputs.MARK + "\\d+(?:-\\d+)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)([-+~]?)}");
    private static final Pattern OPENS = Pattern.compile("/t/o/([^/]+)/([^\"?\\s]+)");
    private static final Pattern CLICKS = Pattern.compile("/t/c/([^/]+)/([1-9]\\d*)/([^\"?\\s]+)");
    private static final Pattern UNSUBSCRIBES = Pattern.compile("/u/([^/]+)/([^>\"?\\s]+)");

    /** @param input the likeliest, or what a function was given */
    record Problem(FuzzInput input, String what) {
        @Override
        public String toString() {
            return what + ": " + input;
        }
    }

    private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();
    private final Map<String, FuzzInput> accepted = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, String> real = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> urls = new HashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DevStack stack;
    private final DevClient client;
    private final EventBridgeClient bus;
    private final SqsClient sqs;
    private final WhatsAppWebhook meta;

    FuzzDoors() {
        stack = DevStack.start(new DevOptions(0, 0, false, null, Path.of(".."), CLOCK), _ -> {}, this::watched);
        client = new DevClient(stack);
        bus = stack.client(EventBridgeClient.builder());
        sqs = stack.client(SqsClient.builder());
        try (SecretsManagerClient secrets = stack.client(SecretsManagerClient.builder())) {
            String secret = secrets.getSecretValue(request -> request.secretId(Deployment.SECRET))
                    .secretString();
            meta = new WhatsAppWebhook(json(secret).path("whatsappAppSecret").asText(), "");
        }
        for (String role : List.of("viewer", "editor", "approver", "admin")) {
            tokens.put(
                    role,
                    client.call("POST", "/dev/token", "{\"role\":\"" + role + "\"}")
                            .json()
                            .path("token")
                            .asText());
        }
        journey();
    }

    /** A customer with an email and a WhatsApp, whose links and ids inputs can name. */
    private void journey() {
        Shopper ada = client.shopper();
        ada.fillsCart().forEach(ada::sends);
        client.advance("PT30M");
        client.advance("P1D");
        JsonNode email = ada.emails().getFirst();
        String html = email.path("html").asText();
        Matcher opens = found(OPENS, html);
        Matcher clicks = found(CLICKS, html);
        real.put("message", opens.group(1));
        real.put("opens", opens.group(2));
        real.put("link", clicks.group(2));
        real.put("clicks", clicks.group(3));
        real.put(
                "unsubscribes",
                found(UNSUBSCRIBES, email.path("headers").toString()).group(2));
        real.put(
                "whatsapp",
                found(CLICKS, ada.whatsApps().getFirst().path("text").asText()).group(1));
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher;
    }

    DevClient client() {
        return client;
    }

    /** Each once, however often it came again. */
    List<Problem> problems() {
        return List.copyOf(new LinkedHashSet<>(problems));
    }

    /** What was answered how often, by door and status. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** What was taken in: by each id under which it has to be found. */
    Map<String, FuzzInput> accepted() {
        return accepted;
    }

    /** What follows from them is done when all of them are sent, in batches as full as under load. */
    void send(List<FuzzInput> inputs) {
        stack.emulator().atOnce(() -> inputs.forEach(this::send));
        client.settle();
    }

    private void send(FuzzInput input) {
        try {
            switch (input.door()) {
                case HTTP -> http(input);
                case BUS -> put(input);
                case QUEUE -> enqueue(input);
            }
        } catch (RuntimeException | IOException why) {
            problems.add(new Problem(input, "It could not be sent: " + why));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void http(FuzzInput input) throws IOException, InterruptedException {
        byte[] body = input.body();
        if (input.target().startsWith("/hooks/")) {
            body = filled(input.text()).equals(input.text())
                    ? body
                    : filled(input.text()).getBytes(StandardCharsets.UTF_8);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.url() + filled(input.target())))
                .method(input.how(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, String> header : input.headers().entrySet()) {
            String value = header.getValue();
            switch (header.getKey()) {
                case "role" -> {
                    if (tokens.containsKey(value)) {
                        request.header("authorization", "Bearer " + tokens.get(value));
                    }
                }
                case "signed" ->
                    request.header(
                            WhatsAppWebhook.SIGNATURE_HEADER, value.equals("yes") ? meta.signature(body) : value);
                default -> request.header(header.getKey(), value);
            }
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String path = input.target().split("/", 3)[1];
        answers.merge("/" + path + " " + answer.statusCode(), 1, Integer::sum);
        judge(input, answer.statusCode(), answer.body());
        if (path.equals("v1") && answer.statusCode() == 200 && input.how().equals("POST")) {
            ids(input, unpacked(input)).forEach(id -> accepted.put(id, input));
        }
    }

    /** Whoever is refused is told why. */
    private void judge(FuzzInput input, int status, String body) {
        boolean told = !input.how().equals("HEAD") && input.target().matches("/(v1|api|hooks)/.*");
        if (status >= 500) {
            problems.add(new Problem(input, status + " " + body));
        } else if (status >= 400 && told) {
            JsonNode why = json(body);
            if (why.path("message").asText().isBlank()
                    && why.path("detail").asText().isBlank()) {
                problems.add(new Problem(input, "Refused without a reason: " + status + " " + body));
            }
            if (status == 422 && !why.at("/errors/0/field").isTextual()) {
                problems.add(new Problem(input, "Refused without a field: " + body));
            }
        }
    }

    private void put(FuzzInput input) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(Deployment.BUS)
                .source(input.target())
                .detailType(input.how())
                .detail(input.text())
                .build();
        PutEventsResultEntry result =
                bus.putEvents(request -> request.entries(entry)).entries().getFirst();
        answers.merge("bus " + (result.errorCode() == null ? "taken" : result.errorCode()), 1, Integer::sum);
        if (result.errorCode() == null) {
            ids(input, input.body()).forEach(id -> accepted.put(id.isEmpty() ? result.eventId() : id, input));
        }
    }

    private void enqueue(FuzzInput input) {
        try {
            sqs.sendMessage(request -> request.queueUrl(url(input.target())).messageBody(filled(input.text())));
            answers.merge("queue taken", 1, Integer::sum);
        } catch (InvalidMessageContentsException refused) {
            answers.merge("queue refused", 1, Integer::sum);
        }
    }

    /**
     * Under which ids the messages of a body have to be found: the ones that they were given; empty where they say none, and the bus's own counts.
     * Where a mutation gave one an id that others may have too, it is not looked for.
     */
    private static List<String> ids(FuzzInput input, byte[] body) {
        List<@Nullable Object> stated = new ArrayList<>();
        try {
            Facts root = Json.object(new String(body, StandardCharsets.UTF_8));
            if (input.target().matches("/v1/(batch|import)")) {
                root.list("batch").forEach(message -> stated.add(message.get("messageId")));
            } else if (input.how().equals("shopifyWebhook")) {
                stated.add(root.map("metadata").firstText("X-Shopify-Webhook-Id", "X-Shopify-Event-Id"));
            } else if (input.target().startsWith("aws.partner/stripe.com")
                    && root.map("data").get("object") != null) {
                stated.add(root.get("id"));
            } else {
                stated.add(root.get("messageId"));
            }
        } catch (MalformedJson notTakenIn) {
            // Nothing to look for.
        }
        List<String> ids = new ArrayList<>();
        for (Object id : stated) {
            if (id == null && input.door() == FuzzInput.Door.BUS) {
                ids.add("");
            } else if (id instanceof String text && MARK.matcher(text).matches()) {
                ids.add(text);
            }
        }
        return ids;
    }

    private static byte[] unpacked(FuzzInput input) throws IOException {
        if (!"gzip".equalsIgnoreCase(input.headers().getOrDefault("content-encoding", ""))) {
            return input.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(input.body()))) {
            return in.readAllBytes();
        }
    }

    /** With what only this stack knows: {@code {name}}, or without its last character, with one more, or with another one. */
    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = real.get(found.group(1));
            return Matcher.quoteReplacement(
                    value == null
                            ? found.group()
                            : switch (found.group(2)) {
                                case "-" -> value.substring(0, value.length() - 1);
                                case "+" -> value + "a";
                                case "~" -> (value.charAt(0) == 'b' ? "a" : "b") + value.substring(1);
                                default -> value;
                            });
        });
    }

    /** A function that is watched: it may neither fail nor ask once more for what it can read. */
    private JsonHandler watched(String name, JsonHandler handler) {
        return event -> {
            try {
                byte[] answer = handler.handle(event);
                String text = new String(answer, StandardCharsets.UTF_8);
                if (text.contains("itemIdentifier")) {
                    again(name, json(text), json(new String(event, StandardCharsets.UTF_8)));
                }
                return answer;
            } catch (RuntimeException | Error why) {
                problems.add(new Problem(FuzzInput.queue(name, event), name + " threw " + why));
                throw why;
            }
        };
    }

    private void again(String name, JsonNode answer, JsonNode event) {
        for (JsonNode failure : answer.path("batchItemFailures")) {
            for (JsonNode delivered : event.path("Records")) {
                if (delivered.path("messageId").equals(failure.path("itemIdentifier"))) {
                    String arn = delivered.path("eventSourceARN").asText();
                    String queue = arn.substring(arn.lastIndexOf(':') + 1);
                    String body = delivered.path("body").asText();
                    if (queue.equals(FEEDBACK) && !isSesEvent(body)) {
                        unreadable.add(delivered.path("messageId").asText());
                    } else {
                        problems.add(new Problem(
                                FuzzInput.queue(queue, body.getBytes(StandardCharsets.UTF_8)),
                                name + " asks for it again"));
                    }
                }
            }
        }
    }

    private static boolean isSesEvent(String body) {
        try {
            SesEvent.read(Json.object(body));
            return true;
        } catch (MalformedJson unreadable) {
            return false;
        }
    }

    /** How many dead letters there have to be: what SES said and nobody can read, which is kept there for people. */
    Map<String, Integer> deadLetters() {
        return unreadable.isEmpty() ? Map.of() : Map.of(FEEDBACK_DEAD_LETTERS, unreadable.size());
    }

    /** How many messages each queue still has, of those that have any. */
    Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new TreeMap<>();
        for (Deployment.Queue queue : Deployment.HOMING.queues()) {
            for (String name : List.of(queue.name(), queue.deadLetters())) {
                int messages = sqs
                        .getQueueAttributes(
                                request -> request.queueUrl(url(name)).attributeNamesWithStrings("All"))
                        .attributesAsStrings()
                        .entrySet()
                        .stream()
                        .filter(attribute -> attribute.getKey().startsWith("ApproximateNumberOfMessages"))
                        .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
                        .sum();
                if (messages > 0) {
                    waiting.put(name, messages);
                }
            }
        }
        return waiting;
    }

    private String url(String queue) {
        return urls.computeIfAbsent(queue, name -> sqs.getQueueUrl(request -> request.queueName(name))
                .queueUrl());
    }

    private static JsonNode json(String text) {
        try {
            return DevClient.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
