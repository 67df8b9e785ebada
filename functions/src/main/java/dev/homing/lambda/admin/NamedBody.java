package dev.homing.lambda.admin;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.http.Response.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is put under a key: it may say the key itself, and then the same one. */
sealed interface NamedBody {
    /** @param text JSON, with the key in it */
    record Read(String text) implements NamedBody {}

    record Refused(Response answer) implements NamedBody {}

    static NamedBody of(Request request, String key) {
        Facts body;
        try {
            body = request.json();
        } catch (MalformedJson broken) {
            return new Refused(Response.problem(400, "Bad request", String.valueOf(broken.getMessage()), List.of()));
        }
        if (body.values().containsKey("key") && !key.equals(body.get("key"))) {
            String why = "The address says \"" + key + "\"; say the same here, or leave it out";
            return new Refused(Response.problem(422, "1 problem to fix", why, List.of(new FieldError("key", why))));
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(body.values());
        whole.put("key", key);
        return new Read(Json.write(whole));
    }
}
