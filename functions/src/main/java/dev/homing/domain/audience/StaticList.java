package dev.homing.domain.audience;

import dev.homing.domain.Hash;
import dev.homing.domain.id.Group;
import java.time.Instant;

/** Customers whom somebody put on a list. */
public record StaticList(String key, String name, Instant at) {
    public Group group() {
        return Group.list(key);
    }

    /** Another one after each change that somebody could write over. */
    public String tag() {
        return Hash.name(16, name, at.toString());
    }
}
