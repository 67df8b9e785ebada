package dev.homing.lambda;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.stored.ShopCodec;
import dev.homing.lambda.setup.CustomResource;
import dev.homing.lambda.setup.Setup;
import dev.homing.lambda.telemetry.Log;
import dev.homing.lambda.wiring.Wiring;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Called by CloudFormation with every deployment, as a custom resource; or by hand, with anything that is no such request. */
public final class SetupHandler implements JsonHandler {
    /** A first deployment's roles and policies were made a moment ago, and IAM takes its time to tell everyone of them. */
    private static final int ATTEMPTS = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(10);

    private final Supplier<Setup> setup;
    private final Duration betweenAttempts;

    public SetupHandler() {
        this(
                () -> {
                    String shop = System.getenv("SHOP");
                    if (shop == null) {
                        throw new IllegalStateException("SHOP is not set in this function's environment");
                    }
                    return Wiring.ofLambda().setup(ShopCodec.read(shop));
                },
                BETWEEN_ATTEMPTS);
    }

    /** @param setup asked for with each attempt and not before: what is wrong with it is to be answered as well */
    public SetupHandler(Supplier<Setup> setup, Duration betweenAttempts) {
        this.setup = setup;
        this.betweenAttempts = betweenAttempts;
    }

    @Override
    public byte[] handle(byte[] event) {
        CustomResource resource = CustomResource.read(Json.object(new String(event, StandardCharsets.UTF_8)));
        if (resource == null) {
            return json(setup.get().run());
        }
        if (resource.deletes()) {
            // What was brought in is data by now, and stays with the tables.
            undone();
            resource.succeeded(Map.of());
            return json(List.of());
        }
        List<String> published;
        try {
            published = patiently();
        } catch (RuntimeException why) {
            Log.error("Shop and starter campaigns could not be brought in", Map.of(), why);
            resource.failed("Shop and starter campaigns could not be brought in: " + why.getMessage()
                    + " (more in the log of this function)");
            return json(List.of());
        }
        resource.succeeded(Map.of("Published", String.join(",", published)));
        return json(published);
    }

    private List<String> patiently() {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return setup.get().run();
            } catch (RuntimeException mayPass) {
                Log.warn("Attempt " + attempt + " of " + ATTEMPTS + " failed: " + mayPass.getMessage(), Map.of());
                pause();
            }
        }
        return setup.get().run();
    }

    /** Whatever fails: a stack that cannot be removed is worse than a state machine that is left, which costs nothing. */
    private void undone() {
        try {
            setup.get().undo();
        } catch (RuntimeException why) {
            Log.error(
                    "State machines of campaigns were left; remove those that begin with the environment's name by hand",
                    Map.of(),
                    why);
        }
    }

    private void pause() {
        try {
            Thread.sleep(betweenAttempts);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another attempt", stopped);
        }
    }

    private static byte[] json(List<String> published) {
        return Json.write(Map.of("published", published)).getBytes(StandardCharsets.UTF_8);
    }
}
