package dev.homing.emulator.queues;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.homing.emulator.Context;
import dev.homing.emulator.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DeduplicationId;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MillisNextDelivery;
import org.elasticmq.NewMessageData;
import org.elasticmq.NodeAddress;
import org.elasticmq.QueueStatistics;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * ElasticMQ with the emulator's clock: its own SQS server on a loopback port for the wire, and its actors for the one thing the wire
 * cannot say, a message that appears at an instant of our clock (the server stamps messages by the wall clock).
 */
final class ElasticMq implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticMq.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    /** Threads must not keep the JVM alive; the default pools are sized for servers. */
    private static final Config CONFIG = ConfigFactory.parseMap(Map.of(
                    "pekko.daemonic", "on",
                    "pekko.loglevel", "WARNING",
                    "pekko.scheduler.tick-duration",
                            "50ms", // 10 ms by default: a hundred wake-ups a second for nothing
                    "pekko.log-dead-letters", "off",
                    "pekko.log-dead-letters-during-shutdown", "off",
                    "pekko.jvm-shutdown-hooks", "off",
                    "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "pekko.actor.default-dispatcher.fork-join-executor.parallelism-max", "4",
                    "pekko.http.server.idle-timeout", "infinite"))
            .withFallback(ConfigFactory.load(ElasticMq.class.getClassLoader()));

    private final ActorSystem actors;
    private final ActorRef manager;
    private final URI address;
    private final AtomicLong sequence = new AtomicLong(18_850_000_000_000_000L);
    private final AtomicLong sent = new AtomicLong();
    private final Supplier<Instant> now;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ElasticMq(Context context) {
        this.now = context.clock()::now;
        NowProvider nowProvider = new NowProvider() {
            @Override
            public long nowMillis() {
                return context.clock().now().toEpochMilli();
            }

            @Override
            public OffsetDateTime now() {
                return context.clock().now().atOffset(ZoneOffset.UTC);
            }
        };
        actors = ActorSystem.create("queues", CONFIG, ElasticMq.class.getClassLoader());
        manager = actors.actorOf(
                Props.create(
                        QueueManagerActor.class,
                        () -> new QueueManagerActor(nowProvider, StrictSQSLimits$.MODULE$, Option.empty())),
                "queue-manager");
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(manager)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(new NodeAddress(
                        "http", context.endpoint().getHost(), context.endpoint().getPort(), ""))
                .withAWSRegion(context.region())
                .withAWSAccountId(context.account())
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Hands a call to ElasticMQ's server. */
    Response call(Map<String, String> headers, String path, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(40)) // the longest long poll is 20 s
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> answered = new LinkedHashMap<>();
            for (String name : new String[] {"content-type", "x-amzn-query-error", "x-amzn-errortype"}) {
                response.headers().firstValue(name).ifPresent(value -> answered.put(name, value));
            }
            return new Response(response.statusCode(), answered, response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a queue answered", stopped);
        }
    }

    /**
     * Puts a message on a queue, visible from an instant of our clock. (The server itself would stamp the wall clock's.)
     *
     * @param groupId null on a standard queue
     * @param deduplicationId null on a standard queue
     * @return null when there is no such queue
     */
    @Nullable
    MessageData send(
            String queue,
            String body,
            Map<String, MessageAttribute> attributes,
            Instant visibleAt,
            @Nullable String groupId,
            @Nullable String deduplicationId)
            throws IOException {
        ActorRef actor = actor(queue);
        if (actor != null) {
            NewMessageData message = new NewMessageData(
                    Option.empty(),
                    new MessageContent(body),
                    scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(attributes)),
                    new MillisNextDelivery(place(visibleAt)),
                    Option.apply(groupId),
                    deduplicationId == null ? Option.empty() : Option.apply(new DeduplicationId(deduplicationId)),
                    0,
                    Option.empty(),
                    groupId == null
                            ? Option.empty()
                            : Option.apply(String.format(Locale.ROOT, "%020d", sequence.incrementAndGet())),
                    Option.empty());
            if (ask(actor, new SendMessage(message)) instanceof MessageData sent) {
                return sent;
            }
            throw new IOException("The queue " + queue + " did not take a message");
        }
        return null;
    }

    /**
     * Where a message stands in its queue. ElasticMQ gives what became visible in the same millisecond in any order; so what is visible at once stands by
     * its number, at an instant long past, and comes in the order in which it was sent. So SQS does it mostly.
     */
    private long place(Instant visibleAt) {
        return visibleAt.isAfter(now.get()) ? visibleAt.toEpochMilli() : sent.incrementAndGet();
    }

    /**
     * How many messages a queue holds at an instant of our clock; null when there is no such queue. What becomes visible at that instant is visible:
     * ElasticMQ delivers it then, and counts it a millisecond later.
     */
    @Nullable
    QueueStatistics statistics(String queue, Instant now) throws IOException {
        ActorRef actor = actor(queue);
        return actor != null
                        && ask(actor, new GetQueueStatistics(now.toEpochMilli() + 1)) instanceof QueueStatistics found
                ? found
                : null;
    }

    private @Nullable ActorRef actor(String queue) throws IOException {
        return ask(manager, new LookupQueue(queue)) instanceof Option<?> found
                        && found.isDefined()
                        && found.get() instanceof ActorRef actor
                ? actor
                : null;
    }

    private static Object ask(ActorRef actor, Object message) throws IOException {
        CompletionStage<Object> answer = Patterns.ask(actor, message, ANSWER_WITHIN);
        try {
            return answer.toCompletableFuture().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a queue answered", stopped);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("A queue did not answer", failed);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            actors.terminate();
            actors.getWhenTerminated().toCompletableFuture().get(1500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            LOG.warn("The queues did not stop in time; their threads are daemons", slow);
        }
    }
}
