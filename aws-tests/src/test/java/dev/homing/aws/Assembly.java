package dev.homing.aws;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code cdk synth} wrote, and what has to be different in it before an emulator that knows no Java can run it. */
final class Assembly {
    static final String NO_JAVA =
            "The emulator answers for java25 without running anything: the JVM is started as a custom runtime";
    static final String NO_TLS = "The emulator is spoken to without TLS, which our policies refuse";
    static final String NO_RESOURCES =
            "The emulator does not see which resource these actions are about, and asks for leave on all or on another";
    static final String NO_WINDOWS =
            "The emulator knows no tumbling windows, so that records would come without their shard: the test hands them over";
    static final String NO_QUERIES = "The emulator has no saved queries of logs";
    static final String NO_META = "The test stands in for Meta's Graph API";

    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "scheduler:CreateSchedule",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "ses:SendEmail",
            "states:SendTaskFailure",
            "states:SendTaskHeartbeat",
            "states:SendTaskSuccess");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Thirteen of them on one small machine, each alive for a while: started fast, and small. */
    private static final String BOOTSTRAP = """
            #!/bin/sh
            exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
              -Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="$LAMBDA_TASK_ROOT/runtime-client.so" \\
              -cp "$LAMBDA_TASK_ROOT/lib/*" com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """;

    private final Path directory;

    /**
     * One difference between what is deployed to AWS and to the emulator.
     *
     * @param template file name
     * @param property empty where it is the whole resource
     */
    record Change(String template, String logicalId, String property, String why) {}

    Assembly(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the changes, in the files.
     *
     * @param graphApi what stands in for Meta's Graph API, as a function reaches it
     * @param runsJava whether the emulator has Lambda's Java runtime
     */
    List<Change> adapt(URI graphApi, boolean runsJava) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (Path file : files(".template.json")) {
            ObjectNode template = (ObjectNode) JSON.readTree(file.toFile());
            leaveOut("AWS::Logs::QueryDefinition", NO_QUERIES, file, (ObjectNode) template.get("Resources"), changes);
            template.get("Resources").properties().forEach(resource -> {
                Changes of = new Changes(
                        file.getFileName().toString(),
                        resource.getKey(),
                        resource.getValue().path("Properties"),
                        changes);
                switch (resource.getValue().path("Type").asText()) {
                    case "AWS::Lambda::Function" -> {
                        if (!runsJava) {
                            of.runtime();
                        }
                        of.graphApi(graphApi);
                    }
                    case "AWS::Lambda::EventSourceMapping" -> of.windows();
                    case "AWS::IAM::Policy" -> of.anyResource();
                    case "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy" -> of.withoutTls();
                    default -> {}
                }
            });
            JSON.writeValue(file.toFile(), template);
        }
        if (!runsJava) {
            for (Path zip : files(".zip")) {
                addRuntime(zip);
            }
        }
        return changes;
    }

    private static void leaveOut(String type, String why, Path file, ObjectNode resources, List<Change> changes) {
        List<String> ofType = resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .map(Map.Entry::getKey)
                .toList();
        for (String logicalId : ofType) {
            resources.remove(logicalId);
            changes.add(new Change(file.getFileName().toString(), logicalId, "", why));
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private record Changes(String template, String logicalId, JsonNode properties, List<Change> changes) {
        void runtime() {
            if (properties.path("Runtime").asText().startsWith("java")) {
                ((ObjectNode) properties).put("Runtime", "provided.al2023");
                add("Runtime", NO_JAVA);
                // Custom runtimes have no snapshots, on AWS neither.
                if (((ObjectNode) properties).remove("SnapStart") != null) {
                    add("SnapStart", NO_JAVA);
                }
            }
        }

        void graphApi(URI uri) {
            JsonNode variables = properties.at("/Environment/Variables");
            if (variables.has("WHATSAPP_URL")) {
                ((ObjectNode) variables).put("WHATSAPP_URL", uri.toString());
                add("Environment.Variables.WHATSAPP_URL", NO_META);
            }
        }

        void windows() {
            if (properties.has("TumblingWindowInSeconds")) {
                ((ObjectNode) properties).put("Enabled", false);
                add("Enabled", NO_WINDOWS);
            }
        }

        /** Allows on all resources what is allowed on some, where the emulator would not know the right ones. */
        void anyResource() {
            Set<String> actions = new TreeSet<>();
            ArrayNode statements = (ArrayNode) properties.at("/PolicyDocument/Statement");
            for (JsonNode statement : statements) {
                texts(statement.get("Action"))
                        .filter(WITHOUT_RESOURCE::contains)
                        .forEach(actions::add);
            }
            if (!actions.isEmpty()) {
                ObjectNode all = statements.addObject().put("Effect", "Allow").put("Resource", "*");
                actions.forEach(all.putArray("Action")::add);
                add("PolicyDocument.Statement", NO_RESOURCES);
            }
        }

        private static Stream<String> texts(JsonNode oneOrMore) {
            return oneOrMore.isArray()
                    ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::asText)
                    : Stream.of(oneOrMore.asText());
        }

        void withoutTls() {
            ArrayNode statements = (ArrayNode) properties.at("/PolicyDocument/Statement");
            boolean removed = false;
            for (int i = statements.size() - 1; i >= 0; i--) {
                if (statements
                        .get(i)
                        .at("/Condition/Bool/aws:SecureTransport")
                        .asText()
                        .equals("false")) {
                    statements.remove(i);
                    removed = true;
                }
            }
            if (removed) {
                add("PolicyDocument.Statement", NO_TLS);
            }
        }

        private void add(String property, String why) {
            changes.add(new Change(template, logicalId, property, why));
        }
    }

    private static void addRuntime(Path functions) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(functions, Map.of("enablePosixFileAttributes", true))) {
            Path bootstrap = zip.getPath("bootstrap");
            Files.writeString(bootstrap, BOOTSTRAP);
            Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (Class<?> ofJar : List.of(AWSLambda.class, PojoSerializer.class)) {
                Path jar = jar(ofJar);
                Files.copy(jar, zip.getPath("lib", jar.getFileName().toString()));
            }
            // Extracted once, here: every environment would do it anew, and into the same file as the others.
            String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            try (InputStream library = Objects.requireNonNull(
                    AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + architecture + ".so"))) {
                Files.copy(library, zip.getPath("runtime-client.so"));
            }
        }
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
