package dev.homing.adapter.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Gives fixed answers, one after the other and the last one for ever, and counts how often it is asked. */
final class FixedHttp implements SdkHttpClient {
    private record Answer(
            int status, String error, String body, @Nullable IOException failure) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private int calls;

    static FixedHttp answering(int status, String error, String message) {
        FixedHttp http = new FixedHttp();
        http.answers.add(new Answer(status, error, "{\"message\":\"" + message + "\"}", null));
        return http;
    }

    /** @param body whole, with what says which error it is */
    static FixedHttp answering(int status, String body) {
        return new FixedHttp().then(status, body);
    }

    static FixedHttp failing(IOException failure) {
        FixedHttp http = new FixedHttp();
        http.answers.add(new Answer(0, "", "", failure));
        return http;
    }

    FixedHttp then(int status, String body) {
        answers.add(new Answer(status, "", body, null));
        return this;
    }

    int calls() {
        return calls;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                calls++;
                Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
                if (answer.failure != null) {
                    throw answer.failure;
                }
                SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder()
                        .statusCode(answer.status)
                        .putHeader("Content-Type", "application/json");
                if (!answer.error.isEmpty()) {
                    response.putHeader("x-amzn-ErrorType", answer.error);
                }
                byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
                return HttpExecuteResponse.builder()
                        .response(response.build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
