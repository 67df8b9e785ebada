package dev.homing.lambda;

import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every other address: the admin page's static files, and the page itself for its own addresses. */
public final class PageHandler implements JsonHandler {
    private static final String ROOT = "/admin-ui";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("woff2", "font/woff2"));

    private final String signIn;

    public PageHandler() {
        this(Wiring.ofLambda().signInUrl());
    }

    /** @param signIn where the page may connect to besides its own host; empty: nowhere */
    public PageHandler(String signIn) {
        this.signIn = signIn;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Response.problem(405, "Method not allowed", "Use GET", List.of())
                    .write();
        }
        String path = request.path();
        // A folder of a jar can be opened too, and is empty.
        byte[] file = path.contains("..") || !TYPES.containsKey(ending(path)) ? null : file(path);
        if (file != null) {
            // Asset names carry a hash of their content.
            String cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return secured(Response.bytes(200, type(path), file).with("cache-control", cache))
                    .write();
        }
        byte[] page = path.startsWith("/assets/") ? null : file("/index.html");
        if (page == null) {
            return Response.problem(404, "Not found", "There is nothing at " + path, List.of())
                    .write();
        }
        return secured(Response.bytes(200, type("/index.html"), page).with("cache-control", "no-cache"))
                .write();
    }

    private Response secured(Response response) {
        return response.with(
                        "content-security-policy",
                        "default-src 'self'; img-src 'self' https: data:; style-src 'self' 'unsafe-inline'; connect-src 'self' "
                                + signIn + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + signIn)
                .with("x-content-type-options", "nosniff")
                .with("referrer-policy", "same-origin");
    }

    private static byte @Nullable [] file(String path) {
        try (InputStream in = PageHandler.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        return TYPES.getOrDefault(ending(path), "application/octet-stream");
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
