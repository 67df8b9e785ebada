package dev.homing.cli.bench;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured.
 *
 * @param name the same from run to run
 * @param value in its unit
 * @param cpuMillis processor milliseconds of Homing for each; null where that says nothing
 * @param generatorMillis processor milliseconds of whoever made the load, for each; null where there was no load
 */
public record Row(
        String name,
        double value,
        String unit,
        @Nullable Double cpuMillis,
        @Nullable Double generatorMillis) {}
