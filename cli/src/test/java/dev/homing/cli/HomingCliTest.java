package dev.homing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HomingCliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return HomingCli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }

    @Test
    void tellsHowItIsUsed() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: homing", "dev");
        assertThat(run("dev", "--help")).isZero();
        assertThat(out.toString()).contains("--port", "8484", "--aws-port", "8485", "--empty", "--aws-endpoint");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(run("dev", "--version")).isZero();
        assertThat(out.toString()).containsPattern("homing \\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "dev --pork 1",
                "dev --port",
                "dev --port x",
                "dev --port -1",
                "dev --port 70000",
                "dev --aws-port 65536",
                "dev --port 9000 --aws-port 9000",
                "dev --aws-endpoint :x",
                "dev --tables sqlite",
                "bench --customers 5",
                "dev now"
            })
    void isTwo_whenItIsUsedWrongly(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("Usage: homing", "did you mean --port?");
    }

    @ParameterizedTest
    @CsvSource({
        "dev --prot 1,--port",
        "dev --aws-prot 1,--aws-port",
        "dev --emtpy,--empty",
        "dve,dev",
        "cots,cost",
        "dev --port1=5,--port"
    })
    void asksWhatWasMeant(String line, String meant) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean " + meant + "?").doesNotContain("Usage:", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--aws-port"})
    void isOneAndNamesPortAndFlag_whenAPortIsTaken(String flag) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String other = flag.equals("--port") ? "--aws-port" : "--port";
            int port = taken.getLocalPort();
            assertThat(run("dev", flag, Integer.toString(port), other, "0")).isEqualTo(1);
            assertThat(err.toString().strip().lines())
                    .containsExactly("homing: port " + port + " is taken; choose another one with " + flag);
        }
    }

    @Test
    void isReadyThenEndsCleanly_whenItIsInterrupted() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dhoming.home=" + new File("..").getCanonicalPath(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.homing.cli.HomingCli",
                        "dev",
                        "--empty",
                        "--port",
                        "0",
                        "--aws-port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = linesUntilReady(process);
            assertThat(lines.getLast()).isEqualTo("Homing is ready");
            assertThat(lines).anyMatch(line -> line.matches("AWS endpoint +http://localhost:\\d+"));
            assertThat(lines).anyMatch(line -> line.matches("Admin page +http://localhost:\\d+/"));
            Instant asked = Instant.now();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> linesUntilReady(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (line != null) {
            lines.add(line);
            if (line.equals("Homing is ready")) {
                break;
            }
            line = reader.readLine();
        }
        return lines;
    }
}
