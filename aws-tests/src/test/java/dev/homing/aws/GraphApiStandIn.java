package dev.homing.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.WhatsAppCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * Meta's Graph API, which no AWS emulator has: our own emulator's, opened to the container. That one listens to this machine alone, so what
 * comes from outside is handed on to it.
 */
final class GraphApiStandIn implements AutoCloseable {
    private final Emulator emulator = Emulator.start(EmulatorOptions.defaults());
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer door;

    GraphApiStandIn() {
        try {
            door = HttpServer.create(new InetSocketAddress(0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door.createContext("/", this::handOn);
        door.start();
    }

    /** @param host this machine's name to whoever calls */
    URI uri(String host) {
        return URI.create("http://" + host + ":" + door.getAddress().getPort() + "/v23.0");
    }

    WhatsAppCloud settings() {
        return emulator.whatsApp();
    }

    /** What was sent, to this number. */
    List<InboxMessage> sentTo(String phone) {
        return emulator.inbox().messages().stream()
                .filter(message -> message.to().equals(phone))
                .toList();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            emulator.endpoint().resolve(exchange.getRequestURI().toString()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String header : List.of("Authorization", "Content-Type")) {
                String value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        door.stop(0);
        client.close();
        emulator.close();
    }
}
