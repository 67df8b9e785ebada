package dev.homing.lambda;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.observe.CallCampaign;
import dev.homing.domain.Facts;
import dev.homing.domain.HookSignature;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /hooks/trigger/{campaign}}: another system has a campaign started for a customer. It proves itself by a server's write key, as the
 * user name of Basic auth, or by a signature over time and body, so that a request that was overheard is worth nothing five minutes later.
 */
final class TriggerHook {
    private static final Pattern SIGNED = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final CallCampaign callCampaign;

    TriggerHook(CallCampaign callCampaign) {
        this.callCampaign = callCampaign;
    }

    Response answer(Request request, String campaign, @Nullable String writeKey, Instant now) {
        if (!request.method().equals("POST")) {
            return Response.problem(405, "Method not allowed", "Use POST", List.of())
                    .with("allow", "POST");
        }
        if (!callCampaign.isServer(writeKey) && !isSigned(request, now)) {
            return Response.problem(
                    401,
                    "Unauthorized",
                    "Send a server's write key as the user name of Basic auth, or the header X-Homing-Signature: t=<seconds since"
                            + " 1970>,v1=<HMAC-SHA256 of \"<t>.<body>\" in hex, with the SHA-256 of that key in hex as its secret>,"
                            + " not older than 5 minutes",
                    List.of());
        }
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of());
        }
        return switch (callCampaign.call(campaign, body, request.header("idempotency-key"), now)) {
            case CallCampaign.Result.NoCampaign() ->
                Response.problem(404, "Not found", "There is no campaign \"" + campaign + "\"", List.of());
            case CallCampaign.Result.Refused(String why) -> Response.problem(409, "Not possible now", why, List.of());
            case CallCampaign.Result.Invalid(String field, String why) ->
                Response.problem(422, "1 problem to fix", why, List.of(new FieldError(field, why)));
            case CallCampaign.Result.Called(String run, String messageId) -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("run", run);
                json.put("messageId", messageId);
                yield Response.json(202, json);
            }
        };
    }

    private boolean isSigned(Request request, Instant now) {
        String header = request.header(HookSignature.HEADER.toLowerCase(Locale.ROOT));
        Matcher signed = SIGNED.matcher(header == null ? "" : header.strip());
        if (!signed.matches()) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(signed.group(1)));
        if (Duration.between(at, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        boolean fits = false;
        for (String secret : callCampaign.secrets()) {
            fits |= MessageDigest.isEqual(
                    HexFormat.of().parseHex(signed.group(2)),
                    HookSignature.of(secret, signed.group(1), request.body()));
        }
        return fits;
    }
}
