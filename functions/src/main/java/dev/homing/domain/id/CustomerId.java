package dev.homing.domain.id;

import dev.homing.domain.Hash;

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

    /**
     * Of whoever is known by an address alone. No user's or visitor's id leads here, whatever it is called.
     *
     * @param email in its normal form
     */
    public static CustomerId ofEmail(String email) {
        return new CustomerId("c" + Hash.name(LENGTH, "email", email));
    }

    /**
     * Of whoever wrote to the shop and is known by that address alone.
     *
     * @param address a phone number in E.164, or the id that WhatsApp gives a person in the place of one
     */
    public static CustomerId ofWriter(String address) {
        return new CustomerId("c" + Hash.name(LENGTH, "writer", address));
    }

    @Override
    public String toString() {
        return value;
    }
}
