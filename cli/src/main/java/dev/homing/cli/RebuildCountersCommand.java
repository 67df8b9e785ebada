package dev.homing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code homing counters rebuild}: begins a rebuild through the admin's API, or finds one in progress, and sees it through to its end. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        versionProvider = HomingCli.Version.class,
        description = {
            "Makes the counters again from the runs, messages and orders of the last 200 days.",
            "The shop goes on meanwhile, and reports show the former figures until it is over, after five minutes at the least.",
            "Where this is interrupted, run it again: it goes on where it was."
        },
        sortOptions = false)
final class RebuildCountersCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final String REBUILD = "/api/counters/rebuild";

    /** What is done while there is nothing to do yet. */
    interface Pause {
        void take() throws InterruptedException;
    }

    private final Pause pause;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
                    "A bearer token of somebody with the role admin (default: HOMING_TOKEN). `homing dev` needs none.")
    private @Nullable String token;

    @Option(names = "--json", description = "Print how many items were seen and taken in, as JSON.")
    private boolean json;

    RebuildCountersCommand() {
        this(() -> Thread.sleep(BETWEEN_LOOKS));
    }

    RebuildCountersCommand(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long seen = 0;
        long takenIn = 0;
        try (AdminCalls calls = new AdminCalls(url, token);
                Progress progress = new Progress()) {
            JsonNode state = calls.post(REBUILD, "");
            while (!state.path("state").asText().equals("idle")) {
                seen = state.path("seen").asLong(seen);
                takenIn = state.path("takenIn").asLong(takenIn);
                progress.say(words(state, seen));
                if (state.has("until")) {
                    pause.take();
                }
                state = calls.post(REBUILD + "/continue", "");
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? JSON.createObjectNode()
                                        .put("seen", seen)
                                        .put("takenIn", takenIn)
                                        .toString()
                                : "The counters were made again from " + takenIn + " items.");
        return 0;
    }

    private static String words(JsonNode state, long seen) {
        return switch (state.path("state").asText()) {
            case "announced" -> "Waiting until everybody knows of the new counters";
            case "settling" -> "Waiting until everything is counted";
            default -> "Pass " + state.path("pass").asInt() + ", " + seen + " items seen";
        };
    }
}
