package dev.homing.domain.event;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Which events are meant.
 *
 * @param names titles of events, see {@link CustomerEvent#title}; {@link OwnEvents#ANY} stands for all of them; at least one
 */
public record EventPattern(SequencedSet<String> names) {
    public EventPattern {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A pattern names at least one event");
        }
        names = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(names));
    }

    public static EventPattern of(String... names) {
        return new EventPattern(new LinkedHashSet<>(java.util.List.of(names)));
    }

    public boolean matches(CustomerEvent event) {
        return names.contains(event.title()) || (names.contains(OwnEvents.ANY) && event.isDeed());
    }

    /** Such as {@code Product Added or Cart Updated}. */
    public String words() {
        return names.contains(OwnEvents.ANY) ? "anything" : names.stream().collect(Collectors.joining(" or "));
    }
}
