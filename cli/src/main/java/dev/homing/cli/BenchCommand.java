package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homing.cli.bench.Growing;
import dev.homing.cli.bench.Measuring;
import dev.homing.cli.bench.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code homing bench}: how fast it is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Starts homing dev in a process of its own, sends it events, and says how fast it was and what it took.",
            "It fails when a message is lost or comes twice; no time makes it fail."
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--customers",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "Customers of a measurement, and journeys (default: ${DEFAULT-VALUE}; at least 100).")
    private int customers;

    @Option(
            names = "--large",
            paramLabel = "EVENTS",
            description =
                    "Instead: what an event costs after so many of one customer, and after five times as many customers.")
    private int large;

    @Option(
            names = "--soak",
            paramLabel = "DURATION",
            description = "Instead: twenty events a second for so long, such as PT1H, with the clock running.")
    private @Nullable Duration soak;

    @Option(names = "--tables", paramLabel = "ENGINE", description = "Given to homing dev.")
    private @Nullable String tables;

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            description = "The script homing of another tree, to measure that one.")
    private @Nullable Path launcher;

    @Option(names = "--json", description = "Print JSON, which --compare reads.")
    private boolean json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "An earlier run's JSON, to be shown beside this one.")
    private @Nullable Path earlier;

    @Override
    public Integer call() throws IOException {
        if (customers < 100) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--customers': at least 100, not " + customers);
        }
        if (large != 0 && large < 1_000) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--large': at least 1000, not " + large);
        }
        List<Row> before = earlier == null ? List.of() : read(earlier);
        List<Row> rows;
        try (Progress progress = new Progress()) {
            rows = measured(progress);
        } catch (IllegalStateException wrong) {
            throw new HomingCli.Failed(String.valueOf(wrong.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(rows));
        } else {
            table(out, rows, before);
        }
        out.flush();
        return 0;
    }

    private List<Row> measured(Progress progress) throws IOException {
        List<String> options = tables == null ? List.of() : List.of("--tables", tables);
        if (soak != null) {
            return new Growing(progress::say).soak(script(), options, soak);
        }
        return large > 0
                ? new Growing(progress::say).large(script(), options, large)
                : new Measuring(customers, progress::say).of(script(), options);
    }

    private Path script() {
        if (launcher != null) {
            return launcher;
        }
        String home = System.getProperty("homing.home");
        if (home == null) {
            throw new HomingCli.Failed("start it by ./homing, or name the script with --launcher");
        }
        return Path.of(home, "homing");
    }

    private static List<Row> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new HomingCli.Failed("cannot read " + file + "; --compare wants what --json printed");
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : JSON.readTree(file.toFile())) {
            rows.add(JSON.treeToValue(one, Row.class));
        }
        return rows;
    }

    private static void table(PrintWriter out, List<Row> rows, List<Row> before) {
        out.printf(Locale.ROOT, "%-46s %12s %12s %12s %12s%n", "", "measured", "CPU-ms each", "generator", "before");
        for (Row row : rows) {
            String then = before.stream()
                    .filter(earlier -> earlier.name().equals(row.name()))
                    .map(earlier -> number(earlier.value()) + " " + earlier.unit())
                    .findFirst()
                    .orElse("");
            out.printf(
                    Locale.ROOT,
                    "%-46s %12s %12s %12s %12s%n",
                    row.name(),
                    number(row.value()) + " " + row.unit(),
                    row.cpuMillis() == null ? "" : number(row.cpuMillis()),
                    row.generatorMillis() == null ? "" : number(row.generatorMillis()),
                    then);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
