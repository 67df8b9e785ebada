package dev.homing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.cli.dev.DevOptions;
import dev.homing.cli.dev.DevStack;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CustomerCommandTest {
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

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command =
                HomingCli.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        command.execute(arguments);
        return out.toString();
    }

    private String customer(String verb, String id, String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "customer";
        arguments[1] = verb;
        arguments[2] = id;
        arguments[3] = "--url";
        arguments[4] = stack.url().toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    private static String typing(String line, Supplier<String> run) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((line + "\n").getBytes(Charset.defaultCharset())));
        try {
            return run.get();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void tellsEverything_andErasesIt_onceSomebodyTypedWhoseItIs() throws IOException, InterruptedException {
        Path csv = Files.writeString(folder.resolve("customers.csv"), "userId,email\nada,ada@example.com\n");
        run("import", "customers", csv.toString(), "--url", stack.url().toString());
        JsonNode known = new ObjectMapper().createObjectNode();
        for (int i = 0; i < 100 && !known.has("customer"); i++) {
            Thread.sleep(100);
            Path file = folder.resolve("ada.json");
            if (customer("export", "ada", "--file", file.toString()).startsWith("Everything of ada is in")) {
                known = new ObjectMapper().readTree(file.toFile());
            }
        }
        assertThat(known.at("/customer/email").asText()).isEqualTo("ada@example.com");
        assertThat(known.has("next")).isFalse();
        assertThat(known.path("entries")).isNotEmpty();

        assertThat(typing("bob", () -> customer("erase", "ada"))).contains("nothing was erased");
        assertThat(customer("export", "ada")).contains("ada@example.com");
        assertThat(typing("ada", () -> customer("erase", "ada"))).contains("It is being erased");
        String answer = "ada@example.com";
        for (int i = 0; i < 100 && answer.contains("ada@example.com"); i++) {
            Thread.sleep(100);
            answer = customer("export", "ada");
        }
        assertThat(answer).contains("404");
        assertThat(customer("erase", "nobody", "--yes")).contains("There is no customer");
    }
}
