package dev.homing.domain.flow;

/** What a step changes of the customer who comes to it. */
public sealed interface Effect {
    /**
     * A trait gets a value.
     *
     * @param to a text, a number or a boolean
     */
    record Attribute(String name, Object to) implements Effect {}

    record OnList(String list) implements Effect {}

    record OffList(String list) implements Effect {}

    /** Another campaign, or this one again, is started for the customer, if it can be started so. */
    record Started(String campaign) implements Effect {}
}
