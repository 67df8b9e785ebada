package dev.homing.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the emulator gets differs from what AWS gets in this, and in nothing else. */
class AssemblyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEMPLATES =
            List.of("HomingTestApp.template.json", "HomingTestData.template.json");

    private static final Map<String, JsonNode> before = new TreeMap<>();
    private static final Map<String, JsonNode> after = new TreeMap<>();
    private static List<Assembly.Change> changes = List.of();
    private static Path functions = Path.of("");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void synthesise() throws IOException {
        Path zip = directory.resolve("lambda.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/functions.jar"));
            out.closeEntry();
        }
        Path assembly = Files.createDirectory(directory.resolve("cdk.out"));
        Cdk.synthesise(zip, assembly);
        read(assembly, before);
        changes = new Assembly(assembly).adapt(URI.create("http://graph.internal/v23.0"), false);
        read(assembly, after);
        try (Stream<Path> files = Files.list(assembly)) {
            functions = files.filter(file -> file.toString().endsWith(".zip"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static void read(Path assembly, Map<String, JsonNode> into) throws IOException {
        for (String template : TEMPLATES) {
            into.put(template, JSON.readTree(assembly.resolve(template).toFile()));
        }
    }

    @Test
    void reasonsAreThese() {
        assertThat(changes.stream().collect(Collectors.groupingBy(Assembly.Change::why, Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Assembly.NO_JAVA, 20L,
                        Assembly.NO_TLS, 22L,
                        Assembly.NO_RESOURCES, 12L,
                        Assembly.NO_WINDOWS, 1L,
                        Assembly.NO_QUERIES, 2L,
                        Assembly.NO_META, 1L));
    }

    private static JsonNode template(Map<String, JsonNode> of, String name) {
        return Objects.requireNonNull(of.get(name));
    }

    @Test
    void nothingElseIsChanged() {
        Set<String> changed = new TreeSet<>();
        for (String template : TEMPLATES) {
            differences("", template(before, template), template(after, template), changed);
        }
        assertThat(changed)
                .isEqualTo(changes.stream()
                        .map(change -> (change.logicalId() + " " + change.property()).strip())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void functionsBringWhatRunsThem() throws IOException {
        try (ZipFile file = new ZipFile(functions.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .contains("lib/functions.jar", "bootstrap", "runtime-client.so")
                    .anyMatch(name -> name.startsWith("lib/aws-lambda-java-runtime-interface-client-"))
                    .anyMatch(name -> name.startsWith("lib/aws-lambda-java-serialization-"));
        }
    }

    /** @param into gets each place where the two differ, as {@link Assembly.Change} names it */
    private static void differences(String place, JsonNode one, JsonNode other, Set<String> into) {
        if (one.equals(other)) {
            return;
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = names(one);
            names.addAll(names(other));
            names.forEach(name -> differences(place + "." + name, one.path(name), other.path(name), into));
        } else if (one.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                differences(place, one.get(i), other.get(i), into);
            }
        } else {
            into.add(place.replaceFirst("^\\.Resources\\.([^.]+)(\\.Properties\\.)?", "$1 ")
                    .strip());
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
