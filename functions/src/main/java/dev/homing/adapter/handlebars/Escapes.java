package dev.homing.adapter.handlebars;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import dev.homing.adapter.json.Json;
import dev.homing.app.port.Renderer.Into;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How values are written into what a template makes. */
final class Escapes {
    private Escapes() {}

    static EscapingStrategy of(Into into) {
        return switch (into) {
            case TEXT -> EscapingStrategy.NOOP;
            case HTML -> Escapes::html;
            case JSON -> value -> changed(value, Escapes::json);
            case URL ->
                value -> changed(value, text -> URLEncoder.encode(text, StandardCharsets.UTF_8)
                        .replace("+", "%20"));
            case LINE -> value -> changed(value, text -> text.replaceAll("\\p{Cntrl}+", " "));
        };
    }

    private static @Nullable CharSequence changed(@Nullable CharSequence value, UnaryOperator<String> change) {
        return value == null || value instanceof Handlebars.SafeString ? value : change.apply(value.toString());
    }

    /** Without its quotation marks, which the template has. */
    private static String json(String text) {
        String quoted = Json.write(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** What has a meaning in HTML, and only that, so that addresses stay as they are but for their ampersands. */
    private static @Nullable CharSequence html(@Nullable CharSequence value) {
        if (value == null || value instanceof Handlebars.SafeString) {
            return value;
        }
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped;
    }
}
