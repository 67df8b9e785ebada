package dev.homing.cli.dev;

import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.HttpApi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code POST /dev/token}: a token for the API, for any role, without a password. */
record DevTokens(HttpApi api) implements Answer.Source {
    private static final List<String> ROLES = List.of("viewer", "editor", "approver", "admin");
    private static final Duration VALID = Duration.ofHours(12);

    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        Answer.require(exchange, "POST");
        String role = Answer.body(exchange).path("role").asText();
        if (!ROLES.contains(role)) {
            throw new Answer.Refused(400, "\"role\" must be one of " + String.join(", ", ROLES));
        }
        return Answer.json(Answer.JSON.createObjectNode().put("token", token(role)));
    }

    /** A token as Cognito would give it to a member of that group. */
    String token(String role) {
        Map<String, Object> claims = Map.of(
                "sub",
                "dev-" + role,
                "username",
                role,
                "email",
                role + "@example.com",
                "token_use",
                "access",
                "cognito:groups",
                List.of(role));
        return api.token(claims, VALID);
    }
}
