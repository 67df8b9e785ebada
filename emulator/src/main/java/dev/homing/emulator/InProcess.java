package dev.homing.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The way of an AWS SDK to an endpoint in the same process: the request that would have gone through a socket is handed over as it is, and so is the
 * answer. The endpoint answers it on the caller's thread.
 */
final class InProcess implements SdkHttpClient {
    private final Endpoint endpoint;

    InProcess(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest asked) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(asked);
            }

            @Override
            public void abort() {
                // It is answered at once, on the thread that would have to abort it.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest asked) throws IOException {
        SdkHttpRequest sent = asked.httpRequest();
        URI address = endpoint.uri();
        if (sent.port() != address.getPort() || !sent.host().equals(address.getHost())) {
            throw new IOException("This client reaches " + address + " alone, not " + sent.host() + ":" + sent.port());
        }
        Map<String, String> headers = new HashMap<>();
        sent.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        Response response = endpoint.route(new Request(
                sent.method().name(),
                sent.encodedPath().isEmpty() ? "/" : sent.encodedPath(),
                sent.encodedQueryParameters().orElse(""),
                headers,
                body(asked)));
        SdkHttpResponse.Builder answer = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(answer::putHeader);
        answer.putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        answer.putHeader("Content-Length", Integer.toString(response.body().length));
        return HttpExecuteResponse.builder()
                .response(answer.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    private static byte[] body(HttpExecuteRequest asked) throws IOException {
        if (asked.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream content = asked.contentStreamProvider().get().newStream()) {
            return content.readAllBytes();
        }
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
