package dev.homing.cli.dev;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How to start a {@link DevStack}.
 *
 * @param port of pages, API and shop; 0 for any free one
 * @param awsPort of the AWS endpoint; 0 for any free one
 * @param empty without starter campaigns and demo customers
 * @param awsEndpoint other AWS services than our own; null: our own
 * @param home the folder that has {@code templates/} in it
 * @param wallClock what the clock is counted from
 */
public record DevOptions(
        int port, int awsPort, boolean empty, @Nullable URI awsEndpoint, Path home, InstantSource wallClock) {}
