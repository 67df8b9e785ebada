package dev.homing.domain.profile;

import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent;

/**
 * Homing's own id of a customer, worked out from the shop's: no look-up finds it, and it says nothing of the person.
 *
 * @param value 21 characters: {@code c} and 20 of a hash
 */
public record CustomerId(String value) {
    private static final int LENGTH = 20;

    public static CustomerId ofUser(String userId) {
        return new CustomerId("c" + Hash.name(LENGTH, "user", userId));
    }

    public static CustomerId ofAnonymous(String anonymousId) {
        return new CustomerId("c" + Hash.name(LENGTH, "anonymous", anonymousId));
    }

    /** Whom an event names: the user where it knows them, else the visitor. Never changes for an event, whatever is merged later. */
    public static CustomerId of(CustomerEvent event) {
        if (event.userId() != null) {
            return ofUser(event.userId());
        }
        if (event.anonymousId() == null) {
            throw new IllegalArgumentException("An event has a userId or an anonymousId");
        }
        return ofAnonymous(event.anonymousId());
    }

    @Override
    public String toString() {
        return value;
    }
}
