package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.queues.QueueFeed;
import dev.homing.emulator.queues.Queues;
import dev.homing.emulator.tables.StreamFeed;
import dev.homing.emulator.tables.Tables;
import dev.homing.emulator.tables.engine.TablesInMemory;
import dev.homing.emulator.tables.local.DynamoDbLocal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * AWS on one machine: start it, give an AWS SDK its {@link #endpoint()} and any credentials, register functions, map queues and
 * streams to them, and {@link #advance} time. Everything is in memory and gone with {@link #close()}. Safe for any thread.
 */
public final class Emulator implements AutoCloseable {
    /** The account in every ARN. */
    public static final String ACCOUNT = "000000000000";

    private static final Logger LOG = LoggerFactory.getLogger(Emulator.class);

    private final EmulatorOptions options;
    private final VirtualClock clock;
    private final Meter meter = new Meter();
    private final Functions functions = new Functions(meter);
    private final Endpoint endpoint;
    private final Pump pump;
    private final Tables tables;
    private final StreamFeed streamFeed;
    private final Queues queues;
    private final QueueFeed queueFeed;
    private final Providers providers;

    private Emulator(EmulatorOptions options) {
        this.options = options;
        this.clock = new VirtualClock(options.wallClock());
        this.endpoint = new Endpoint(options.awsPort(), meter, new Quotas.Kept(options.quotas(), clock, meter));
        this.pump = new Pump(clock, functions, Pump.STEP_LIMIT, options.sideBySide());
        Context context = new Inside();
        this.tables = new Tables(
                switch (options.tables()) {
                    case OWN -> {
                        TablesInMemory own = new TablesInMemory(context, meter);
                        pump.add(own);
                        yield own;
                    }
                    case DYNAMODB_LOCAL -> new DynamoDbLocal(context, meter);
                });
        this.queues = new Queues(context);
        this.streamFeed = new StreamFeed(tables, context);
        this.queueFeed = new QueueFeed(queues, context, meter);
        this.providers = new Providers(context, meter);
    }

    /**
     * Starts everything.
     *
     * @throws java.io.UncheckedIOException when the port is taken; its cause is a {@link java.net.BindException}
     */
    public static Emulator start(EmulatorOptions options) {
        Emulator emulator = new Emulator(options);
        List<EmulatedApi> apis = new ArrayList<>();
        apis.add(emulator.tables);
        apis.add(emulator.queues);
        apis.addAll(emulator.providers.apis());
        emulator.endpoint.start(apis);
        emulator.pump.add(emulator.streamFeed);
        emulator.providers.timed().forEach(emulator.pump::add);
        emulator.pump.start();
        return emulator;
    }

    /** {@code http://localhost:PORT}, for every AWS service. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** For AWS SDKs in this process: they reach {@link #endpoint()} without a socket. The caller need not close it. */
    public SdkHttpClient httpClient() {
        return new InProcess(endpoint);
    }

    public VirtualClock clock() {
        return clock;
    }

    /**
     * Registers a function, or replaces it. Its ARN is {@code arn:aws:lambda:REGION:000000000000:function:NAME}. It may be invoked by
     * several threads at once (HTTP), and by one more for queues, streams and schedules.
     */
    public void function(String name, LambdaFunction function) {
        functions.register(name, function);
    }

    /**
     * Feeds a queue to a function, which must be registered; the queue may be created later.
     *
     * @throws IllegalArgumentException when there is no such function
     */
    public void mapQueue(String queueName, String functionName, QueueMapping mapping) {
        functions.require(functionName);
        pump.add(queueFeed.map(queueName, functionName, mapping));
    }

    /**
     * Feeds a table's stream from its beginning to a function, which must be registered; the table may be created later.
     *
     * @throws IllegalArgumentException when there is no such function
     */
    public void mapStream(String tableName, String functionName, StreamMapping mapping) {
        functions.require(functionName);
        streamFeed.map(tableName, functionName, mapping);
    }

    /**
     * Moves time, and returns when all that fell due until then has been done, in order. The wall clock goes on meanwhile.
     *
     * @throws IllegalStateException when something goes round in circles; the message names it
     */
    public void advance(Duration by) {
        pump.advance(by);
    }

    /** Returns when all is quiet: nothing is left that could be done now. */
    public void settle() {
        advance(Duration.ZERO);
    }

    /** Does something while nothing happens by itself, so that all it puts into a queue is there before any of it is delivered. */
    public void atOnce(Runnable work) {
        pump.hold(work);
    }

    /** What left for customers, on every channel. */
    public Inbox inbox() {
        return providers.inbox();
    }

    public WhatsAppCloud whatsApp() {
        return providers.whatsApp();
    }

    public Phones phones() {
        return providers.phones();
    }

    public PushServices push() {
        return providers.push();
    }

    public Meter meter() {
        return meter;
    }

    /** Starts an HTTP API in front of functions, on a port of its own. */
    public HttpApi httpApi(HttpApiOptions options) {
        return providers.httpApi(options);
    }

    /** Stops everything, within two seconds; no thread that could keep the JVM alive is left. */
    @Override
    public void close() {
        closed("endpoint", endpoint::close);
        closed("pump", pump::close);
        closed("providers", providers::close);
        closed("tables", tables::close);
    }

    /** One part that does not close must not keep the others open. */
    private static void closed(String part, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException | LinkageError failed) {
            LOG.warn("Closing the {} failed", part, failed);
        }
    }

    /** What services see of the emulator. */
    private final class Inside implements Context {
        @Override
        public VirtualClock clock() {
            return clock;
        }

        @Override
        public String region() {
            return options.region();
        }

        @Override
        public String account() {
            return ACCOUNT;
        }

        @Override
        public URI endpoint() {
            return endpoint.uri();
        }

        @Override
        public void deliver(String targetArn, String body, Map<String, String> attributes) throws DeliveryFailed {
            if (targetArn.startsWith("arn:aws:sqs:")) {
                queues.deliver(targetArn, body, attributes);
            } else if (targetArn.startsWith("arn:aws:lambda:")) {
                invoke(targetArn, body.getBytes(StandardCharsets.UTF_8));
            } else {
                throw new DeliveryFailed("InvalidTarget", "Nothing can be delivered to " + targetArn, null);
            }
        }

        @Override
        public byte[] invoke(String functionArn, byte[] event) throws DeliveryFailed {
            return functions.invoke(functionArn, event);
        }

        @Override
        public void wake() {
            pump.wake();
        }

        @Override
        public long backlog() {
            return queueFeed.backlog() + providers.waiting();
        }

        @Override
        public void emit(String busName, ObjectNode event) {
            for (EmulatedApi api : providers.apis()) {
                if (api instanceof Bus bus) {
                    bus.emit(busName, event);
                    return;
                }
            }
        }
    }
}
