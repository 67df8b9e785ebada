package dev.homing.emulator.queues;

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
