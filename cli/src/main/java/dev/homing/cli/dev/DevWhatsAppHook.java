package dev.homing.cli.dev;

import com.sun.net.httpserver.HttpExchange;
import dev.homing.adapter.whatsapp.WhatsAppNotice;
import dev.homing.adapter.whatsapp.WhatsAppWebhook;
import dev.homing.emulator.WhatsAppCloud;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Objects;

/**
 * {@code POST /dev/hooks/whatsapp}: plays Meta. The body goes on as it came, signed with this process's app secret, to the address that Meta
 * would post it to, and the answer comes back as it was given.
 */
final class DevWhatsAppHook implements Answer.Source {
    private static final int LONGEST_BODY = 256 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI webhook;
    private final WhatsAppWebhook signer;
    private final WhatsAppCloud cloud;
    private final Runnable settle;

    /**
     * @param cloud knows who wrote, and so who may be answered
     * @param settle waits until all that follows is done
     */
    DevWhatsAppHook(URI webhook, String appSecret, WhatsAppCloud cloud, Runnable settle) {
        this.cloud = cloud;
        this.webhook = webhook;
        this.signer = new WhatsAppWebhook(appSecret, "");
        this.settle = settle;
    }

    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        Answer.require(exchange, "POST");
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new Answer.Refused(400, "The body is longer than " + LONGEST_BODY / 1024 + " KB");
        }
        Answer answer = post(body);
        if (answer.status() / 100 == 2) {
            WhatsAppWebhook.read(body).forEach(this::heard);
        }
        settle.run();
        return answer;
    }

    private void heard(WhatsAppNotice notice) {
        if (notice instanceof WhatsAppNotice.Received received && received.from() != null) {
            cloud.wrote(received.from().replace("+", ""), received.at());
        }
    }

    private Answer post(byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) webhook.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty(WhatsAppWebhook.SIGNATURE_HEADER, signer.signature(body));
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String type = Objects.requireNonNullElse(connection.getContentType(), "");
            return new Answer(status, type, in == null ? new byte[0] : in.readAllBytes());
        } finally {
            connection.disconnect();
        }
    }
}
