package dev.homing.lambda.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs what is worth it by gzip, for who asks for it. A function may return six megabytes, so this is also what keeps large answers
 * possible.
 */
final class Packing {
    /** Less than that fits one packet either way. */
    private static final int WORTH_IT = 1_200;

    private static final Pattern TEXT =
            Pattern.compile("(?:text/.*|application/(?:[a-z.-]+\\+)?json|image/svg\\+xml)(?:;.*)?");
    private static final String ENCODING = "content-encoding";

    private Packing() {}

    static Response packed(Response response, Request request) {
        String type = response.headers().getOrDefault("content-type", "");
        if (response.body().length < WORTH_IT
                || !TEXT.matcher(type).matches()
                || response.headers().containsKey(ENCODING)) {
            return response;
        }
        Response varying = response.with("vary", "accept-encoding");
        if (!accepts(request.header("accept-encoding"), "gzip")) {
            return varying;
        }
        Response marked = varying.with(ENCODING, "gzip");
        return new Response(marked.status(), marked.headers(), gzip(response.body()), true);
    }

    /**
     * Whether a coding may be sent.
     *
     * @param accepted the request's {@code accept-encoding}; null where it has none
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding">RFC 9110</a>
     */
    static boolean accepts(@Nullable String accepted, String coding) {
        boolean any = false;
        for (String each : accepted == null ? new String[0] : accepted.split(",", -1)) {
            String[] parts = each.toLowerCase(Locale.ROOT).split(";", 2);
            boolean refused = parts.length == 2 && parts[1].strip().matches("q=0(\\.0*)?");
            String named = parts[0].strip();
            if (named.equals(coding)) {
                return !refused;
            }
            any |= named.equals("*") && !refused;
        }
        return any;
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
