package dev.homing.cli.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One function as AWS runs it: a JVM of its own, under Lambda's runtime interface client. */
final class FunctionProcess implements AutoCloseable {
    private final RuntimeInterface runtime = new RuntimeInterface();
    private final Process process;
    private final long started = System.nanoTime();

    /**
     * @param handler the class, such as {@code EventHandler}
     * @param environment what the function finds in its own
     */
    FunctionProcess(Unpacked unpacked, String handler, List<String> flags, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                + unpacked.nativeClient());
        command.add("-cp");
        command.add(unpacked.classPath());
        command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        command.add("dev.homing.lambda." + handler + "::handleRequest");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        unpacked.folder().resolve(handler + ".log").toFile()));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        runtime.address(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        handler,
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "1024",
                        "AWS_ACCESS_KEY_ID",
                        "homing",
                        "AWS_SECRET_ACCESS_KEY",
                        "homing",
                        "LAMBDA_TASK_ROOT",
                        unpacked.folder().toString(),
                        "_HANDLER",
                        "dev.homing.lambda." + handler + "::handleRequest"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once the function is started, with the time since its process was. */
    Duration awaitStart() {
        runtime.awaitStart();
        return sinceStart();
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    byte[] invoke(byte[] event) {
        return runtime.invoke(event);
    }

    /** Processor time that the process has used, in user and system mode. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What it had resident at most until now. Linux tells. */
    long peakMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process by the signal that Lambda sends, so that it may write what it writes at its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        runtime.close();
    }
}
