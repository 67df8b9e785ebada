package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code homing import}: brings in a file by the admin's API, in parts, and reports what became of its lines. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Brings in a file of customers, products or suppressed addresses (CSV with a header), or of events (one JSON object a line).",
            "Columns of Klaviyo, Mailchimp and Shopify are understood; the same file again changes nothing.",
            "Where this is interrupted, run it again."
        },
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fewer than the API takes at a time, so that progress is seen. */
    private static final int LINES = 1_000;

    private static final int MOST_SHOWN = 20;

    /** Of a file's name, as the API takes it. */
    private static final int LONGEST_NAME = 200;

    /** What a file holds. */
    enum Kind {
        customers,
        products,
        events,
        suppressions
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.customers;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(
            names = "--start-campaigns",
            description = "Campaigns may start by what changes; without it an import starts nothing.")
    private boolean start;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8484",
            description = "Where the admin page is (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8484");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:HOMING_TOKEN}",
            description =
                    "A bearer token of somebody with the role editor (default: HOMING_TOKEN). `homing dev` needs none.")
    private @Nullable String token;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> lines = lines();
        boolean headed = kind != Kind.events;
        String header = headed && !lines.isEmpty() ? lines.getFirst() + "\n" : "";
        List<String> rows = headed && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
        ObjectNode sum = JSON.createObjectNode();
        ArrayNode rejected = JSON.createArrayNode();
        try (AdminCalls calls = new AdminCalls(url, token);
                Progress progress = new Progress()) {
            for (int from = 0; from < Math.max(1, rows.size()); from += LINES) {
                List<String> part = rows.subList(from, Math.min(rows.size(), from + LINES));
                JsonNode report = calls.post(
                        path(), header + String.join("\n", part) + "\n", headed ? "text/csv" : "application/x-ndjson");
                for (String name : List.of("lines", "created", "changed", "unchanged", "rejectedCount")) {
                    sum.put(name, sum.path(name).asLong() + report.path(name).asLong());
                }
                for (JsonNode one : report.path("rejected")) {
                    rejected.addObject()
                            .put("line", one.path("line").asLong() + from)
                            .put("reason", one.path("reason").asText());
                }
                progress.say((from + part.size()) + " of " + rows.size() + " lines");
            }
        }
        print(sum, rejected);
        return 0;
    }

    private String path() {
        String name = String.valueOf(file.getFileName());
        String shown =
                URLEncoder.encode(name.substring(0, Math.min(LONGEST_NAME, name.length())), StandardCharsets.UTF_8);
        return "/api/imports/" + kind + "?file=" + shown + (start ? "&start=true" : "");
    }

    private List<String> lines() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            throw new HomingCli.Failed("there is no file " + file);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.contains("\uFFFD")) {
            throw new HomingCli.Failed(file + " is not UTF-8; save it as \"CSV UTF-8\" and try again");
        }
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        boolean quoted = false;
        // A quoted field may have lines of its own.
        for (String line : text.split("\\R", -1)) {
            row.append(row.isEmpty() ? "" : "\n").append(line);
            boolean oddQuotes = line.chars().filter(each -> each == '"').count() % 2 == 1;
            quoted = kind != Kind.events && quoted != oddQuotes;
            if (!quoted) {
                rows.add(row.toString());
                row.setLength(0);
            }
        }
        while (!rows.isEmpty() && rows.getLast().isBlank()) {
            rows.removeLast();
        }
        return rows;
    }

    private void print(ObjectNode sum, ArrayNode rejected) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            sum.set("rejected", rejected);
            out.println(sum);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%d lines: %d created, %d changed, %d unchanged, %d rejected%n",
                sum.path("lines").asLong(),
                sum.path("created").asLong(),
                sum.path("changed").asLong(),
                sum.path("unchanged").asLong(),
                sum.path("rejectedCount").asLong());
        for (int i = 0; i < Math.min(MOST_SHOWN, rejected.size()); i++) {
            out.println("  line " + rejected.get(i).path("line").asLong() + ": "
                    + rejected.get(i).path("reason").asText());
        }
        if (rejected.size() > MOST_SHOWN) {
            out.println("  and more; --json prints them all");
        }
    }
}
