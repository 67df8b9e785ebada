package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code homing customer}: what a customer has a right to. */
@Command(
        name = "customer",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = "Tells all that is kept of a customer, or erases it.")
final class CustomerCommand implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the customer: export or erase");
    }

    /** Where the admin is. */
    static final class Where {
        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "http://localhost:8484",
                description = "Where the admin page is (default: ${DEFAULT-VALUE}).")
        URI url = URI.create("http://localhost:8484");

        @Option(
                names = "--token",
                paramLabel = "TOKEN",
                defaultValue = "${env:HOMING_TOKEN}",
                description =
                        "A bearer token of somebody who may do this (default: HOMING_TOKEN). `homing dev` needs none.")
        @Nullable
        String token;
    }

    private static String path(String id) {
        return "/api/customers/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {"Puts together everything that is kept of a customer, as JSON.", "Needs the role editor."})
    int export(
            @Mixin Where where,
            @Parameters(paramLabel = "ID", description = "Homing's id or the shop's own.") String id,
            @Option(names = "--file", paramLabel = "FILE", description = "Where to put it; without it, it is printed.")
                    @Nullable
                    Path file)
            throws IOException, InterruptedException {
        ObjectNode whole = null;
        try (AdminCalls calls = new AdminCalls(where.url, where.token);
                Progress progress = new Progress()) {
            String next = null;
            do {
                String after = next == null ? "" : "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
                JsonNode page = calls.get(path(id) + "/export" + after);
                if (whole == null) {
                    whole = (ObjectNode) page;
                } else {
                    whole.withArray("entries").addAll((ArrayNode) page.withArray("entries"));
                }
                next = page.path("next").textValue();
                progress.say(whole.path("entries").size() + " entries");
            } while (next != null);
        }
        whole.remove("next");
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            out.println(JSON.writeValueAsString(whole));
        } else {
            Files.writeString(file, JSON.writeValueAsString(whole) + "\n");
            out.println("Everything of " + id + " is in " + file + ": "
                    + whole.path("entries").size() + " entries.");
        }
        return 0;
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = {
                "Erases everything that is kept of a customer, for good.",
                "It is done in the background, and once more a quarter of an hour later. Needs the role admin."
            })
    int erase(
            @Mixin Where where,
            @Parameters(paramLabel = "ID", description = "Homing's id or the shop's own.") String id,
            @Option(names = "--yes", description = "Do not ask.") boolean yes)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (AdminCalls calls = new AdminCalls(where.url, where.token)) {
            JsonNode customer = calls.get(path(id));
            if (!yes) {
                String name = customer.path("email").asText(id);
                out.println("Everything of " + name + " will be erased for good. Type " + id + " to go on:");
                out.flush();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
                if (!id.equals(in.readLine())) {
                    throw new HomingCli.Failed("nothing was erased");
                }
            }
            JsonNode erasure = calls.delete(path(id));
            out.println("It is being erased; GET /api/erasures/"
                    + erasure.path("id").asText() + " tells how far it is.");
        }
        return 0;
    }
}
