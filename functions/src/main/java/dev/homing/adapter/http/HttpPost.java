package dev.homing.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts once. The body is streamed with a fixed length, which also keeps the JDK from silently repeating a POST on a connection that broke:
 * providers take no idempotency keys.
 *
 * @param connectsWithin how long it may take to reach the other side
 * @param answersWithin how long an answer may take; after it, nobody knows what became of the request
 */
public record HttpPost(Duration connectsWithin, Duration answersWithin) {
    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    /** What became of it. */
    public sealed interface Outcome {
        /** @param location the header of this name; null where there is none */
        @SuppressWarnings("ArrayRecordComponent") // handed on, and never compared
        record Answered(int status, byte[] body, @Nullable String location) implements Outcome {}

        /** It certainly did not arrive. */
        record NotReached(@Nullable String why) implements Outcome {}
    }

    /** @throws UncheckedIOException where nothing or half an answer came */
    public Outcome send(URI to, Map<String, String> headers, byte[] body) {
        HttpURLConnection connection;
        try {
            connection = (HttpURLConnection) to.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(Math.toIntExact(connectsWithin.toMillis()));
            connection.setReadTimeout(Math.toIntExact(answersWithin.toMillis()));
            connection.setFixedLengthStreamingMode(body.length);
            headers.forEach(connection::setRequestProperty);
            connection.connect();
        } catch (IOException notConnected) {
            return new Outcome.NotReached(notConnected.getMessage());
        }
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            return new Outcome.Answered(status, answer(connection, status), connection.getHeaderField("Location"));
        } catch (IOException e) {
            throw new UncheckedIOException(to.getHost() + " did not answer", e);
        }
    }

    private static byte[] answer(HttpURLConnection connection, int status) throws IOException {
        // Read to its end, so that the connection can be used again.
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readNBytes(MOST_ANSWER_BYTES);
        }
    }
}
