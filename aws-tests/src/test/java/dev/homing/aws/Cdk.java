package dev.homing.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The CDK's own command line, as infra pins it. */
final class Cdk {
    private static final Path INFRA = Path.of("../infra");
    private static final Duration TAKES_AT_MOST = Duration.ofMinutes(4);
    private static final int LOG_TAIL = 4_000;

    private Cdk() {}

    /**
     * Synthesises the environment {@code test} of our homing.json, as infra's README says but for Maven around it.
     *
     * @param assembly where to
     */
    static void synthesise(Path lambdaZip, Path assembly) throws IOException {
        run(
                Map.of("AWS_REGION", Deployment.REGION),
                assembly.resolveSibling("synth.log"),
                List.of(
                        "synth",
                        "--quiet",
                        "--app",
                        Path.of(System.getProperty("java.home"), "bin", "java") + " dev.homing.infra.HomingApp",
                        "--output",
                        assembly.toString(),
                        "--context",
                        "environment=test",
                        "--context",
                        "config=" + Path.of("src/test/resources/homing.json").toAbsolutePath(),
                        "--context",
                        "lambdaZip=" + lambdaZip.toAbsolutePath().normalize()));
    }

    /** @param log is written, and kept */
    static void run(Map<String, String> environment, Path log, List<String> arguments) throws IOException {
        if (!Files.exists(INFRA.resolve("node_modules/.bin/cdk"))) {
            command(Map.of(), log, List.of("npm", "ci"));
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CLASSPATH", System.getProperty("java.class.path"));
        variables.put("CI", "true");
        List<String> command = new ArrayList<>(List.of("node_modules/.bin/cdk"));
        command.addAll(arguments);
        command(variables, log, command);
    }

    private static void command(Map<String, String> environment, Path log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(INFRA.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = false;
        try {
            ended = process.waitFor(TAKES_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (!ended || process.exitValue() != 0) {
            String printed = Files.readString(log);
            throw new AssertionError(String.join(" ", command)
                    + (ended ? " ended with " + process.exitValue() : " took longer than " + TAKES_AT_MOST)
                    + ":\n"
                    + printed.substring(Math.max(0, printed.length() - LOG_TAIL)));
        }
    }
}
