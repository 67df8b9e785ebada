package dev.homing.domain.audience;

import dev.homing.domain.Hash;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Customers of whom a condition holds; who belongs to it changes with what they do and with time.
 *
 * @param since number of the configuration as of which its condition counts: customers who were asked before that have to be asked again
 * @param at when its condition was saved
 * @param destinations by name, which are told who comes and who leaves
 */
public record Audience(
        String key,
        String name,
        Resolved condition,
        long since,
        Instant at,
        SequencedMap<String, Destination> destinations) {
    public Audience {
        destinations = new LinkedHashMap<>(destinations);
    }

    /** One that nobody is told of. */
    public Audience(String key, String name, Resolved condition, long since, Instant at) {
        this(key, name, condition, since, at, new LinkedHashMap<>());
    }

    /** With another condition, which counts from when it is saved on. */
    public Audience asking(String newName, Resolved newCondition, Instant now) {
        return new Audience(key, newName, newCondition, 0, now, destinations);
    }

    public Audience telling(SequencedMap<String, Destination> newDestinations) {
        return new Audience(key, name, condition, since, at, newDestinations);
    }

    public Group group() {
        return Group.audience(key);
    }

    public Audience named(String newName) {
        return new Audience(key, newName, condition, since, at, destinations);
    }

    /** Another one after each change that somebody could write over. */
    public String tag() {
        return Hash.name(16, name, Long.toString(since));
    }

    public Audience since(long configuration) {
        return new Audience(key, name, condition, configuration, at, destinations);
    }
}
