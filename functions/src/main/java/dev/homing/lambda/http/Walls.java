package dev.homing.lambda.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer says to browsers, whoever made it. What an answer says itself stands. */
final class Walls {
    /** Addresses here carry signed ids, so none of them is told to where a link leads. */
    private static final Map<String, String> USUAL = Map.of(
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");

    /** For a year. Not for subdomains: the shop's other hosts are its own matter. */
    private static final String HTTPS_ONLY = "max-age=31536000";

    private Walls() {}

    static Response around(Response response, Request request) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        USUAL.forEach(headers::putIfAbsent);
        // API Gateway sets it itself, whatever the caller sends.
        if ("https".equals(request.header("x-forwarded-proto"))) {
            headers.putIfAbsent("strict-transport-security", HTTPS_ONLY);
        }
        return new Response(response.status(), headers, response.body(), response.binary());
    }
}
