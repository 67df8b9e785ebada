package dev.homing.domain.condition;

import dev.homing.domain.Hash;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.id.Group;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that has to be known of a customer so that a condition can be asked. */
public sealed interface Need {
    /** The carts. They are kept of everyone. */
    record Carts() implements Need {}

    /** Who the customer is: attributes and consent. It lies apart from the state, and is read when it is asked for. */
    record Profile() implements Need {}

    /** In which audiences and on which lists the customer is. */
    record Membership(Group group) implements Need {}

    /**
     * When certain events happened last.
     *
     * @param same a property by whose values they are told apart; null: none
     * @param latest how many times are kept, for each value
     */
    record Times(
            EventPattern event, Condition where, @Nullable String same, int latest) implements Need {
        /** Longer values are cut: they only tell products and orders apart. */
        private static final String NO_VALUE = "";

        /**
         * By which a customer's state remembers the times.
         *
         * @param value of the property in which events agree; null where there is none, or it has no value
         */
        public long number(@Nullable String value) {
            return Hash.number(
                    String.join("|", event.names()),
                    Words.of(where),
                    same == null ? NO_VALUE : same,
                    value == null ? NO_VALUE : value);
        }

        /** The same times, however many of them are kept. */
        public boolean isLike(Times other) {
            return event.equals(other.event) && where.equals(other.where) && Objects.equals(same, other.same);
        }
    }
}
