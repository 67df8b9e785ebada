package dev.homing.emulator.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Response;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A refusal as the Graph API shapes it. Codes: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
final class GraphError extends RuntimeException {
    private final int status;
    private final int code;
    private final String details;

    GraphError(int status, int code, String message, String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static GraphError parameter(String details) {
        return new GraphError(400, 100, "Invalid parameter", details);
    }

    Response response() {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error")
                .put("message", "(#" + code + ") " + getMessage())
                .put("type", "OAuthException")
                .put("code", code);
        error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        error.put("fbtrace_id", "A0000000000");
        return json(status, body);
    }

    static Response json(int status, ObjectNode body) {
        return new Response(
                status,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                Json.write(body).getBytes(StandardCharsets.UTF_8));
    }
}
