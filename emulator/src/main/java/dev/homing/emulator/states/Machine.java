package dev.homing.emulator.states;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A state machine with its published versions. Guarded by {@link StateMachines}'s lock. */
final class Machine {
    /** @param revision of the machine it was published from */
    record Version(
            int number, String arn, Definition definition, String revision, Instant createdAt, String description) {}

    final String name;
    final String arn;
    final Instant createdAt;
    final NavigableMap<Integer, Version> versions = new TreeMap<>();
    Definition definition;
    String roleArn;
    String revision = UUID.randomUUID().toString();
    private int lastNumber;

    Machine(String name, String arn, Definition definition, String roleArn, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.definition = definition;
        this.roleArn = roleArn;
        this.createdAt = createdAt;
    }

    /** A new revision, unless nothing changes. */
    void update(@Nullable Definition newDefinition, @Nullable String newRoleArn) {
        Definition definitionThen = newDefinition == null ? definition : newDefinition;
        String roleThen = newRoleArn == null ? roleArn : newRoleArn;
        if (!definitionThen.text().equals(definition.text()) || !roleThen.equals(roleArn)) {
            definition = definitionThen;
            roleArn = roleThen;
            revision = UUID.randomUUID().toString();
        }
    }

    /** The version of the present revision: the last one where nothing has changed since. Numbers are never used again. */
    Version publish(String description, Instant now) {
        var last = versions.lastEntry();
        if (last != null && last.getValue().revision().equals(revision)) {
            return last.getValue();
        }
        int number = ++lastNumber;
        Version version = new Version(number, arn + ":" + number, definition, revision, now, description);
        versions.put(number, version);
        return version;
    }
}
