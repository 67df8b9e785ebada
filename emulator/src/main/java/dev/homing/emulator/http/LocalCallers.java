package dev.homing.emulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a server that listens on the loopback interface. Programs of this machine may; so may every page that a browser of this
 * machine shows, if nobody stands in its way: by a name of its own that it lets point at 127.0.0.1, or straight across origins.
 */
public final class LocalCallers {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * What a page can have a browser fetch from elsewhere without getting to read it: a followed link, a picture in a message. No script can
     * set the header that says so.
     */
    private static final Set<String> UNREAD = Set.of("document", "image");

    /**
     * A refusal.
     *
     * @param detail what is wrong and what to do instead
     */
    public record Refusal(int status, String title, String detail) {
        /** Answers with a problem document (RFC 9457), and ends the exchange. */
        public void answer(HttpExchange exchange) throws IOException {
            byte[] body = Json.write(Json.object()
                            .put("type", "about:blank")
                            .put("title", title)
                            .put("status", status)
                            .put("detail", detail))
                    .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(status, head ? -1 : body.length);
                if (!head) {
                    exchange.getResponseBody().write(body);
                }
            }
        }
    }

    private LocalCallers() {}

    /** Refuses whoever calls this machine by another name: a page whose own name was made to point here would read all answers. */
    public static Optional<Refusal> byName(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() == 1 && LOCAL.contains(withoutPort(hosts.getFirst()))) {
            return Optional.empty();
        }
        return Optional.of(forbidden("The Host \"" + String.join(", ", hosts)
                + "\" is not this machine; call it as localhost, 127.0.0.1 or [::1]"));
    }

    /** Refuses, beyond {@link #byName}, what a page of another site sends, which the browser tells by two headers. */
    public static Optional<Refusal> byNameAndSite(String method, Headers headers) {
        return byName(headers).or(() -> bySite(method, headers));
    }

    private static Optional<Refusal> bySite(String method, Headers headers) {
        if ((method.equals("GET") || method.equals("HEAD"))
                && UNREAD.contains(String.valueOf(headers.getFirst("Sec-Fetch-Dest")))) {
            return Optional.empty();
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !local(origin)) {
            return Optional.of(forbidden("A page of " + origin + " may not call this; only pages of this machine may"));
        }
        if ("cross-site".equals(headers.getFirst("Sec-Fetch-Site"))) {
            return Optional.of(
                    forbidden("A page of another site may not call this; open it by itself, or call it by a program"));
        }
        return Optional.empty();
    }

    /** Whether a browser sent it, of whatever page. */
    public static boolean fromBrowser(Headers headers) {
        return headers.containsKey("Origin") || headers.containsKey("Sec-Fetch-Site");
    }

    private static boolean local(String origin) {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException none) {
            return false;
        }
        return uri.getHost() != null && LOCAL.contains(uri.getHost());
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }

    private static Refusal forbidden(String detail) {
        return new Refusal(403, "Forbidden", detail);
    }
}
