package dev.homing.domain.audience;

import dev.homing.domain.Hash;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.Group;
import java.time.Instant;

/**
 * Customers of whom a condition holds; who belongs to it changes with what they do and with time.
 *
 * @param since number of the configuration as of which its condition counts: customers who were asked before that have to be asked again
 * @param at when its condition was saved
 */
public record Audience(String key, String name, Resolved condition, long since, Instant at) {
    public Group group() {
        return Group.audience(key);
    }

    public Audience named(String newName) {
        return new Audience(key, newName, condition, since, at);
    }

    /** Another one after each change that somebody could write over. */
    public String tag() {
        return Hash.name(16, name, Long.toString(since));
    }

    public Audience since(long configuration) {
        return new Audience(key, name, condition, configuration, at);
    }
}
