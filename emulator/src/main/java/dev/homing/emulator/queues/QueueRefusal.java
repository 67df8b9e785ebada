package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Response;

/** A call that SQS refuses. */
final class QueueRefusal extends Exception {
    private final String type;

    /** @param type an error of SQS's model, or of the errors common to all services */
    QueueRefusal(String type, String reason) {
        super(reason, null, false, false);
        this.type = type;
    }

    static QueueRefusal invalidParameter(String reason) {
        return new QueueRefusal("InvalidParameterValue", reason);
    }

    static QueueRefusal invalid(Object value, String parameter, String reason) {
        return invalidParameter("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    static QueueRefusal noQueue() {
        return new QueueRefusal("QueueDoesNotExist", "The specified queue does not exist.");
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    String type() {
        return type;
    }

    /** As a batch tells that one of its entries was refused. */
    ObjectNode entry(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Id", id)
                .put("SenderFault", true)
                .put("Code", code())
                .put("Message", reason());
    }

    /** The code of the older protocol, which SDKs still show. */
    String code() {
        return switch (type) {
            case "QueueDoesNotExist" -> "AWS.SimpleQueueService.NonExistentQueue";
            case "QueueNameExists" -> "QueueAlreadyExists";
            case "BatchEntryIdsNotDistinct",
                    "BatchRequestTooLong",
                    "EmptyBatchRequest",
                    "InvalidBatchEntryId",
                    "TooManyEntriesInBatchRequest" -> "AWS.SimpleQueueService." + type;
            default -> type;
        };
    }

    Response response() {
        return Response.error(400, "com.amazonaws.sqs#" + type, reason())
                .with("x-amzn-query-error", code() + ";Sender");
    }
}
