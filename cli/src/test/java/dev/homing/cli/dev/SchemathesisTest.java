package dev.homing.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The API against its own document, as Schemathesis reads it: what it sends and what is answered, for every role and for nobody. Skipped where
 * Python or the packages of {@code src/test/schemathesis/requirements.txt} cannot be had.
 */
class SchemathesisTest {
    private static final Path SETTINGS = Path.of("src/test/schemathesis").toAbsolutePath();
    private static final Path PYTHON = Path.of("target/schemathesis").toAbsolutePath();
    private static final int MINUTES = 4;
    private static final List<String> CHECKS = List.of(
            "not_a_server_error",
            "status_code_conformance",
            "content_type_conformance",
            "response_schema_conformance",
            "negative_data_rejection",
            "unsupported_method",
            "ignored_auth");

    /** @param output where it is written */
    private record Run(Process process, Path output) {}

    @Test
    void answersWhatItsDocumentSays_whoeverAsks() throws IOException, InterruptedException {
        assumeThat(installed()).as("Python with Schemathesis").isTrue();
        try (DevStack stack =
                DevStack.start(new DevOptions(0, 0, false, null, Path.of(".."), Clock.systemUTC()), _ -> {})) {
            DevClient homing = new DevClient(stack);
            Map<String, Run> runs = new LinkedHashMap<>();
            try {
                // What is wrong is refused the same way whoever sends it, so one role sends that.
                runs.put("admin", run(stack, homing, "admin", "all"));
                for (String role : List.of("viewer", "editor", "approver")) {
                    runs.put(role, run(stack, homing, role, "positive"));
                }
                runs.put("nobody", run(stack, homing, null, "positive"));
                for (Map.Entry<String, Run> run : runs.entrySet()) {
                    assertThat(run.getValue().process().waitFor(MINUTES, TimeUnit.MINUTES))
                            .isTrue();
                    String output = Files.readString(run.getValue().output());
                    assertThat(run.getValue().process().exitValue())
                            .as(run.getKey() + ": " + output)
                            .isZero();
                    assertThat(output).containsPattern("[1-9]\\d{2,} generated");
                }
            } finally {
                runs.values().forEach(run -> run.process().destroyForcibly());
            }
        }
    }

    /** @param role null: nobody is signed in */
    private static Run run(DevStack stack, DevClient homing, @Nullable String role, String mode) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                PYTHON.resolve("bin/schemathesis").toString(),
                "--config-file",
                SETTINGS.resolve("schemathesis.toml").toString(),
                "run",
                stack.url().resolve("/api/openapi.json").toString(),
                "--checks",
                String.join(",", CHECKS),
                "--mode",
                mode));
        if (role != null) {
            String token = homing.call("POST", "/dev/token", "{\"role\":\"" + role + "\"}")
                    .json()
                    .path("token")
                    .asText();
            command.add("-H");
            command.add("Authorization: Bearer " + token);
        }
        Path output = PYTHON.resolve((role == null ? "nobody" : role) + ".txt");
        return new Run(started(command, output), output);
    }

    private static Process started(List<String> command, Path output) throws IOException {
        return new ProcessBuilder(command)
                .directory(new File("target"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Into a folder of its own, once for each list of packages. */
    private static boolean installed() throws IOException, InterruptedException {
        Path wanted = SETTINGS.resolve("requirements.txt");
        Path there = PYTHON.resolve("requirements.txt");
        if (Files.exists(there) && Files.readString(there).equals(Files.readString(wanted))) {
            return true;
        }
        Files.createDirectories(PYTHON);
        boolean installed = succeeds("python3", "-m", "venv", PYTHON.toString())
                && succeeds(PYTHON.resolve("bin/pip").toString(), "install", "-q", "-r", wanted.toString());
        if (installed) {
            Files.writeString(there, Files.readString(wanted));
        }
        return installed;
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = started(List.of(command), PYTHON.resolve("install.txt"));
            try {
                return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return false;
        }
    }
}
