package dev.homing.emulator.ses;

import dev.homing.emulator.wire.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a raw MIME message says (RFC 5322, 2045 to 2047): headers, the first HTML and the first plain text part. Attachments are
 * passed over.
 *
 * @param headers unfolded and decoded, by name as written; the last of a name wins
 */
record MimeMessage(
        Map<String, String> headers,
        @Nullable String html,
        @Nullable String text) {
    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=(?:[ \\t]+(?==\\?))?");
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z0-9*\\-]+)=(?:\"([^\"]*)\"|([^;\\s]+))");

    private record Part(Map<String, String> headers, String body) {
        @Nullable
        String header(String lowerCaseName) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (header.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
                    return header.getValue();
                }
            }
            return null;
        }

        String contentType() {
            String type = header("content-type");
            return type == null ? "text/plain; charset=us-ascii" : type;
        }
    }

    /** @throws Refused a BadRequestException when a header line is none or a body is not in its encoding */
    static MimeMessage parse(byte[] raw) {
        // One char a byte; each part's bytes are decoded by its own charset.
        Part message = split(new String(raw, StandardCharsets.ISO_8859_1).replace("\r\n", "\n"));
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            collect(message, texts);
        } catch (IllegalArgumentException e) {
            throw Refused.of(400, "BadRequestException", "The MIME message cannot be read: " + e.getMessage());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        message.headers.forEach((name, value) -> headers.put(name, decodeWords(value)));
        return new MimeMessage(headers, texts.get("text/html"), texts.get("text/plain"));
    }

    /** By name, whatever its case; null when absent. */
    @Nullable
    String header(String name) {
        return new Part(headers, "").header(name.toLowerCase(Locale.ROOT));
    }

    private static Part split(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int end = text.indexOf("\n\n");
        String head = text.startsWith("\n") ? "" : end < 0 ? text : text.substring(0, end);
        String body = text.startsWith("\n") ? text.substring(1) : end < 0 ? "" : text.substring(end + 2);
        for (String line : head.replaceAll("\n[ \\t]+", " ").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            } else if (!line.isBlank()) {
                throw Refused.of(400, "BadRequestException", "Not a header line: " + line);
            }
        }
        return new Part(headers, body);
    }

    private static void collect(Part part, Map<String, String> texts) {
        String type = part.contentType();
        String kind = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (kind.startsWith("multipart/")) {
            String boundary = parameter(type, "boundary");
            if (boundary == null) {
                throw new IllegalArgumentException("a multipart without boundary");
            }
            String[] pieces = ("\n" + part.body).split("\n--" + Pattern.quote(boundary), -1);
            for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
                collect(split(pieces[i].substring(pieces[i].indexOf('\n') + 1)), texts);
            }
            return;
        }
        String disposition = part.header("content-disposition");
        boolean attached =
                disposition != null && disposition.toLowerCase(Locale.ROOT).startsWith("attachment");
        if (kind.startsWith("text/") && !attached) {
            String charset = parameter(type, "charset");
            byte[] bytes = decode(part.body, part.header("content-transfer-encoding"));
            texts.putIfAbsent(
                    kind, new String(bytes, charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset)));
        }
    }

    private static @Nullable String parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                return matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            }
        }
        return null;
    }

    private static byte[] decode(String body, @Nullable String encoding) {
        return switch (encoding == null ? "7bit" : encoding.trim().toLowerCase(Locale.ROOT)) {
            case "base64" -> Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1));
            case "quoted-printable" -> quotedPrintable(body.replaceAll("=[ \\t]*\n", ""));
            default -> body.getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private static byte[] quotedPrintable(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length()) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static String decodeWords(String value) {
        // Bytes beyond ASCII in a header are UTF-8 (RFC 6532).
        String text = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return ENCODED_WORD.matcher(text).replaceAll(match -> {
            byte[] bytes = match.group(2).equalsIgnoreCase("b")
                    ? Base64.getDecoder().decode(match.group(3))
                    : quotedPrintable(match.group(3).replace('_', ' '));
            return Matcher.quoteReplacement(new String(bytes, Charset.forName(match.group(1))));
        });
    }
}
