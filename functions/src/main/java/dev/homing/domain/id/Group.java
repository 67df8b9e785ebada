package dev.homing.domain.id;

import dev.homing.domain.Hash;
import java.util.Locale;

/**
 * Customers under a name.
 *
 * @param key of lower-case letters, digits, - and _
 */
public record Group(Kind kind, String key) {
    /** What makes a customer a member. */
    public enum Kind {
        /** A condition. */
        AUDIENCE,
        /** Somebody put them on it. */
        LIST,
        /** The condition of a campaign that starts when it becomes so; nobody is shown these. */
        CAMPAIGN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Group audience(String key) {
        return new Group(Kind.AUDIENCE, key);
    }

    public static Group list(String key) {
        return new Group(Kind.LIST, key);
    }

    public static Group campaign(String key) {
        return new Group(Kind.CAMPAIGN, key);
    }

    /** By which the state of a customer remembers it. */
    public long number() {
        return Hash.number(kind.key(), key);
    }
}
