package dev.homing.lambda.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How people sign in to the admin page.
 *
 * @param userPoolUrl base address of Cognito's sign-in pages; empty on one machine, where a token is had without a password
 */
public record SignIn(String userPoolUrl, String clientId) {
    Map<String, String> json() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("kind", userPoolUrl.isEmpty() ? "dev" : "cognito");
        if (!userPoolUrl.isEmpty()) {
            json.put("userPoolUrl", userPoolUrl);
            json.put("clientId", clientId);
        }
        return json;
    }
}
