package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.lambda.wiring.Wiring;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every function finds in the environment that the stack gives it whatever it is put together from. */
class EnvironmentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HANDLER = "dev\\.homing\\.lambda\\.(\\w+)::handleRequest";

    /** A name that the stack takes from a resource, as an ARN and as an address alike. */
    private static final String RESOLVED = "https://sqs.eu-central-1.amazonaws.com/123456789012/name";

    @Test
    void everyFunctionIsPutTogetherFromItsEnvironment(@TempDir Path directory) throws IOException {
        Map<String, String> lacking = new TreeMap<>();
        Map<String, Map<String, String>> functions = functions(directory);
        functions.forEach((handler, environment) -> {
            try {
                Wiring wiring = Wiring.of(environment, () -> Instant.EPOCH);
                String method = Character.toLowerCase(handler.charAt(0)) + handler.substring(1);
                Wiring.class.getMethod(method).invoke(wiring);
            } catch (InvocationTargetException unwired) {
                lacking.put(handler, String.valueOf(unwired.getCause()));
            } catch (ReflectiveOperationException unknown) {
                lacking.put(handler, String.valueOf(unknown));
            }
        });
        assertThat(lacking).isEmpty();
        assertThat(functions).containsKeys("AdminHandler", "OutcomeHandler");
        assertThatThrownBy(() -> Wiring.of(Objects.requireNonNull(functions.get("AdminHandler")), () -> Instant.EPOCH)
                        .outcomeHandler())
                .as("the page's function arms no timers")
                .hasMessageContaining("SCHEDULE_GROUP");
    }

    private static Map<String, Map<String, String>> functions(Path directory) throws IOException {
        Path zip = directory.resolve("lambda.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/functions.jar"));
            out.closeEntry();
        }
        Path assembly = Files.createDirectory(directory.resolve("cdk.out"));
        Cdk.synthesise(zip, assembly);
        JsonNode template =
                JSON.readTree(assembly.resolve("HomingTestApp.template.json").toFile());
        Map<String, Map<String, String>> functions = new TreeMap<>();
        for (JsonNode resource : template.path("Resources")) {
            String handler = resource.at("/Properties/Handler").asText();
            if (handler.matches(HANDLER) && !handler.contains("SetupHandler")) {
                functions.put(handler.replaceAll(HANDLER, "$1"), environment(resource));
            }
        }
        return functions;
    }

    private static Map<String, String> environment(JsonNode function) {
        Map<String, String> environment = new HashMap<>(
                Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "none", "AWS_SECRET_ACCESS_KEY", "none"));
        function.at("/Properties/Environment/Variables")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(),
                        variable.getValue().isTextual() ? variable.getValue().asText() : RESOLVED));
        return environment;
    }
}
