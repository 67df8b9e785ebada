package dev.homing.emulator.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.Timed;
import dev.homing.emulator.WhatsAppCloud;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.PriorityQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts signed webhooks, in order, again with growing pauses for seven days when they are not answered with 200. */
final class Webhooks implements Timed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration KEPT = Duration.ofDays(7);

    private record Call(Instant due, long sequence, String body, Instant since, int failures) {}

    private final Context context;
    private final WhatsAppCloud settings;
    private final PriorityQueue<Call> waiting =
            new PriorityQueue<>(Comparator.comparing(Call::due).thenComparingLong(Call::sequence));
    private @Nullable HttpClient http;
    private long sequence;

    Webhooks(Context context, WhatsAppCloud settings) {
        this.context = context;
        this.settings = settings;
    }

    /** Nothing is kept for a webhook that is not set. */
    void add(ObjectNode payload) {
        if (settings.webhook().isPresent()) {
            Instant now = context.clock().now();
            add(Json.write(payload), now, now, 0);
            context.wake();
        }
    }

    private synchronized void add(String body, Instant due, Instant since, int failures) {
        waiting.add(new Call(due, sequence++, body, since, failures));
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Call::due);
    }

    private synchronized @Nullable Call takeDue(Instant now) {
        Call head = waiting.peek();
        return head == null || head.due.isAfter(now) ? null : waiting.poll();
    }

    @Override
    public boolean runDue(Instant now) {
        boolean any = false;
        for (Call call = takeDue(now); call != null; call = takeDue(now)) {
            any = true;
            Optional<WhatsAppCloud.Webhook> webhook = settings.webhook();
            if (webhook.isPresent() && !post(webhook.get(), call.body)) {
                retry(call, now);
            }
        }
        return any;
    }

    private void retry(Call call, Instant now) {
        Instant next = now.plus(Duration.ofSeconds(Math.min(10L << Math.min(call.failures, 20), 43_200)));
        if (next.isAfter(call.since.plus(KEPT))) {
            LOG.warn("Gave up a webhook after seven days: {}", call.body);
        } else {
            add(call.body, next, call.since, call.failures + 1);
        }
    }

    private boolean post(WhatsAppCloud.Webhook webhook, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(webhook.uri())
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .header("X-Hub-Signature-256", "sha256=" + signature(webhook.appSecret(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            int status =
                    http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warn("The webhook {} answered {}; it will be posted again", webhook.uri(), status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.warn("The webhook {} did not answer; it will be posted again: {}", webhook.uri(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String signature(String appSecret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        }
        return http;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.shutdownNow();
        }
    }
}
