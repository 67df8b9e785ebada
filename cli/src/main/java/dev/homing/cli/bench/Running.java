package dev.homing.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@code homing dev} in a process of its own. */
public final class Running implements AutoCloseable {
    private static final String READY = "Homing is ready";

    private final Process process;
    private final URI url;
    private final Duration start;

    private Running(Process process, URI url, Duration start) {
        this.process = process;
        this.url = url;
        this.start = start;
    }

    /**
     * Starts it on free ports, and returns when it is ready.
     *
     * @param launcher the script {@code homing} of the tree that is measured
     * @param options of {@code homing dev} beside the ports
     * @throws IllegalStateException when it ends before it is ready
     */
    public static Running start(Path launcher, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "dev", "--port", "0", "--aws-port", "0"));
        command.addAll(options);
        long before = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        URI url = null;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Admin page")) {
                url = URI.create(line.substring(line.indexOf("http")).replaceAll("/$", ""));
            }
            if (line.equals(READY) && url != null) {
                return new Running(process, url, Duration.ofNanos(System.nanoTime() - before));
            }
        }
        process.destroy();
        throw new IllegalStateException(launcher + " ended before it was ready; start it by hand to see why");
    }

    public URI url() {
        return url;
    }

    /** From the call of the launcher until it was ready, the launcher's own work included. */
    public Duration start() {
        return start;
    }

    /** Processor time of the process until now; zero where the machine does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB: now, or the most that it ever was. Null where the machine does not tell. */
    @Nullable
    Long memory(boolean most) {
        String wanted = most ? "VmHWM:" : "VmRSS:";
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith(wanted)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException elsewhere) {
            return null;
        }
        return null;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
