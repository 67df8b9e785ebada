package dev.homing.infra;

import java.nio.file.Path;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.constructs.Node;

/** Start reading here. The only class that reads the CDK's context; what it read goes down as a {@link Config}. */
public final class HomingApp {
    private HomingApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        try {
            build(app);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /**
     * Adds one environment's two stacks to the app.
     *
     * @param app whose context may have {@code environment}, {@code config} and {@code lambdaZip}, where they are others than {@code
     *     production}, {@code homing.json} and the tree's own
     * @throws ConfigException when the file does not describe the environment
     */
    static void build(App app) {
        Node context = app.getNode();
        Config config = Config.of(
                text(context, "environment", "production"),
                Path.of(text(context, "config", "homing.json")),
                Path.of(text(context, "lambdaZip", "../functions/target/lambda.zip")));

        StackProps.Builder common = StackProps.builder().analyticsReporting(false);
        Config.Place place = config.place();
        if (place != null) {
            common.env(Environment.builder()
                    .account(place.account())
                    .region(place.region())
                    .build());
        }
        DataStack data = new DataStack(
                app,
                config.stackPrefix() + "Data",
                common.description("Homing, " + config.environment() + ": what holds data, and stays when destroyed")
                        .terminationProtection(true)
                        .build(),
                config);
        // The command line synthesises a stack that has errors, and refuses to deploy it.
        config.placeholders().forEach(placeholder -> Annotations.of(data).addError(placeholder.toString()));
        new AppStack(
                app,
                config.stackPrefix() + "App",
                common.description("Homing, " + config.environment() + ": events, journeys, sending, the page")
                        .terminationProtection(false)
                        .build(),
                config,
                data.kept());
        Tags.of(app).add("homing:environment", config.environment());
    }

    private static String text(Node context, String key, String otherwise) {
        return context.tryGetContext(key) instanceof String text && !text.isBlank() ? text : otherwise;
    }
}
