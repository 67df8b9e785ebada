package dev.homing.infra;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The file that describes the environments, {@code homing.json} unless another is named. */
final class ConfigFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Path path;
    private final String environment;
    private final ConfigSchema schema = new ConfigSchema();

    ConfigFile(Path path, String environment) {
        this.path = path;
        this.environment = environment;
    }

    /**
     * @param problems gets all that is wrong with this environment; another one's problems keep nobody from deploying this one
     * @return the environment's object; without fields where there is none
     */
    JsonNode read(List<ConfigProblem> problems) {
        JsonNode file = parsed(problems);
        if (file.isMissingNode()) {
            return JSON.createObjectNode();
        }
        String here = "environments." + environment;
        schema.problems(file).stream()
                .filter(problem ->
                        !problem.field().startsWith("environments.") || (problem.field() + ".").startsWith(here + "."))
                .forEach(problems::add);
        JsonNode described = file.path("environments").path(environment);
        if (described.isMissingNode() && file.path("environments").isObject()) {
            problems.add(new ConfigProblem(
                    here,
                    "is missing",
                    "describe it in " + path + ", or choose another with -c environment=NAME: "
                            + String.join(", ", names(file.get("environments")))));
        }
        Set<String> wrong = problems.stream().map(ConfigProblem::field).collect(Collectors.toSet());
        problems.addAll(new ConfigRules(here, schema, wrong).problems(described));
        return described;
    }

    private JsonNode parsed(List<ConfigProblem> problems) {
        if (!Files.isRegularFile(path)) {
            problems.add(new ConfigProblem(
                    "config",
                    path + " is not there",
                    "describe the environment in it, or name another file with -c config=PATH"));
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            problems.add(new ConfigProblem(
                    "config",
                    path + " is no JSON: line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(),
                    "mend it; an editor that knows JSON shows where"));
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        return names;
    }
}
