package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Inputs for every door: the samples under {@code events/}, the starters under {@code templates/} and right links, most of them mutated. */
final class FuzzInputs {
    /** Begins every id that an input is found by afterwards. */
    static final String MARK = "fz";

    private static final Path ROOT = Path.of("..");
    private static final List<String> CALLS =
            List.of("track", "identify", "page", "screen", "alias", "group", "batch", "batch", "batch", "import", "t");
    private static final List<String> KEYS =
            List.of("dev", "dev", "dev", "dev", "dev-browser", "dev-browser", "dev-browser", "wrong");
    private static final List<String> ROLES = List.of("viewer", "editor", "approver", "admin", "admin", "admin", "");
    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS");
    private static final List<String> LINKS = List.of(
            "/t/o/{message}/{opens}",
            "/t/c/{message}/{link}/{clicks}",
            "/u/{message}/{unsubscribes}",
            "/u/{message}/{opens}",
            "/t/d/{message}/{opens}",
            "/t/f/{message}/{clicks}");
    private static final List<String> QUERIES = List.of(
            "/api/reports/recovery?from=%s&to=2026-11-22",
            "/api/reports/recovery?from=2026-11-01&to=%s",
            "/api/customers?q=%s",
            "/api/customers/%s",
            "/api/customers/%s/timeline",
            "/api/customers/fuzz-1/timeline?before=%s",
            "/api/customers/fuzz-1/timeline?limit=%s",
            "/api/campaigns/%s",
            "/api/campaigns/%s/file",
            "/api/campaigns/cart-recovery/people?version=%s",
            "/api/campaigns/cart-recovery/people?status=%s&step=%s",
            "/api/campaigns/cart-recovery/people?passed=%s",
            "/api/campaigns/cart-recovery/people?cursor=%s",
            "/api/campaigns/%s/people",
            "/api/templates/%s",
            "/api/templates/%s/versions/1",
            "/api/templates/cart-reminder/versions/%s",
            "/api/rejected?x=%s",
            "/api/%s");

    private final Mutations mutations;
    private final Random random;
    private final List<JsonNode> customers = samples("events/customers");
    private final List<JsonNode> bus = samples("events/bus");
    private final List<JsonNode> whatsApp = samples("events/whatsapp");
    private final List<JsonNode> told = Stream.concat(samples("events/ses").stream(), samples("events/sms").stream())
            .toList();
    private final List<JsonNode> campaigns = samples("templates/campaigns");
    private final List<JsonNode> templates = templates();
    private int number;

    FuzzInputs(long seed) {
        random = new Random(seed);
        mutations = new Mutations(random);
    }

    FuzzInput next() {
        number++;
        int door = random.nextInt(100);
        if (door < 36) {
            return collected();
        } else if (door < 49) {
            return onTheBus();
        } else if (door < 59) {
            return hook();
        } else if (door < 66) {
            return feedback();
        }
        return door < 80 ? link() : admin();
    }

