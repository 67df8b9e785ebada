package dev.homing.app.port;

import dev.homing.domain.flow.Call;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of other systems, which anyone's settings name: only public addresses are reached, and no answer leads anywhere else. */
public interface WebCalls {
    /** @param timeout for all of it */
    record Request(
            Call.Method method,
            URI uri,
            Map<String, String> headers,
            @Nullable String body,
            Duration timeout) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    sealed interface Answer {
        /** @param body as text, cut to 64 KB */
        record Answered(int status, String body) implements Answer {}

        /** Nothing was heard; it may be tried again. */
        record Silence(String why) implements Answer {}

        /** It is no address that may be called; nothing was sent. */
        record Forbidden(String why) implements Answer {}
    }

    Answer call(Request request);
}
