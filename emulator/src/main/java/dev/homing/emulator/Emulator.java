package dev.homing.emulator;

import java.net.URI;
import java.time.Duration;

/** AWS on one machine. */
public final class Emulator implements AutoCloseable {
    private Emulator() {}

    public static Emulator start(EmulatorOptions options) {
        throw new UnsupportedOperationException(options.region());
    }

    public URI endpoint() {
        throw new UnsupportedOperationException();
    }

    public VirtualClock clock() {
        throw new UnsupportedOperationException();
    }

    public void function(String name, LambdaFunction function) {}

    public void mapQueue(String queueName, String functionName, QueueMapping mapping) {}

    public void mapStream(String tableName, String functionName, StreamMapping mapping) {}

    public void advance(Duration by) {}

    public void settle() {}

    public Inbox inbox() {
        throw new UnsupportedOperationException();
    }

    public WhatsAppCloud whatsApp() {
        throw new UnsupportedOperationException();
    }

    public Meter meter() {
        throw new UnsupportedOperationException();
    }

    public HttpApi httpApi(HttpApiOptions options) {
        throw new UnsupportedOperationException(options.toString());
    }

    @Override
    public void close() {}
}
