package dev.homing.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homing.adapter.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/**
 * The CDK app with its functions, deployed on an emulator in Docker by the CDK's own command line. Made once for all tests; they tell their
 * customers apart by ids that no other test uses.
 */
final class Deployment implements AutoCloseable {
    static final String REGION = "us-east-1";

    /** The account's root user, as the emulator has it. */
    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    static final Path LAMBDA_ZIP = Path.of("../functions/target/lambda.zip");

    private static final int LOG_TAIL = 3_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static @Nullable Deployment running;

    private final Path directory;
    private final LocalStackContainer emulator;
    private final GraphApiStandIn graphApi = new GraphApiStandIn();
    private final boolean runsJava;
    private final AwsClients clients;
    private final Sdk sdk;
    private @Nullable Path assembly;
    private JsonNode outputs = JSON.createObjectNode();

    private Deployment(String image) throws IOException {
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "deployment");
        runsJava = image.startsWith("localstack/");
        // Both images' word for: policies count. A function in the container reaches what runs beside it on the host by
        // this name.
        emulator = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
                .withEnv("AUTH", "true")
                .withEnv("ENFORCE_IAM", "1")
                .withExtraHost("host.docker.internal", "host-gateway");
        String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
        if (token != null) {
            emulator.withEnv("LOCALSTACK_AUTH_TOKEN", token);
        }
        emulator.start();
        clients = AwsClients.of(environment());
        sdk = new Sdk(endpoint());
    }

    static Deployment running() {
        return Objects.requireNonNull(running, "annotate the test with @OnAws");
    }

    /** The one that is running, or else a new one. */
    static synchronized Deployment start(String image) throws IOException {
        if (running == null) {
            Deployment started = new Deployment(image);
            running = started;
            started.deployFirst();
        }
        return running;
    }

    private void deployFirst() throws IOException {
        synthesise(LAMBDA_ZIP);
        cdk("bootstrap");
        // It refuses what comes without TLS.
        sdk.s3().deleteBucketPolicy(request -> request.bucket("cdk-hnb659fds-assets-000000000000-" + REGION));
        deploy();
    }

    /** Synthesises the app with these functions, for the emulator. */
    private void synthesise(Path lambdaZip) throws IOException {
        assembly = Files.createTempDirectory(directory, "cdk.out");
        Cdk.synthesise(lambdaZip, assembly);
        new Assembly(assembly).adapt(graphApi.uri("host.docker.internal"), runsJava);
    }

    /** Deploys over what is deployed, with functions of other bytes. */
    void deployAnew(Path lambdaZip) throws IOException {
        synthesise(lambdaZip);
        deploy();
    }

    void deploy() throws IOException {
        Path file = directory.resolve("outputs.json");
        cdk("deploy", "--all", "--require-approval", "never", "--outputs-file", file.toString());
        outputs = JSON.readTree(file.toFile());
    }

    void destroy(String stack) throws IOException {
        cdk("destroy", stackName(stack), "--force");
    }

    /** Runs the CDK's command line on what was synthesised. */
    private void cdk(String command, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(command, "--app", String.valueOf(assembly)));
        all.addAll(List.of(arguments));
        Cdk.run(environment(), directory.resolve(command + ".log"), all);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(CREDENTIALS);
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_ENDPOINT_URL", endpoint().toString());
        return environment;
    }

    URI endpoint() {
        return emulator.getEndpoint();
    }

    /** As the account's root user. */
    AwsClients clients() {
        return clients;
    }

    /** Of services that Homing itself does not call, as the account's root user. */
    Sdk sdk() {
        return sdk;
    }

    GraphApiStandIn graphApi() {
        return graphApi;
    }

    /** @param stack {@code App} or {@code Data} */
    String output(String stack, String name) {
        String value = outputs.path(stackName(stack)).path(name).asText();
        if (value.isEmpty()) {
            throw new AssertionError("No output " + name + " of " + stack + ": " + outputs);
        }
        return value;
    }

    static String stackName(String stack) {
        return "HomingTest" + stack;
    }

    /** The API's address from here, without a slash at its end: its own name is known in the emulator alone. */
    URI api() {
        return endpoint().resolve("/_aws/execute-api/" + apiId() + "/$default");
    }

    private String apiId() {
        String host = URI.create(output("App", "PageUrl")).getHost();
        return host.substring(0, host.indexOf('.'));
    }

    /** Where a path of the API that a message holds is found from here. */
    URI fromHere(String publicAddress) {
        String path = URI.create(publicAddress).getRawPath();
        return URI.create(api() + path);
    }

    /** Physical names by logical id. */
    Map<String, String> resources(String stack) {
        Map<String, String> names = new TreeMap<>();
        for (StackResource resource : sdk.cloudFormation()
                .describeStackResources(request -> request.stackName(stackName(stack)))
                .stackResources()) {
            names.put(resource.logicalResourceId(), resource.physicalResourceId());
        }
        return names;
    }

    /** @param logicalId begins the id: the rest of it is a hash */
    String resource(String stack, String logicalId) {
        List<String> found = resources(stack).entrySet().stream()
                .filter(entry -> entry.getKey().matches(logicalId + "[0-9A-F]{8}"))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    logicalId + " names " + found + " of " + resources(stack).keySet());
        }
        return found.getFirst();
    }

    /** Keeps the emulator's log beside the other logs, and returns its end. */
    String keptLog() {
        String log = emulator.getLogs();
        try {
            Files.writeString(directory.resolve("emulator.log"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.substring(Math.max(0, log.length() - LOG_TAIL));
    }

    @Override
    public void close() {
        sdk.close();
        clients.close();
        graphApi.close();
        emulator.stop();
    }
}
