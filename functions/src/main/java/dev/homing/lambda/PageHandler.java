package dev.homing.lambda;

import dev.homing.lambda.http.Request;
import dev.homing.lambda.http.Response;
import dev.homing.lambda.wiring.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
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

    /** Packed when the page was built, best first; each lies beside its file under this ending. */
    private static final Map<String, String> CODINGS = packedAs();

    private final String signIn;
    private final String pictures;

    public PageHandler() {
        this(Wiring.ofLambda().signInUrl(), Wiring.ofLambda().pictureOrigins());
    }

    /**
     * @param signIn where the page may connect to besides its own host; empty: nowhere
     * @param pictures origins of the shop, separated by spaces, from which the page shows products' pictures besides its own host: a picture
     *     anywhere else would tell a stranger who looks at a customer, and when
     */
    public PageHandler(String signIn, String pictures) {
        this.signIn = signIn;
        this.pictures = pictures;
    }

    @Override
    public byte[] handle(byte[] event) {
        Request request = Request.read(event);
        return answer(request).write(request);
    }

    private Response answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Response.notAllowed("GET", "HEAD");
        }
        String path = request.path();
        // A folder of a jar can be opened too, and is empty.
        Response file = path.contains("..") || !TYPES.containsKey(ending(path)) ? null : file(path, request);
        if (file != null) {
            // Asset names carry a hash of their content.
            String cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return secured(file.with("cache-control", cache));
        }
        Response page = path.startsWith("/assets/") ? null : file("/index.html", request);
        return page == null
                ? Response.problem(404, "Not found", "There is nothing at " + path, List.of())
                : secured(page.with("cache-control", "no-cache"));
    }

    private Response secured(Response response) {
        return response.with(
                        "content-security-policy",
                        "default-src 'self'; img-src 'self' data: " + pictures
                                + "; style-src 'self' 'unsafe-inline'; connect-src 'self' "
                                + signIn + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + signIn)
                .with("referrer-policy", "same-origin");
    }

    private static @Nullable Response file(String path, Request request) {
        for (Map.Entry<String, String> coding : CODINGS.entrySet()) {
            byte[] packed = request.accepts(coding.getKey()) ? resource(path + coding.getValue()) : null;
            if (packed != null) {
                return Response.bytes(200, type(path), packed)
                        .with("content-encoding", coding.getKey())
                        .with("vary", "accept-encoding");
            }
        }
        byte[] file = resource(path);
        return file == null ? null : Response.bytes(200, type(path), file);
    }

    private static Map<String, String> packedAs() {
        Map<String, String> codings = new LinkedHashMap<>();
        codings.put("br", ".br");
        codings.put("gzip", ".gz");
        return codings;
    }

    private static byte @Nullable [] resource(String path) {
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
