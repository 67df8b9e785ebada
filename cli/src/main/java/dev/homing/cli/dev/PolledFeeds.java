package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.lambda.JsonHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What Lambda's event source mappings do, for an AWS endpoint that is not ours and so knows nothing of the functions here: polls queues and
 * streams, and feeds the functions.
 */
final class PolledFeeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolledFeeds.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int WAIT_SECONDS = 2;

    private final List<Thread> threads = new ArrayList<>();
    private final Resources resources;
    private volatile boolean open = true;

    private PolledFeeds(Resources resources) {
        this.resources = resources;
    }

    static PolledFeeds start(Resources resources, Deployment deployment, Map<String, JsonHandler> functions) {
        PolledFeeds feeds = new PolledFeeds(resources);
        SqsClient sqs = resources.client(SqsClient.builder());
        for (Deployment.QueueFeed feed : deployment.queueFeeds()) {
            JsonHandler function = function(functions, feed.function());
            feeds.repeat("queue " + feed.queue(), () -> feeds.poll(sqs, feed, function));
        }
        DynamoDbClient dynamoDb = resources.client(DynamoDbClient.builder());
        DynamoDbStreamsClient streams = resources.client(DynamoDbStreamsClient.builder());
        for (Deployment.StreamFeed feed : deployment.streamFeeds()) {
            String arn = dynamoDb.describeTable(request -> request.tableName(feed.table()))
                    .table()
                    .latestStreamArn();
            PolledStream stream = new PolledStream(
                    streams, arn, feed.batchSize(), resources.region(), function(functions, feed.function()));
            feeds.repeat("stream of " + feed.table(), stream::poll);
        }
        return feeds;
    }

    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt);
    }

    /** Something done again and again until the feeds are closed. */
    @FunctionalInterface
    interface Step {
        void take() throws IOException, InterruptedException;
    }

    private void repeat(String what, Step step) {
        threads.add(Thread.ofPlatform().daemon().name(what).start(() -> {
            while (open) {
                try {
                    step.take();
                } catch (InterruptedException closed) {
                    return;
                } catch (SdkException | IOException unavailable) {
                    if (open) {
                        LOG.warn("{} could not be read: {}", what, unavailable.getMessage());
                        pause();
                    }
                } catch (RuntimeException failed) {
                    if (open) {
                        LOG.error("What {} delivered failed, and comes again", what, failed);
                        pause();
                    }
                }
            }
        }));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(SqsClient sqs, Deployment.QueueFeed feed, JsonHandler function) throws IOException {
        String url = resources.queueUrl(feed.queue());
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(Math.min(feed.batchSize(), 10))
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        Set<String> failed = failed(function.handle(event(messages, resources.queueArn(feed.queue()))));
        for (Message message : messages) {
            if (!failed.contains(message.messageId())) {
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
    private byte[] event(List<Message> messages, String queueArn) {
        ObjectNode event = Answer.JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (Message message : messages) {
            ObjectNode record = records.addObject()
                    .put("messageId", message.messageId())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body())
                    .put("md5OfBody", message.md5OfBody())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", resources.region());
            ObjectNode attributes = record.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode own = record.putObject("messageAttributes");
            message.messageAttributes().forEach((name, value) -> own.putObject(name)
                    .put("stringValue", value.stringValue())
                    .put("dataType", value.dataType()));
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The items that a function did not manage, by its answer ({@code ReportBatchItemFailures}). */
    static Set<String> failed(byte[] answer) throws IOException {
        Set<String> failed = new HashSet<>();
        if (answer.length > 0) {
            for (JsonNode item : Answer.JSON.readTree(answer).path("batchItemFailures")) {
                failed.add(item.path("itemIdentifier").asText());
            }
        }
        return failed;
    }

    private static JsonHandler function(Map<String, JsonHandler> functions, String name) {
        JsonHandler function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("There is no function " + name);
        }
        return function;
    }
}
