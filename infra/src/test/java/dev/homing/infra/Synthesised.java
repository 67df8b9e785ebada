package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * What {@code cdk synth} makes of the homing.json in the tree, an environment at a time. Made once for all tests; what they
 * read are the files that a deployment would read.
 *
 * @param messages warnings and errors, cdk-nag's among them
 */
record Synthesised(Path directory, Template data, Template app, List<String> messages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable Synthesised production;
    private static @Nullable Synthesised staging;

    static synchronized Synthesised production() {
        if (production == null) {
            production = make("production", "HomingProduction");
        }
        return production;
    }

    static synchronized Synthesised staging() {
        if (staging == null) {
            staging = make("staging", "HomingStaging");
        }
        return staging;
    }

    private static Synthesised make(String environment, String stackPrefix) {
        try {
            Path directory = Files.createDirectories(Path.of("target/synth"));
            Path out = directory.resolve(environment);
            delete(out);
            App app = App.Builder.create()
                    .context(context(environment, zip(directory)))
                    .outdir(out.toString())
                    .build();
            HomingApp.build(app);
            if (environment.equals("production")) {
                Aspects.of(app)
                        .add(AwsSolutionsChecks.Builder.create().verbose(true).build());
            }
            app.synth();
            return new Synthesised(
                    out,
                    Template.read(out.resolve(stackPrefix + "Data.template.json")),
                    Template.read(out.resolve(stackPrefix + "App.template.json")),
                    messages(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command line would hand to the app: what cdk.json says, and flags. */
    static Map<String, Object> context(String environment, Path lambdaZip) throws IOException {
        Map<String, Object> context = new LinkedHashMap<>();
        JSON.readTree(Path.of("cdk.json").toFile())
                .get("context")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
        context.put("environment", environment);
        if (environment.equals("staging")) {
            context.put("config", withAllThatIsOptional(lambdaZip.resolveSibling("staging.json")));
        }
        context.put("lambdaZip", lambdaZip.toString());
        // As the command line does; the tests know resources by their place in the construct tree.
        context.put("aws:cdk:enable-path-metadata", true);
        return context;
    }

    /** Staging stands for the shop that has everything; production, as in the tree, for the one that has the least. */
    private static String withAllThatIsOptional(Path file) throws IOException {
        JsonNode config = JSON.readTree(Path.of("homing.json").toFile());
        ObjectNode staging = (ObjectNode) config.at("/environments/staging");
        staging.put("account", "123456789012");
        staging.put("region", "eu-central-1");
        staging.set("whatsapp", JSON.readTree("""
                {"phoneNumberId": "106540352242922", "secretName": "shop/whatsapp"}"""));
        staging.set("sms", JSON.readTree("""
                {
                  "provider": "end-user-messaging",
                  "originationIdentity": "arn:aws:sms-voice:eu-central-1:123456789012:pool/pool-1",
                  "configurationSet": "shop",
                  "maxPrice": "0.10"
                }"""));
        staging.set("push", JSON.readTree("""
                {"firebaseSecretName": "shop/firebase"}"""));
        staging.set("domain", JSON.readTree("""
                {
                  "name": "homing.shop.example",
                  "certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/c1"
                }"""));
        ((ObjectNode) staging.get("alarms")).put("monthlyBudget", 50);
        staging.set("concurrency", JSON.readTree("""
                {"account": 1000, "collect": 200}"""));
        JSON.writeValue(file.toFile(), config);
        return file.toString();
    }

    /** Where the command line takes the warnings and errors from that it prints. */
    private static List<String> messages(Path out) throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".metadata.json"))
                    .toList()) {
                JSON.readTree(file.toFile()).properties().forEach(construct -> {
                    for (JsonNode entry : construct.getValue()) {
                        if (Set.of("aws:cdk:warning", "aws:cdk:error")
                                .contains(entry.get("type").asText())) {
                            messages.add(construct.getKey() + ": "
                                    + entry.get("data").asText());
                        }
                    }
                });
            }
        }
        return messages;
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The stacks do not look into the zip, so that these tests do not wait for the functions to be packaged. */
    static Path zip(Path directory) throws IOException {
        Path zip = directory.resolve("lambda.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            ZipEntry entry = new ZipEntry("empty");
            entry.setTime(0);
            out.putNextEntry(entry);
            out.closeEntry();
        }
        return zip;
    }
}
