package dev.homing.domain.flow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that a step makes to another system.
 *
 * @param url with placeholders behind its host
 * @param body with placeholders; null: none
 * @param timeout for the whole of one try
 * @param retries how often it is tried again where the other system cannot be reached, or cannot answer for the moment
 * @param keep which fields of a JSON answer are kept with the run: names, and the fields, with dots for what lies deeper
 */
public record Call(
        Method method,
        String url,
        SequencedMap<String, Header> headers,
        @Nullable String body,
        Duration timeout,
        int retries,
        SequencedMap<String, String> keep) {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofSeconds(30);
    public static final Duration USUAL = Duration.ofSeconds(10);
    public static final int MOST_RETRIES = 10;
    public static final int USUAL_RETRIES = 3;

    public Call {
        headers = new LinkedHashMap<>(headers);
        keep = new LinkedHashMap<>(keep);
    }

    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** The value of a header. */
    public sealed interface Header {
        /** With placeholders. */
        record Text(String template) implements Header {}

        /** What a secret of this name holds when the call is made. */
        record Secret(String name) implements Header {}
    }

    /** What has placeholders in it, by the field that it is under. */
    public SequencedMap<String, String> texts() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        texts.put("url", url);
        headers.forEach((name, header) -> {
            if (header instanceof Header.Text(String template)) {
                texts.put("headers." + name, template);
            }
        });
        if (body != null) {
            texts.put("body", body);
        }
        return texts;
    }

    /** Whose system it is: the host, which has no placeholder in it. */
    public String host() {
        String rest = url.substring(url.indexOf("://") + 3);
        int end = 0;
        while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }
}
