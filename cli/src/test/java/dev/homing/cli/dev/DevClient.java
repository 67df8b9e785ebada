package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A development stack as one sees it from outside: by HTTP and by the AWS SDK. */
final class DevClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DevStack stack;

    DevClient(DevStack stack) {
        this.stack = stack;
    }

    DevStack stack() {
        return stack;
    }

    record Reply(int status, String contentType, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    Reply call(String method, String path, String body, String... headers) {
        HttpResponse<String> response = send(method, path, body, headers);
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.body());
    }

    /** An answer's headers, with names in lower case. */
    Map<String, String> headers(String method, String path, String... headers) {
        Map<String, String> answered = new TreeMap<>();
        send(method, path, "", headers)
                .headers()
                .map()
                .forEach((name, values) -> answered.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return answered;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        URI uri = path.startsWith("http") ? URI.create(path) : stack.url().resolve(path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tracking API with the server's write key. */
    Reply v1(String call, ObjectNode message) {
        return call(
                "POST",
                "/v1/" + call,
                message.toString(),
                "Content-Type",
                "application/json",
                "Authorization",
                basic("dev"));
    }

    static String basic(String writeKey) {
        return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    void putEvent(String detailType, String detail) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName("homing")
                .source("my.shop")
                .detailType(detailType)
                .detail(detail)
                .build();
        try (SdkHttpClient sdkHttp = UrlConnectionHttpClient.create();
                EventBridgeClient events = sdk(EventBridgeClient.builder(), sdkHttp)) {
            if (events.putEvents(request -> request.entries(entry)).failedEntryCount() != 0) {
                throw new AssertionError("the bus refused " + detail);
            }
        }
    }

    void putSecret(String name, String value) {
        try (SdkHttpClient sdkHttp = UrlConnectionHttpClient.create();
                SecretsManagerClient secrets = sdk(SecretsManagerClient.builder(), sdkHttp)) {
            secrets.createSecret(request -> request.name(name).secretString(value));
        }
    }

    void putOnQueue(String queue, String body) {
        try (SdkHttpClient sdkHttp = UrlConnectionHttpClient.create();
                SqsClient sqs = sdk(SqsClient.builder(), sdkHttp)) {
            String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
        }
    }

    /**
     * What the items of the customers' tables take, as DynamoDB bills it: their names and values, and a hundred bytes each; in the table, and once
     * more what of it is in its index.
     */
    Map<String, Long> storedBytes() {
        Map<String, Long> bytes = new TreeMap<>();
        try (SdkHttpClient sdkHttp = UrlConnectionHttpClient.create();
                DynamoDbClient tables = sdk(DynamoDbClient.builder(), sdkHttp)) {
            for (String table : List.of("activity", "customers")) {
                long sum = bytes(tables.scanPaginator(request -> request.tableName(table)));
                if (table.equals("activity")) {
                    sum += bytes(tables.scanPaginator(
                            request -> request.tableName(table).indexName("roster")));
                }
                bytes.put(table, sum);
            }
        }
        return bytes;
    }

    private static long bytes(ScanIterable scan) {
        return scan.items().stream()
                .mapToLong(item -> 100
                        + item.entrySet().stream()
                                .mapToLong(attribute -> bytes(attribute.getKey(), attribute.getValue()))
                                .sum())
                .sum();
    }

    /** The mark of each write is random text, and not always as long. */
    private static int bytes(String name, AttributeValue value) {
        String text = value.s();
        if (text == null) {
            // Two digits take a byte, and all of them one more.
            return name.length() + value.n().length() / 2 + 1;
        }
        return name.equals("w") ? 14 : name.length() + text.getBytes(StandardCharsets.UTF_8).length;
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C sdk(B builder, SdkHttpClient sdkHttp) {
        return builder.httpClient(sdkHttp)
                .endpointOverride(stack.awsEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    Instant now() {
        return Instant.parse(call("GET", "/dev/clock", "").json().path("now").asText());
    }

    void advance(String duration) {
        Reply reply = call("POST", "/dev/clock", "{\"advance\":\"" + duration + "\"}");
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
    }

    /** When all is quiet. */
    void settle() {
        advance("PT0S");
    }

    /** What an address or number was sent, oldest first. */
    List<JsonNode> inbox(String to) {
        List<JsonNode> messages = new ArrayList<>();
        call("GET", "/dev/inbox", "").json().forEach(message -> {
            if (message.path("to").asText().equals(to)) {
                messages.add(message);
            }
        });
        return messages;
    }

    JsonNode react(JsonNode message, String event) {
        Reply reply = call("POST", "/dev/inbox/" + message.path("messageId").asText() + "/" + event, "");
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
        return reply.json();
    }

    JsonNode api(String path) {
        String token = call("POST", "/dev/token", "{\"role\":\"viewer\"}")
                .json()
                .path("token")
                .asText();
        Reply reply = call("GET", path, "", "Authorization", "Bearer " + token);
        if (reply.status() != 200) {
            throw new AssertionError(reply);
        }
        return reply.json();
    }

    /** The figures of a week from a day on: however far tests move the clock, the same week. */
    Figures figures(LocalDate from) {
        settle();
        return Figures.of(api("/api/reports/recovery?from=" + from + "&to=" + from.plusDays(6))
                .path("current"));
    }

    /** The shop's today. */
    LocalDate today() {
        return now().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
    }

    record Figures(int triggered, int converted, int messagesSent, BigDecimal recovered) {
        static Figures of(JsonNode period) {
            BigDecimal euros = new BigDecimal("0.00");
            for (JsonNode money : period.path("recovered")) {
                if (money.path("currency").asText().equals("EUR")) {
                    euros = euros.add(new BigDecimal(money.path("amount").asText()));
                }
            }
            return new Figures(
                    period.path("triggered").asInt(),
                    period.path("converted").asInt(),
                    period.path("messagesSent").asInt(),
                    euros);
        }

        Figures since(Figures before) {
            return new Figures(
                    triggered - before.triggered,
                    converted - before.converted,
                    messagesSent - before.messagesSent,
                    recovered.subtract(before.recovered));
        }
    }

    /** Somebody nobody else writes to. */
    Shopper shopper() {
        String id = "shopper-" + UUID.randomUUID().toString().substring(0, 8);
        String digits = Integer.toString(Math.abs(id.hashCode() % 90_000_000) + 10_000_000);
        return new Shopper(this, id, id + "@example.com", "+4915" + digits);
    }
}
