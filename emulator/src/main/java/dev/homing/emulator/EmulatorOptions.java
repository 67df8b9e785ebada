package dev.homing.emulator;

import java.time.Clock;
import java.time.InstantSource;

/**
 * How to start an emulator.
 *
 * @param awsPort the endpoint's port on the loopback address; 0 for any free one
 * @param region the region in ARNs and events
 * @param wallClock what virtual time is counted from
 * @param tables what keeps the tables
 * @param sideBySide whether what is due at one instant may be done by several threads, in no order; never while the clock is put forward
 * @param quotas what an account may call how often
 */
public record EmulatorOptions(
        int awsPort, String region, InstantSource wallClock, TableKeeper tables, boolean sideBySide, Quotas quotas) {
    /** Table engines. */
    public enum TableKeeper {
        /** The emulator's own, in memory. */
        OWN,
        /** DynamoDB Local, in memory: slower, and what our own is held against. */
        DYNAMODB_LOCAL
    }

    public EmulatorOptions {
        if (awsPort < 0 || awsPort > 65_535) {
            throw new IllegalArgumentException("awsPort must be 0 to 65535, not " + awsPort);
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank");
        }
    }

    /** Any free port, us-east-1, the system's clock, our own tables, one thing after the other, no quotas. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(0, "us-east-1", Clock.systemUTC(), TableKeeper.OWN, false, Quotas.NONE);
    }

    public EmulatorOptions withAwsPort(int port) {
        return new EmulatorOptions(port, region, wallClock, tables, sideBySide, quotas);
    }

    public EmulatorOptions withWallClock(InstantSource source) {
        return new EmulatorOptions(awsPort, region, source, tables, sideBySide, quotas);
    }

    public EmulatorOptions withTables(TableKeeper keeper) {
        return new EmulatorOptions(awsPort, region, wallClock, keeper, sideBySide, quotas);
    }

    public EmulatorOptions withSideBySide() {
        return new EmulatorOptions(awsPort, region, wallClock, tables, true, quotas);
    }

    public EmulatorOptions withQuotas(Quotas kept) {
        return new EmulatorOptions(awsPort, region, wallClock, tables, sideBySide, kept);
    }
}
