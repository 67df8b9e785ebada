package dev.homing.emulator.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.asl.interpreter.TaskCall;
import dev.homing.asl.interpreter.TaskOutcome;
import dev.homing.emulator.Context;
import dev.homing.emulator.DeliveryFailed;
import dev.homing.emulator.wire.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The services that Task states may call: SQS, Lambda and DynamoDB, by their own protocols on our own endpoint. */
final class Integrations implements AutoCloseable {
    private static final String PREFIX = "arn:aws:states:::";
    private static final String DYNAMODB = "aws-sdk:dynamodb:";

    private final Context context;
    private @Nullable HttpClient http;

    Integrations(Context context) {
        this.context = context;
    }

    TaskOutcome call(TaskCall call) {
        String resource = call.resource();
        String action = resource.startsWith(PREFIX) ? resource.substring(PREFIX.length()) : resource;
        if (action.endsWith(".waitForTaskToken")) {
            action = action.substring(0, action.length() - ".waitForTaskToken".length());
        }
        if (!(call.arguments() instanceof ObjectNode arguments)) {
            return new TaskOutcome.Failed("States.Runtime", "The arguments of " + resource + " must be an object");
        }
        if (action.equals("sqs:sendMessage")) {
            return sendMessage(arguments);
        }
        if (action.equals("lambda:invoke")) {
            return invoke(arguments);
        }
        if (action.startsWith(DYNAMODB)) {
            String operation = action.substring(DYNAMODB.length());
            return post(
                    "DynamoDB_20120810." + operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1),
                    "dynamodb",
                    "DynamoDb",
                    arguments);
        }
        return new TaskOutcome.Failed(
                "States.Runtime",
                "Not emulated: the resource " + resource
                        + ". There are sqs:sendMessage, lambda:invoke and aws-sdk:dynamodb.");
    }

    private TaskOutcome sendMessage(ObjectNode arguments) {
        ObjectNode message = arguments.deepCopy();
        JsonNode body = message.path("MessageBody");
        if (!body.isTextual()) {
            message.put("MessageBody", Json.write(body));
        }
        return post("AmazonSQS.SendMessage", "sqs", "SQS", message);
    }

    private TaskOutcome invoke(ObjectNode arguments) {
        String function = Json.text(arguments, "FunctionName", "");
        JsonNode payload = arguments.path("Payload");
        byte[] event =
                Json.write(payload.isMissingNode() ? Json.object() : payload).getBytes(StandardCharsets.UTF_8);
        try {
            String answer = new String(context.invoke(function, event), StandardCharsets.UTF_8);
            JsonNode parsed = answer.isEmpty() ? NullNode.getInstance() : Json.parseOrNull(answer);
            if (parsed == null) {
                return new TaskOutcome.Failed(
                        "Lambda.Unknown", "The function " + function + " did not answer with JSON");
            }
            ObjectNode result = Json.object().put("ExecutedVersion", "$LATEST");
            result.set("Payload", parsed);
            return new TaskOutcome.Succeeded(result.put("StatusCode", 200));
        } catch (DeliveryFailed e) {
            boolean missing = e.code().equals("ResourceNotFoundException");
            ObjectNode cause = Json.object().put("errorMessage", e.getMessage()).put("errorType", e.code());
            return new TaskOutcome.Failed(missing ? "Lambda." + e.code() : e.code(), Json.write(cause));
        }
    }

    /** @param service what errors are prefixed with */
    private TaskOutcome post(String target, String scope, String service, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(context.endpoint().resolve("/"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=states/20200101/" + context.region() + "/" + scope
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            HttpResponse<String> response = http().send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = Json.parseOrNull(response.body());
            if (response.statusCode() == 200) {
                return new TaskOutcome.Succeeded(answer == null ? Json.object() : answer);
            }
            JsonNode error = answer == null ? Json.object() : answer;
            String type = Json.text(error, "__type", "Exception");
            type = type.substring(type.indexOf('#') + 1);
            String message = Json.text(error, "message", Json.text(error, "Message", response.body()));
            return new TaskOutcome.Failed(
                    service + "." + (type.endsWith("Exception") ? type : type + "Exception"), message);
        } catch (IOException e) {
            return new TaskOutcome.Failed(service + ".SdkClientException", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TaskOutcome.Failed(service + ".SdkClientException", "interrupted");
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
