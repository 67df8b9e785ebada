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
import dev.homing.emulator.Reaction;
import dev.homing.emulator.Request;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Firebase Cloud Messaging as far as single messages go, and Google's tokens for it.
 *
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode">Firebase, error codes</a>
 */
public final class FirebaseApi implements EmulatedApi {
    private static final Pattern SEND = Pattern.compile("/v1/projects/([^/]+)/messages:send");
    private static final String TOKEN = "/oauth2/token";
    private static final int MOST_BYTES = 4_096;

    private final Context context;
    private final Inbox inbox;
    private final PushServices settings;

    public FirebaseApi(Context context, Inbox inbox, PushServices settings) {
        this.context = context;
        this.inbox = inbox;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "firebase";
    }

    @Override
    public boolean handles(Request request) {
        return request.path().equals(TOKEN) || SEND.matcher(request.path()).matches();
    }

    @Override
    public String operation(Request request) {
        return request.path().equals(TOKEN) ? "token" : "send";
    }

    @Override
    public Response handle(Request request) throws Exception {
        if (request.path().equals(TOKEN)) {
            return token(request);
        }
        if (!settings.accepts(request.header("authorization"))) {
            return refused(401, "UNAUTHENTICATED", null, "Request had invalid authentication credentials.");
        }
        if (!request.path().equals("/v1/projects/" + settings.project() + "/messages:send")) {
            return refused(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH", "SenderId mismatch");
        }
        return send(request.json().path("message"), request.body().length);
    }

    private Response token(Request request) {
        String assertion = request.form().getOrDefault("assertion", "");
        JsonNode claims = SignedToken.claims(assertion, settings.accountKeys().getPublic(), "SHA256withRSA");
        boolean ours = claims != null
                && settings.account().equals(Json.text(claims, "iss"))
                && (context.endpoint() + TOKEN).equals(Json.text(claims, "aud"));
        return ours
                ? Response.ok(Json.object()
                        .put("access_token", settings.newAccessToken())
                        .put("expires_in", 3599)
                        .put("token_type", "Bearer"))
                : Response.json(
                        400,
                        Json.object().put("error", "invalid_grant").put("error_description", "Invalid JWT Signature."));
    }

    private Response send(JsonNode message, int bytes) {
        String token = Json.text(message, "token", "");
        if (bytes > MOST_BYTES) {
            return refused(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT", "Android message is too big");
        }
        if (token.length() < 5) {
            return refused(
                    400,
                    "INVALID_ARGUMENT",
                    "INVALID_ARGUMENT",
                    "The registration token is not a valid FCM registration token");
        }
        if (!settings.hasApp(token)) {
            return refused(404, "NOT_FOUND", "UNREGISTERED", "Requested entity was not found.");
        }
        boolean apple = message.has("apns");
        JsonNode headers = message.path("apns").path("headers");
        JsonNode android = message.path("android");
        JsonNode notification = message.path("notification");
        JsonNode data = message.path("data");
        String name = "projects/" + settings.project() + "/messages/" + UUID.randomUUID();
        inbox.add(
                new InboxMessage(
                        Json.text(data, "message", name),
                        Channel.PUSH,
                        token,
                        settings.project(),
                        null,
                        null,
                        Json.text(notification, "body"),
                        Json.text(data, "campaign"),
                        Json.text(data, "step"),
                        null,
                        context.clock().now(),
                        Map.of(),
                        name,
                        null,
                        Map.of(),
                        0,
                        new Notification(
                                Json.text(notification, "title", ""),
                                Json.text(data, "url"),
                                Json.text(notification, "image"),
                                apple ? "ios" : "android",
                                apple ? Json.text(headers, "apns-expiration") : Json.text(android, "ttl"),
                                apple ? Json.text(headers, "apns-priority") : Json.text(android, "priority"),
                                null)),
                reaction -> react(token, reaction));
        return Response.ok(Json.object().put("name", name));
    }

    /** Firebase itself tells nothing of what becomes of a message. */
    private boolean react(String token, Reaction reaction) {
        return switch (reaction) {
            case FAILED -> {
                settings.removeApp(token);
                yield true;
            }
            case DELIVERED, BOUNCED, COMPLAINED, READ, REPLIED, UNSUBSCRIBED -> false;
        };
    }

    private static Response refused(int status, String general, @Nullable String code, String message) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", general);
        if (code != null) {
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                    .put("errorCode", code);
        }
        return Response.json(status, body);
    }
}
