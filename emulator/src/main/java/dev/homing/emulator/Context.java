package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/** What the emulator gives to its services. All methods may be called from any thread, without holding a lock. */
public interface Context {
    VirtualClock clock();

    /** For example {@code us-east-1}. */
    String region();

    /** Twelve digits. */
    String account();

    /** The endpoint every AWS service answers at; known once {@link Emulator#start} has bound it. */
    URI endpoint();

    /**
     * Delivers to a target as EventBridge and Scheduler do: a message on an SQS queue, or an event to a Lambda function (its result
     * is dropped).
     *
     * @param targetArn of a queue or of a function
     * @param body the message's body, or the event as JSON
     * @param attributes SQS system parameters of the message ({@code MessageGroupId}, {@code MessageDeduplicationId}); others become
     *     string message attributes; nothing for a function
     * @throws DeliveryFailed when the target does not exist or the function threw; retrying and dead-lettering are the caller's
     */
    void deliver(String targetArn, String body, Map<String, String> attributes) throws DeliveryFailed;

    /**
     * Invokes a function and waits for its result, on the caller's thread.
     *
     * @param functionArn an ARN with or without version, or a bare name
     * @throws DeliveryFailed when there is no such function or it threw; {@link DeliveryFailed#code()} is the error's type as Lambda
     *     names it (the exception's class) or {@code ResourceNotFoundException}
     */
    byte[] invoke(String functionArn, byte[] event) throws DeliveryFailed;

    /** There is something to do: the pump looks again. */
    void wake();

    /** How many messages wait in the queues that feed functions, or are on the way to a queue. */
    long backlog();

    /**
     * Puts an AWS service's own event ({@code aws.ses}, {@code aws.states}) on a bus. The event lacks nothing but what the bus adds
     * when absent: {@code version}, {@code id}, {@code time}, {@code region}, {@code account}, {@code resources}.
     */
    void emit(String busName, ObjectNode event);
}
