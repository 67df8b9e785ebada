package dev.homing.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.homing.emulator.http.LocalCallers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one address of all services, on the loopback interface only. */
final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    static {
        // Header and body are two writes; without this each answer on a kept-alive connection waits 40 ms for an ACK.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Meter meter;
    private final Quotas.Kept quotas;
    private volatile List<EmulatedApi> apis = List.of();

    /** @throws UncheckedIOException when the port is taken; its cause is a {@link BindException} */
    Endpoint(int port, Meter meter, Quotas.Kept quotas) {
        this.meter = meter;
        this.quotas = quotas;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("Port " + port + " on the loopback address: " + taken.getMessage(), taken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    void start(List<EmulatedApi> inOrder) {
        apis = List.copyOf(inOrder);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Optional<LocalCallers.Refusal> refusal =
                LocalCallers.byNameAndSite(exchange.getRequestMethod(), exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            refusal.get().answer(exchange);
            return;
        }
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery();
            Request request = new Request(
                    exchange.getRequestMethod(),
                    uri.getRawPath(),
                    query == null ? "" : query,
                    headers,
                    exchange.getRequestBody().readAllBytes());
            Response response = route(request);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Answers a call as if it had come by HTTP; what a service throws becomes a 400 or 500. */
    Response route(Request request) {
        for (EmulatedApi api : apis) {
            if (api.handles(request)) {
                String operation = api.operation(request);
                String named = operation == null ? request.method() : operation;
                Response tooMany = quotas.refused(api.name(), named);
                if (tooMany != null) {
                    return tooMany;
                }
                meter.call(api.name(), named);
                try {
                    return api.handle(request);
                } catch (JsonProcessingException malformed) {
                    return Response.error(400, "SerializationException", malformed.getOriginalMessage());
                } catch (Exception bug) {
                    LOG.error("{} failed", request, bug);
                    return Response.error(500, "InternalFailure", String.valueOf(bug.getMessage()));
                }
            }
        }
        LOG.warn("No service answers {}", request);
        return Response.error(404, "UnknownOperationException", "Nothing here answers " + request);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
