package dev.homing.emulator.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Channel;
import dev.homing.emulator.Context;
import dev.homing.emulator.EmulatedApi;
import dev.homing.emulator.Inbox;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Notification;
import dev.homing.emulator.PushServices;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A push service of browsers, and the browsers behind it: what comes is opened with the keys of the subscription, and ends in the inbox.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8030">RFC 8030</a>
 */
public final class BrowserPush implements EmulatedApi {
    private static final Pattern VAPID = Pattern.compile("vapid t=([^,\\s]+), ?k=([A-Za-z0-9_-]+)");
    private static final int MOST_BYTES = 4_096;
    private static final Duration LONGEST_TOKEN = Duration.ofHours(24);

    private final Context context;
    private final Inbox inbox;
    private final PushServices settings;

    public BrowserPush(Context context, Inbox inbox, PushServices settings) {
        this.context = context;
        this.inbox = inbox;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "webpush";
    }

    @Override
    public boolean handles(Request request) {
        return request.path().startsWith(PushServices.PATH);
    }

    @Override
    public String operation(Request request) {
        return "push";
    }

    @Override
    public Response handle(Request request) {
        String id = request.path().substring(PushServices.PATH.length());
        PushServices.Browser browser = settings.browser(id).orElse(null);
        if (browser == null) {
            return said(410, "This subscription is over");
        }
        String ttl = request.header("ttl");
        if (!request.method().equals("POST") || ttl == null || !ttl.matches("\\d+")) {
            return said(400, "A message is posted, with a header TTL in seconds");
        }
        String wrong = notAllowed(request.header("authorization"), browser);
        if (wrong != null) {
            return said(403, wrong);
        }
        if (request.body().length > MOST_BYTES) {
            return said(413, "A message has at most " + MOST_BYTES + " bytes");
        }
        if (!"aes128gcm".equals(request.header("content-encoding"))) {
            return said(400, "Content-Encoding has to be aes128gcm");
        }
        JsonNode payload;
        try {
            payload = Json.parseOrNull(new String(Opening.of(request.body(), browser), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException notForThisBrowser) {
            // A real one could not tell: it is the browser that drops it.
            return said(400, "The browser could not open it: " + notForThisBrowser.getMessage());
        }
        String location = PushServices.SERVICE + "/m/" + UUID.randomUUID();
        ObjectNode json = payload instanceof ObjectNode object ? object : Json.object();
        browser.put(json);
        inbox.add(message(json, id, location, ttl, request.header("urgency")), _ -> false);
        return new Response(201, Map.of("Location", location), new byte[0]);
    }

    private InboxMessage message(ObjectNode payload, String id, String location, String ttl, @Nullable String urgency) {
        return new InboxMessage(
                Json.text(payload, "message", location),
                Channel.PUSH,
                PushServices.SERVICE + PushServices.PATH + id,
                null,
                null,
                null,
                Json.text(payload, "body"),
                Json.text(payload, "campaign"),
                Json.text(payload, "step"),
                null,
                context.clock().now(),
                Map.of(),
                location,
                null,
                Map.of(),
                0,
                new Notification(
                        Json.text(payload, "title", ""),
                        Json.text(payload, "url"),
                        Json.text(payload, "image"),
                        "web",
                        ttl,
                        urgency,
                        payload));
    }

    /** RFC 8292: whoever subscribed the browser, and nobody else. */
    private @Nullable String notAllowed(@Nullable String authorization, PushServices.Browser browser) {
        Matcher vapid = VAPID.matcher(authorization == null ? "" : authorization);
        if (!vapid.matches()) {
            return "Authorization: vapid t=..., k=... is missing";
        }
        if (!vapid.group(2).equals(browser.applicationServerKey())) {
            return "The subscription was made for another key";
        }
        JsonNode claims;
        try {
            claims = SignedToken.claims(
                    vapid.group(1),
                    Opening.key(Base64.getUrlDecoder().decode(vapid.group(2))),
                    "SHA256withECDSAinP1363Format");
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return "k is no key";
        }
        if (claims == null) {
            return "The token is not signed by k";
        }
        Instant now = context.clock().now();
        Instant until = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_TOKEN))) {
            return "exp is over, or more than a day ahead";
        }
        boolean named = Json.text(claims, "sub", "").matches("(mailto:|https?://).+");
        return PushServices.SERVICE.equals(Json.text(claims, "aud")) && named
                ? null
                : "aud is another service's, or sub no address";
    }

    private static Response said(int status, String message) {
        return Response.json(status, Json.object().put("code", status).put("message", message));
    }
}
