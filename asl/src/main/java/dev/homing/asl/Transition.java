package dev.homing.asl;

/** Where a state leads: to another state of the same machine or branch, or to its end. */
public sealed interface Transition {

    /** {@code "Next": state}. */
    record Next(String state) implements Transition {}

    /** {@code "End": true}. */
    record End() implements Transition {}
}