    private FuzzInput collected() {
        String call = mutations.one(CALLS);
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "content-type",
                mutations.one(List.of("application/json", "application/json", "text/plain", "multipart/form-data")));
        headers.put("authorization", DevClient.basic(mutations.one(KEYS)));
        byte[] body;
        if (call.equals("batch") || call.equals("import")) {
            ObjectNode batch = DevClient.JSON.createObjectNode();
            ArrayNode messages = batch.putArray("batch");
            int many = random.nextInt(4);
            for (int i = 0; i < many; i++) {
                messages.add(message("-" + i));
            }
            if (mutations.chance(0.2)) {
                batch.put("sentAt", mutations.text());
                batch.putObject("context").put("x", mutations.text());
            }
            body = mutations.bytes(mutations.chance(0.2) ? mutations.tree(batch) : batch);
        } else {
            body = mutations.bytes(message(""));
        }
        if (mutations.chance(0.15)) {
            body = mutations.broken(body);
        }
        if (mutations.chance(0.1)) {
            headers.put("content-encoding", mutations.one(List.of("gzip", "GZIP", "br", "gzip, gzip")));
            body = mutations.chance(0.8) ? Mutations.packed(body) : body;
        }
        return FuzzInput.http(mutations.chance(0.03) ? mutations.one(METHODS) : "POST", "/v1/" + call, headers, body);
    }

    /** A customer's event, of one of some customers, who become each other now and then. */
    private JsonNode message(String of) {
        ObjectNode message = named((ObjectNode) mutations.one(customers).deepCopy(), of);
        return mutations.chance(0.7) ? mutations.tree(message) : message;
    }

    private ObjectNode named(ObjectNode message, String of) {
        message.put("messageId", MARK + number + of);
        if (message.has("userId")) {
            message.put("userId", "fuzz-" + random.nextInt(150));
        }
        if (message.has("anonymousId")) {
            message.put("anonymousId", "fuzz-anon-" + random.nextInt(150));
        }
        return message;
    }

    private FuzzInput onTheBus() {
        JsonNode envelope = mutations.one(bus);
        ObjectNode detail = (ObjectNode) envelope.get("detail").deepCopy();
        if (envelope.path("detail-type").asText().equals("shopifyWebhook")) {
            ((ObjectNode) detail.get("metadata")).put("X-Shopify-Webhook-Id", MARK + number);
        } else if (detail.has("object")) {
            detail.put("id", MARK + number);
        } else {
            named(detail, "");
        }
        String type = mutations.chance(0.9) ? envelope.path("detail-type").asText() : "x" + mutations.text();
        return FuzzInput.bus(
                envelope.path("source").asText(),
                type.substring(0, Math.min(type.length(), 100)),
                mutations.bytes(mutations.chance(0.85) ? mutations.tree(detail) : detail));
    }

    private FuzzInput hook() {
        String sample = mutations
                .one(whatsApp)
                .toString()
                .replaceAll(
                        "caaaabbbbccccddddeeee-f2ghijklmnopqrst", mutations.chance(0.5) ? "{whatsapp}" : "{message}");
        byte[] body = mutations.bytes(mutations.tree(json(sample)));
        if (mutations.chance(0.1)) {
            body = mutations.broken(body);
        }
        String signed = mutations.chance(0.9) ? "yes" : mutations.one(List.of("sha256=", "sha1=x", "sha256=zz", ""));
        return FuzzInput.http("POST", "/hooks/whatsapp", Map.of("signed", signed), body);
    }

    /**
     * What SES and End User Messaging say: the rest of the envelope is EventBridge's, and nobody can say it in its place. And what people answer by SMS,
     * of which the text alone is theirs.
     */
    private FuzzInput feedback() {
        ObjectNode envelope = (ObjectNode) mutations.one(told).deepCopy();
        if (!envelope.has("detail")) {
            return FuzzInput.queue("feedback", mutations.bytes(envelope.put("messageBody", mutations.text())));
        }
        envelope.set(
                "detail",
                mutations.tree(
                        json(envelope.get("detail").toString().replaceAll("c[a-z2-7]{20}-[a-z2-7]{16}", "{message}"))));
        return FuzzInput.queue("feedback", mutations.bytes(envelope));
    }

    private FuzzInput link() {
        String path = mutations.one(LINKS);
        if (mutations.chance(0.8)) {
            String part = mutations.one(List.of("{message", "{opens", "{clicks", "{unsubscribes", "{link"));
            path = mutations.chance(0.5)
                    ? path.replace(part + "}", part + mutations.one(List.of("-", "+", "~")) + "}")
                    : path.replace(part + "}", encoded(mutations.text()));
        }
        byte[] body = mutations.chance(0.3) ? mutations.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
        return FuzzInput.http(mutations.one(METHODS), path, Map.of("user-agent", "fuzz"), body);
    }

    private FuzzInput admin() {
        String role = mutations.one(ROLES);
        Map<String, String> headers = new HashMap<>(Map.of("role", role, "content-type", "application/json"));
        if (mutations.chance(0.2)) {
            headers.put("if-match", mutations.one(List.of("\"v1\"", "v0", "*", "\"", "W/\"x\"", "a".repeat(3_000))));
        }
        // What customers are sent in the end is not to change.
        String own = "fuzz-" + random.nextInt(20);
        return switch (random.nextInt(5)) {
            case 0 -> {
                String text = mutations.chance(0.7) ? mutations.text() : "fuzz-1";
                yield FuzzInput.http(
                        mutations.chance(0.9) ? "GET" : mutations.one(METHODS),
                        mutations.one(QUERIES).replace("%s", encoded(text)),
                        headers,
                        new byte[0]);
            }
            case 1 -> {
                String act = mutations.one(List.of("publish", "activate", "pause", "draft", mutations.text()));
                yield FuzzInput.http(
                        act.equals("draft") ? "DELETE" : "POST",
                        "/api/campaigns/" + own + "/" + encoded(act),
                        headers,
                        new byte[0]);
            }
            case 2 -> {
                ObjectNode kind = DevClient.JSON.createObjectNode().put("kind", "browser");
                yield FuzzInput.http("POST", "/api/write-keys", headers, file(mutations.tree(kind)));
            }
            default -> {
                boolean campaign = mutations.chance(0.7);
                ObjectNode file = (ObjectNode)
                        mutations.one(campaign ? campaigns : templates).deepCopy();
                file.remove("key");
                JsonNode mutated = mutations.chance(0.8) ? mutations.tree(file) : file;
                yield FuzzInput.http(
                        "PUT", (campaign ? "/api/campaigns/" : "/api/templates/") + own, headers, file(mutated));
            }
        };
    }

    private byte[] file(JsonNode json) {
        byte[] bytes = mutations.bytes(json);
        return mutations.chance(0.05) ? mutations.broken(bytes) : bytes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text.length() > 3_000 ? text.substring(0, 3_000) : text, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> samples(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(".schema.json"))
                    .sorted()
                    .map(FuzzInputs::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> templates() {
        return Stream.of("cart-reminder", "cart-reminder-whatsapp", "payment-failed")
                .map(key -> sample(ROOT.resolve("templates/messages/" + key + "/template.json")))
                .map(template -> template.path("channel").asText().equals("email")
                        ? ((ObjectNode) template).put("html", "<p>{{profile.firstName}} {{event.order_id}}</p>")
                        : template)
                .toList();
    }

    private static JsonNode sample(Path file) {
        try {
            return DevClient.JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return DevClient.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
