package dev.homing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.cli.dev.DevOptions;
import dev.homing.cli.dev.DevStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
    private static DevStack stack;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        stack = DevStack.start(new DevOptions(0, 0, true, null, Path.of(".."), Clock.systemUTC()), _ -> {});
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private String run(String kind, String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), text);
        StringWriter out = new StringWriter();
        CommandLine command =
                HomingCli.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        String[] arguments = new String[more.length + 5];
        arguments[0] = "import";
        arguments[1] = kind;
        arguments[2] = file.toString();
        arguments[3] = "--url";
        arguments[4] = stack.url().toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        command.execute(arguments);
        return out.toString();
    }

    @Test
    void bringsInALargeFileInParts_andSaysWhatBecameOfIt() throws IOException {
        StringBuilder file = new StringBuilder("userId,email,note\n");
        for (int i = 0; i < 1_200; i++) {
            file.append("import-").append(i).append(",i").append(i).append("@example.com,\"two\nlines\"\n");
        }
        file.append("undefined,x@example.com,\n");
        assertThat(run("customers", file.toString()))
                .contains("1201 lines: 1200 created, 0 changed, 0 unchanged, 1 rejected")
                .contains("userId:");
    }

    @Test
    void takesOutSuppressionsAsItBringsThemIn() throws IOException {
        run("suppressions", "email,reason,date\nada@example.com,spam,2026-11-01\n");
        Path out = folder.resolve("out.csv");
        StringWriter said = new StringWriter();
        HomingCli.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute(
                        "export",
                        "suppressions",
                        out.toString(),
                        "--url",
                        stack.url().toString());

        assertThat(said.toString()).contains("1 lines are in");
        assertThat(Files.readString(out))
                .startsWith("channel,address,hash,reason,since\nemail,ada@example.com,")
                .contains(",complained,");
        assertThat(run("suppressions", Files.readString(out))).contains("0 created, 0 changed, 1 unchanged");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        assertThat(run("products", "")).contains("the file is empty");
        assertThat(run("events", "{\"type\":\"track\"\n")).contains("line 1 is no JSON object");
    }
}
