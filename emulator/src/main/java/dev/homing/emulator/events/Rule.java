package dev.homing.emulator.events;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule of a bus. Guarded by the bus's lock, as its targets are. */
final class Rule {
    final String name;
    final String arn;
    final String pattern;
    boolean enabled;

    @Nullable
    String description;

    @Nullable
    String roleArn;

    /** By id, in the order they were put. */
    final Map<String, Target> targets = new LinkedHashMap<>();

    Rule(String name, String arn, String pattern) {
        this.name = name;
        this.arn = arn;
        this.pattern = pattern;
    }
}
