package dev.homing.cli.dev;

import dev.homing.domain.consent.Policy;
import dev.homing.emulator.EmulatorOptions;
import dev.homing.emulator.StreamMapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How to start a {@link DevStack}.
 *
 * @param port of pages, API and shop; 0 for any free one
 * @param empty without starter campaigns and demo customers
 * @param awsEndpoint other AWS services than our own; null: our own
 * @param home the folder that has {@code templates/} in it
 * @param emulator how our own AWS services run
 * @param streamShards how the activity table's stream is cut into shards, on our own AWS services
 */
public record DevOptions(
        int port,
        boolean empty,
        @Nullable URI awsEndpoint,
        Path home,
        EmulatorOptions emulator,
        StreamMapping.Shards streamShards,
        Policy emailConsent) {

    /**
     * With as many shards as an on-demand table's stream begins with on AWS.
     *
     * @param awsPort of the AWS endpoint; 0 for any free one
     * @param wallClock what the clock is counted from
     */
    public DevOptions(
            int port, int awsPort, boolean empty, @Nullable URI awsEndpoint, Path home, InstantSource wallClock) {
        this(
                port,
                empty,
                awsEndpoint,
                home,
                EmulatorOptions.defaults().withAwsPort(awsPort).withWallClock(wallClock),
                StreamMapping.Shards.AS_ON_AWS,
                Policy.IMPLIED);
    }
}
