package dev.homing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.homing.emulator.http.Jwt;
import dev.homing.emulator.http.LocalCallers;
import dev.homing.emulator.http.ProxyEvent;
import dev.homing.emulator.http.ProxyResult;
import dev.homing.emulator.http.RouteKey;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API Gateway's HTTP API in front of functions: payload format 2.0, JWT authorisation, CORS. On the loopback interface only. Each
 * call invokes its function on a thread of its own.
 */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Duration COUNT_AGAIN = Duration.ofMillis(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private record Target(RouteKey key, HttpApiOptions.Route route) {}

    private final HttpApiOptions options;
    private final Context context;
    private final List<Target> targets;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final AtomicLong counted = new AtomicLong(System.nanoTime() - COUNT_AGAIN.toNanos());
    private volatile long waiting;

    private HttpApi(HttpApiOptions options, Context context) {
        this.options = options;
        this.context = context;
        this.targets = options.routes().stream()
                .map(route -> new Target(RouteKey.parse(route.routeKey()), route))
                .sorted(Comparator.comparing(Target::key, RouteKey.MOST_SPECIFIC_FIRST))
                .toList();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Port " + options.port() + " on the loopback address: " + taken.getMessage(), taken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /**
     * @throws UncheckedIOException when the port is taken; its cause is a {@link java.net.BindException}
     * @throws IllegalArgumentException when a route key is none
     */
    static HttpApi start(HttpApiOptions options, Context context) {
        HttpApi api = new HttpApi(options, context);
        api.server.start();
        return api;
    }

    /** {@code http://localhost:PORT}. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Serves a path and all below it without a function, to programs and pages of this machine alone. */
    public void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            String asked = exchange.getRequestURI().getPath();
            // The JDK's contexts are mere prefixes: /dev would take /devices too.
            if (path.endsWith("/") || asked.equals(path) || asked.startsWith(path + "/")) {
                Optional<LocalCallers.Refusal> refusal =
                        LocalCallers.byNameAndSite(exchange.getRequestMethod(), exchange.getRequestHeaders());
                if (refusal.isPresent()) {
                    refusal.get().answer(exchange);
                } else {
                    handler.handle(exchange);
                }
            } else {
                answer(exchange);
            }
        });
    }

    /**
     * A token that authorised routes take.
     *
     * @param claims besides issuer, audience and times; values are texts or lists of texts
     * @throws IllegalStateException when the options have no authorizer
     */
    public String token(Map<String, ?> claims, Duration validFor) {
        HttpApiOptions.JwtAuthorizer authorizer = options.authorizer();
        if (authorizer == null) {
            throw new IllegalStateException("This API has no authorizer");
        }
        return Jwt.sign(authorizer.key(), authorizer.issuer(), authorizer.audience(), claims, validFor, wallNow());
    }

    /** Tokens live by the wall clock: whoever puts the clock forward by a month stays signed in. */
    private Instant wallNow() {
        return context.clock().now().minus(context.clock().offset());
    }

    private void answer(HttpExchange exchange) throws IOException {
        Optional<LocalCallers.Refusal> refusal =
                LocalCallers.byName(exchange.getRequestHeaders()).or(() -> unroutable(exchange));
        if (refusal.isPresent()) {
            refusal.get().answer(exchange);
            return;
        }
        try (exchange) {
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            HttpApiOptions.Cors cors = options.cors();
            ProxyResult result = cors != null && isPreflight(exchange) ? ProxyResult.noContent() : route(exchange);
            Headers headers = exchange.getResponseHeaders();
            result.headers().forEach(headers::set);
            result.cookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
            if (cors != null) {
                headers.keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT)
                        .startsWith("access-control-"));
                allow(cors, origin, isPreflight(exchange), headers);
            }
            headers.remove("Content-Length");
            byte[] body = result.body();
            boolean bodiless =
                    exchange.getRequestMethod().equals("HEAD") || result.status() == 204 || result.status() == 304;
            exchange.sendResponseHeaders(result.status(), bodiless || body.length == 0 ? -1 : body.length);
            if (!bodiless && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            // The client went away before it had its answer.
            LOG.debug("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        } catch (RuntimeException e) {
            LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    /** ANY stands for the methods that a route can name. */
    private static Optional<LocalCallers.Refusal> unroutable(HttpExchange exchange) {
        if (METHODS.contains(exchange.getRequestMethod())) {
            return Optional.empty();
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", METHODS));
        return Optional.of(new LocalCallers.Refusal(
                405,
                "Method Not Allowed",
                exchange.getRequestMethod() + " is not possible here; use one of " + String.join(", ", METHODS)));
    }

    private ProxyResult route(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return ProxyResult.message(413, "Request Entity Too Large");
        }
        for (Target target : targets) {
            Optional<Map<String, String>> matched = target.key.match(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
            if (matched.isPresent()) {
                return invoke(exchange, body, target, matched.get());
            }
        }
        return ProxyResult.message(404, "Not Found");
    }

    private ProxyResult invoke(HttpExchange exchange, byte[] body, Target target, Map<String, String> pathParameters) {
        if (target.route.mostWaiting() < Long.MAX_VALUE && waiting() > target.route.mostWaiting()) {
            return ProxyResult.tooMany(RETRY_AFTER);
        }
        ObjectNode jwt = null;
        HttpApiOptions.JwtAuthorizer authorizer = options.authorizer();
        if (target.route.authorised() && authorizer != null) {
            Optional<JsonNode> claims = Jwt.verify(
                    authorizer.key(),
                    authorizer.issuer(),
                    authorizer.audience(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    wallNow());
            if (claims.isEmpty()) {
                return ProxyResult.unauthorized();
            }
            jwt = Jwt.authorizer(claims.get());
        }
        ObjectNode event = ProxyEvent.of(
                exchange,
                body,
                target.key,
                pathParameters,
                jwt,
                context.account(),
                context.clock().now());
        try {
            return ProxyResult.parse(context.invoke(
                    target.route.functionName(), Json.write(event).getBytes(StandardCharsets.UTF_8)));
        } catch (DeliveryFailed e) {
            if (e.code().equals("ResourceNotFoundException")) {
                LOG.error("The route {} leads to no function: {}", target.key.text(), target.route.functionName());
            }
            return ProxyResult.message(500, "Internal Server Error");
        }
    }

    /** Looked up now and then: every request alike would cost more than most of them do. */
    private long waiting() {
        long now = System.nanoTime();
        long at = counted.get();
        if (now - at > COUNT_AGAIN.toNanos() && counted.compareAndSet(at, now)) {
            waiting = context.backlog();
        }
        return waiting;
    }

    private static boolean isPreflight(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Origin")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
    }

    private static void allow(HttpApiOptions.Cors cors, @Nullable String origin, boolean preflight, Headers headers) {
        if (origin == null
                || !(cors.allowOrigins().contains("*") || cors.allowOrigins().contains(origin))) {
            return;
        }
        headers.set("Access-Control-Allow-Origin", cors.allowOrigins().contains("*") ? "*" : origin);
        if (preflight) {
            headers.set("Access-Control-Allow-Methods", String.join(",", cors.allowMethods()));
            headers.set("Access-Control-Allow-Headers", String.join(",", cors.allowHeaders()));
            headers.set("Access-Control-Max-Age", Long.toString(cors.maxAge().toSeconds()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
