package dev.homing.emulator;

import java.time.Clock;
import java.time.InstantSource;

/**
 * How to start an emulator.
 *
 * @param awsPort the endpoint's port on the loopback address; 0 for any free one
 * @param region the region in ARNs and events
 * @param wallClock what virtual time is counted from
 */
public record EmulatorOptions(int awsPort, String region, InstantSource wallClock) {
    public EmulatorOptions {
        if (awsPort < 0 || awsPort > 65_535) {
            throw new IllegalArgumentException("awsPort must be 0 to 65535, not " + awsPort);
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank");
        }
    }

    /** Any free port, us-east-1, the system's clock. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(0, "us-east-1", Clock.systemUTC());
    }

    public EmulatorOptions withAwsPort(int port) {
        return new EmulatorOptions(port, region, wallClock);
    }

    public EmulatorOptions withWallClock(InstantSource source) {
        return new EmulatorOptions(awsPort, region, source);
    }
}
