package dev.homing.cli.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API for one function: its process asks here for the next invocation and brings its answer here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeInterface implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final long DEADLINE_SECONDS = 60;

    private final HttpServer server;
    private final ExecutorService exchanges = Executors.newCachedThreadPool();
    private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> inProgress = new ConcurrentHashMap<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    private record Invocation(String id, byte[] event, CompletableFuture<byte[]> answer) {}

    RuntimeInterface() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(exchanges);
        server.createContext("/", this::exchange);
        server.start();
    }

    /** What the function's process finds as {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns when the process has asked for its first invocation: it is started. */
    void awaitStart() {
        try {
            if (!asked.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the function did not start within " + DEADLINE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] invoke(byte[] event) {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(invocation);
        return invocation.answer.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        server.stop(0);
        exchanges.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else {
                answered(path, exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        asked.countDown();
        Invocation invocation = waiting.take();
        inProgress.put(invocation.id, invocation);
        // Without one the client's native part reads a null pointer.
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id);
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 1000 * DEADLINE_SECONDS));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:homing");
        exchange.sendResponseHeaders(200, invocation.event.length);
        exchange.getResponseBody().write(invocation.event);
    }

    private void answered(String path, byte[] body) {
        String[] parts = path.startsWith(INVOCATION)
                ? path.substring(INVOCATION.length()).split("/")
                : new String[0];
        Invocation invocation = parts.length == 2 ? inProgress.remove(parts[0]) : null;
        if (invocation != null && parts[1].equals("response")) {
            invocation.answer.complete(body);
        } else if (invocation != null) {
            invocation.answer.completeExceptionally(new IllegalStateException(new String(body, UTF_8)));
        } else {
            throw new IllegalStateException(path + ": " + new String(body, UTF_8));
        }
    }
}
