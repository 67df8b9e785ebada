package dev.homing.lambda.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All that functions write into their logs at the level that they have on AWS, until it is closed. */
public final class LogLines implements AutoCloseable {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private LogLines() {
        Log.to(new PrintStream(written, true, StandardCharsets.UTF_8), Log.Level.INFO);
    }

    public static LogLines captured() {
        return new LogLines();
    }

    public List<String> all() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        Log.asConfigured();
    }
}
