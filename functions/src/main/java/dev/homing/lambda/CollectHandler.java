package dev.homing.lambda;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.observe.CallCampaign;
import dev.homing.app.observe.CollectEvents;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.SourceLimit;
import dev.homing.lambda.wiring.Wiring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1}: Segment's tracking API, so that its SDKs and their like work unmodified.
 *
 * @see <a href="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/">HTTP Tracking API</a>
 */
public final class CollectHandler implements JsonHandler {
    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "alias", "group");
    private static final int LARGEST_EVENT = 32 * 1024;
    private static final int LARGEST_BATCH = 500 * 1024;

    /** Far more than SDKs send at once; half a megabyte of nothing but braces is a hundred thousand. */
    private static final int MOST_EVENTS = 2_500;

    /** A batch's context becomes each event's: what it may come to with them. */
    private static final int LARGEST_STAMPED = 8 * LARGEST_BATCH;

    /** The short names that Segment's browser SDK and others use. */
    private static final Map<String, String> SHORT = Map.of(
            "t",
            "track",
            "i",
            "identify",
            "p",
            "page",
            "s",
            "screen",
            "a",
            "alias",
            "g",
            "group",
            "b",
            "batch",
            "import",
            "batch");

    private final CollectEvents collectEvents;
    private final TriggerHook triggerHook;
    private final SourceLimit browserLimit;
    private final Supplier<Instant> clock;

    public CollectHandler() {
        this(
                Wiring.ofLambda().collectEvents(),
                Wiring.ofLambda().callCampaign(),
                Wiring.ofLambda().browserLimit(),
                Instant::now);
    }

    /** @param browserLimit of a network address, in events sent with a browser's key, which is public; servers have none */
    public CollectHandler(
            CollectEvents collectEvents, CallCampaign callCampaign, SourceLimit browserLimit, Supplier<Instant> clock) {
        this.collectEvents = collectEvents;
        this.triggerHook = new TriggerHook(callCampaign);
        this.browserLimit = browserLimit;
        this.clock = clock;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        return answer(request)
                .with("access-control-allow-origin", "*")
                // Beside the usual two, what RudderStack's browser SDK sends.
                .with("access-control-allow-headers", "authorization, content-type, content-encoding, anonymousid")
                .with("access-control-allow-methods", "GET, POST, OPTIONS")
                .with("access-control-max-age", "86400")
                .write(request);
    }

    private Response answer(Request request) {
        if (request.method().equals("OPTIONS")) {
            return Response.text(204, "text/plain", "");
        }
        List<String> parts = request.parts();
        if (parts.size() == 3 && parts.get(0).equals("hooks") && parts.get(1).equals("trigger")) {
            return triggerHook.answer(request, parts.get(2), writeKey(request, Facts.NONE), clock.get());
        }
        if (parts.equals(List.of("v1", "push", "key"))) {
            return pushKey(request);
        }
        String last = parts.isEmpty() ? "" : parts.getLast();
        String type = SHORT.getOrDefault(last, last);
        if (parts.size() != 2 || !(type.equals("batch") || TYPES.contains(type))) {
            return refused(404, "No such address: POST to /v1/track, identify, page, screen, alias, group or batch");
        }
        if (!request.method().equals("POST")) {
            return refused(405, "Use POST");
        }
        try {
            byte[] body = unpacked(request);
            int largest = type.equals("batch") ? LARGEST_BATCH : LARGEST_EVENT;
            if (body.length > largest) {
                return refused(413, "Too large: at most " + largest / 1024 + " KB");
            }
            Facts json = Json.object(new String(body, StandardCharsets.UTF_8));
            Origin origin = collectEvents.origin(writeKey(request, json));
            if (origin == null) {
                return refused(
                        401,
                        "The write key is missing or wrong: send it as the user name of Basic auth, or as \"writeKey\"");
            }
            List<String> messages = type.equals("batch") ? batch(json) : List.of(stamped(json, type, json));
            Duration wait = origin == Origin.BROWSER
                    ? browserLimit.take(request.sourceIp(), messages.size(), clock.get())
                    : Duration.ZERO;
            if (!wait.isZero()) {
                return Response.problem(
                                429,
                                "Too many requests",
                                "This network address sends more events with a browser's key than one may; send them again after "
                                        + wait.toSeconds() + " s, or by a server with a server's key",
                                List.of())
                        .with("retry-after", Long.toString(wait.toSeconds()));
            }
            collectEvents.collect(messages, origin);
            return Response.json(200, Map.of("success", true));
        } catch (TooLarge tooLarge) {
            return refused(413, tooLarge.getMessage());
        } catch (MalformedJson broken) {
            return refused(400, broken.getMessage());
        } catch (IOException broken) {
            return refused(400, "The body says it is gzip and is not: " + broken.getMessage());
        } catch (Unavailable later) {
            return refused(503, "Not taken now; send it again").with("retry-after", "1");
        }
    }

    /** Which storefronts subscribe with: {@code pushManager.subscribe({applicationServerKey: ...})}. */
    private Response pushKey(Request request) {
        if (!request.method().equals("GET")) {
            return refused(405, "Use GET");
        }
        String key = collectEvents.pushKey();
        return key == null
                ? refused(404, "There is no key for push notifications yet: a deployment makes it")
                : Response.json(200, Map.of("publicKey", key));
    }

    private List<String> batch(Facts json) {
        if (!(json.get("batch") instanceof List<?> list)) {
            throw new MalformedJson("\"batch\" is missing: a list of messages");
        }
        if (list.size() > MOST_EVENTS) {
            throw new TooLarge("Too many events in the batch: at most " + MOST_EVENTS);
        }
        List<String> messages = new ArrayList<>();
        int all = 0;
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new MalformedJson("\"batch\" holds something that is no JSON object");
            }
            if (bytes(Json.write(map)) > LARGEST_EVENT) {
                throw new TooLarge("An event of the batch is too large: at most " + LARGEST_EVENT / 1024 + " KB each");
            }
            String message = stamped(Facts.of(map), null, json);
            all += bytes(message);
            if (bytes(message) > 2 * LARGEST_EVENT || all > LARGEST_STAMPED) {
                throw new TooLarge(
                        "The batch's context is too large for the number of its events: send it with fewer of them");
            }
            messages.add(message);
        }
        return messages;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class TooLarge extends RuntimeException {
        TooLarge(String what) {
            super(what, null, false, false);
        }
    }

    /**
     * @param type that the address names; null: the message says it itself
     * @param whole request, whose sending time and context are each message's where it brings none
     */
    private String stamped(Facts message, @Nullable String type, Facts whole) {
        Map<String, @Nullable Object> stamped = new LinkedHashMap<>(message.values());
        stamped.remove("writeKey");
        if (type != null) {
            stamped.put("type", type);
        }
        if (whole.text("sentAt") != null) {
            stamped.putIfAbsent("sentAt", whole.text("sentAt"));
        }
        if (!whole.map("context").isEmpty()) {
            stamped.putIfAbsent("context", whole.map("context"));
        }
        if (EventReading.messageId(message) == null) {
            stamped.put("messageId", "homing-" + UUID.randomUUID());
        }
        stamped.put("receivedAt", clock.get().toString());
        return Json.write(stamped);
    }

    private static @Nullable String writeKey(Request request, Facts json) {
        String authorization = request.header("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0 ? pair : pair.substring(0, colon);
            } catch (IllegalArgumentException notBase64) {
                return null;
            }
        }
        return json.firstText("writeKey", "write_key");
    }

    /** Reads one byte more than the largest batch, and no more: a small body can unpack to gigabytes. */
    private static byte[] unpacked(Request request) throws IOException {
        boolean gzip = "gzip".equalsIgnoreCase(request.header("content-encoding"));
        if (!gzip) {
            return request.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return in.readNBytes(LARGEST_BATCH + 1);
        }
    }

    private static Response refused(int status, @Nullable String why) {
        return Response.json(status, Map.of("success", false, "message", String.valueOf(why)));
    }
}
