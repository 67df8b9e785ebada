package dev.homing.adapter.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.app.port.Journeys;
import dev.homing.asl.Catcher;
import dev.homing.asl.ErrorNames;
import dev.homing.asl.Quantity;
import dev.homing.asl.Retrier;
import dev.homing.asl.Task;
import dev.homing.domain.flow.Node;
import java.util.List;

/**
 * A state that puts something into a queue and waits until its token is completed: the one kind of task that flows have.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html">AWS, calling SQS from Step Functions</a>
 */
final class QueueTask {
    private static final String SEND_AND_WAIT = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";

    private QueueTask() {}

    static Task.Builder put(String queueUrl, ObjectNode body) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("QueueUrl", queueUrl);
        arguments.set("MessageBody", body);
        return Task.builder(SEND_AND_WAIT).arguments(arguments).retry(List.of(throttled()));
    }

    /**
     * Asks what becomes of a step. Who gets no answer in time goes on without.
     *
     * @param otherwise name of the state that follows then
     */
    static Task.Builder ask(String queueUrl, ObjectNode body, String otherwise) {
        return ask(queueUrl, body)
                .catching(List.of(
                        Catcher.of(otherwise, ErrorNames.TIMEOUT), Catcher.of(StateNames.EXITED, Journeys.EXIT)));
    }

    static Task.Builder ask(String queueUrl, ObjectNode body) {
        return put(queueUrl, body).timeoutSeconds(Quantity.of(Node.ASKED_WITHIN.toSeconds()));
    }

    /** Which step of which run it is; {@code turn} is always the first, as flows go forward only. */
    static ObjectNode visit(String node) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("run", "{% $states.context.Execution.Input.run %}")
                .put("generation", "{% $states.context.Execution.Input.generation %}")
                .put("node", node)
                .put("turn", 1);
    }

    static ObjectNode withToken(ObjectNode json) {
        return json.put("token", "{% $states.context.Task.Token %}");
    }

    /**
     * The names under which Step Functions reports what SQS refused and what did not reach it; all other errors are told by the handlers
     * and are not to be retried. Should the first try have reached the queue after all, its token is void and no second message is sent.
     */
    private static Retrier throttled() {
        return Retrier.on("SQS.AmazonSQSException", "SQS.SdkClientException")
                .withInterval(2, 3.0)
                .withMaxAttempts(6)
                .withMaxDelaySeconds(300)
                .withJitter(Retrier.JitterStrategy.FULL);
    }
}
