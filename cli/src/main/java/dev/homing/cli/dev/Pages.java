package dev.homing.cli.dev;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A small page of static files on the class path; paths that are no file's show the page itself, whose script knows what they mean.
 *
 * @param base where it is served, such as {@code /dev/shop}
 * @param folder beside this class
 */
record Pages(String base, String folder) implements Answer.Source {
    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        Answer.require(exchange, "GET");
        String path = exchange.getRequestURI().getPath();
        String file = path.length() > base.length() + 1 ? path.substring(base.length() + 1) : "";
        String type = contentType(file);
        if (type == null) {
            return new Answer(200, "text/html; charset=utf-8", resource("index.html"));
        }
        return new Answer(200, type, resource(file));
    }

    private byte[] resource(String file) throws IOException {
        // Names of ours only: nothing else of the class path can be asked for.
        if (!file.matches("(img/)?[a-z-]+\\.[a-z]+")) {
            throw new Answer.Refused(404, "There is no such file");
        }
        try (InputStream in = Pages.class.getResourceAsStream(folder + "/" + file)) {
            if (in == null) {
                throw new Answer.Refused(404, "There is no such file");
            }
            return in.readAllBytes();
        }
    }

    private static @Nullable String contentType(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> null;
        };
    }
}
