package dev.homing.lambda.setup;

import dev.homing.adapter.json.Json;
import dev.homing.domain.Facts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource's request, and the answer that CloudFormation waits for: without one the whole deployment stands still until its
 * timeout.
 *
 * @param answerTo signed for one PUT; whoever has it can answer, so it belongs in no log
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param physicalId the same for the resource's whole life: another one would make CloudFormation delete the one before
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html">Requests and responses</a>
 */
public record CustomResource(
        URI answerTo, String type, String stackId, String requestId, String logicalId, String physicalId) {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** An answer has at most 4,096 bytes, and a character up to four of them. */
    private static final int LONGEST_REASON = 500;

    /** Null where nobody waits for an answer at an address: it was called by hand. */
    public static @Nullable CustomResource read(Facts event) {
        String answerTo = event.text("ResponseURL");
        if (answerTo == null) {
            return null;
        }
        String logicalId = String.valueOf(event.text("LogicalResourceId"));
        String physicalId = event.text("PhysicalResourceId");
        return new CustomResource(
                URI.create(answerTo),
                String.valueOf(event.text("RequestType")),
                String.valueOf(event.text("StackId")),
                String.valueOf(event.text("RequestId")),
                logicalId,
                physicalId == null ? logicalId : physicalId);
    }

    public boolean deletes() {
        return type.equals("Delete");
    }

    /** @param data what the template may read of the resource */
    public void succeeded(Map<String, String> data) {
        answer("SUCCESS", "", data);
    }

    /** @param reason for whoever deploys; shortened where it is too long */
    public void failed(String reason) {
        answer(
                "FAILED",
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...",
                Map.of());
    }

    private void answer(String status, String reason, Map<String, String> data) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Status", status);
        answer.put("Reason", reason);
        answer.put("PhysicalResourceId", physicalId);
        answer.put("StackId", stackId);
        answer.put("RequestId", requestId);
        answer.put("LogicalResourceId", logicalId);
        answer.put("Data", data);
        try {
            put(Json.write(answer).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("CloudFormation could not be answered; Lambda tries it all again", e);
        }
    }

    /** With no content type: the address is signed for a request that has none. */
    private void put(byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) answerTo.toURL().openConnection();
        try {
            connection.setRequestMethod("PUT");
            connection.setConnectTimeout((int) WITHIN.toMillis());
            connection.setReadTimeout((int) WITHIN.toMillis());
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            int status = connection.getResponseCode();
            if (status / 100 != 2) {
                throw new IOException("the address that CloudFormation gave answered " + status);
            }
        } finally {
            connection.disconnect();
        }
    }
}
