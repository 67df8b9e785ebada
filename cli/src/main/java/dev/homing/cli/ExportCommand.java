package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code homing export}: takes out what {@code homing import} brings in. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Writes the addresses that are not written to into a CSV file, which `homing import suppressions` takes.",
            "Where only a hash of an address is known, its line has that. Needs the role editor."
        },
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private static final String HEADER = "channel,address,hash,reason,since";

    /** What is written out. */
    enum Kind {
        suppressions
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CustomerCommand.Where where = new CustomerCommand.Where();

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.suppressions;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        long lines = 0;
        try (AdminCalls calls = new AdminCalls(where.url, where.token);
                Progress progress = new Progress();
                BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            writer.write(HEADER + "\n");
            for (String channel : List.of("email", "whatsapp", "sms")) {
                String next = null;
                do {
                    String cursor = next == null ? "" : "&cursor=" + next;
                    JsonNode page = calls.get("/api/" + kind + "?limit=1000&channel=" + channel + cursor);
                    for (JsonNode one : page.path(kind.name())) {
                        writer.write(String.join(
                                        ",",
                                        one.path("channel").asText(),
                                        one.path("address").asText(""),
                                        one.path("hash").asText(),
                                        one.path("why").asText(),
                                        one.path("since").asText())
                                + "\n");
                        lines++;
                    }
                    next = page.path("next").textValue();
                    progress.say(lines + " lines");
                } while (next != null);
            }
        }
        spec.commandLine().getOut().println(lines + " lines are in " + file + ".");
        return 0;
    }
}
