package dev.homing.domain.trigger;

import dev.homing.domain.event.CustomerEvent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Which events are meant.
 *
 * @param names of track events, in any case as the shop sends them; at least one
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
        return event.kind() == CustomerEvent.Kind.TRACK && names.contains(event.name());
    }

    /** Such as {@code Product Added or Cart Updated}. */
    public String words() {
        return names.stream().collect(Collectors.joining(" or "));
    }
}
