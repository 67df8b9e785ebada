package dev.homing.domain.flow;

import dev.homing.domain.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What a step changes of the customer who comes to it. */
public sealed interface Effect {
    /**
     * A trait gets a value.
     *
     * @param to a text, a number or a boolean
     */
    record Attribute(String name, Object to) implements Effect {}

    /**
     * Nothing is sent to the customer by marketing any more, until they ask for it again.
     *
     * @param channel null: on every channel
     */
    record Suppressed(@Nullable Channel channel) implements Effect {}

    record OnList(String list) implements Effect {}

    record OffList(String list) implements Effect {}

    /** Another campaign is started for the customer, if it can be started so. */
    record Started(String campaign) implements Effect {}
}
