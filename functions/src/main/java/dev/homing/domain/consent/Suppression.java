package dev.homing.domain.consent;

import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an address is not written to, whoever has it. Each reason counts by the latest time it was given and the latest time it was taken back,
 * so that what comes late, twice or out of order ends the same.
 *
 * @param reasons that were ever given
 * @param revision counts the writes, for optimistic ones; 0 when it has not been stored
 */
public record Suppression(AddressKey address, Map<Why, Given> reasons, long revision) {
    public enum Why {
        /** The provider says that there is no such address, or that it takes nothing. */
        BOUNCED,
        /** Its owner called a message spam. */
        COMPLAINED,
        /** Its owner followed a message's unsubscribe link. */
        UNSUBSCRIBED,
        /** Its owner answered STOP, or switched the shop's marketing off in the messenger. */
        STOPPED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a provider's refusal of a single message says of its address; null where it says nothing. */
        public static @Nullable Why of(Reason refusal) {
            return refusal.code() == Code.MARKETING_STOPPED ? STOPPED : null;
        }

        /** Whether nothing at all goes there, transactional messages neither, and no later consent changes that. */
        public boolean forGood() {
            return switch (this) {
                case BOUNCED, COMPLAINED -> true;
                case UNSUBSCRIBED, STOPPED -> false;
            };
        }
    }

    /**
     * @param at when it was given last
     * @param takenBackAt when it was taken back last; {@link Instant#EPOCH} where it never was
     * @param said what the provider said of the address; null where it was its owner who spoke
     */
    public record Given(
            Instant at, Instant takenBackAt, @Nullable Reason said) {
        boolean stands() {
            return at.isAfter(takenBackAt);
        }
    }

    /**
     * A reason that stands.
     *
     * @param said as {@link Given} has it
     */
    public record Standing(Why why, Instant at, @Nullable Reason said) {
        /** In words. */
        public Reason reason() {
            Reason dated = Reason.of(code(), "at", Reason.at(at));
            return said == null ? dated : dated.by(said);
        }

        private Code code() {
            return switch (why) {
                case BOUNCED -> Code.ADDRESS_BOUNCED;
                case COMPLAINED -> Code.ADDRESS_COMPLAINED;
                case UNSUBSCRIBED -> Code.ADDRESS_UNSUBSCRIBED;
                case STOPPED -> Code.ADDRESS_STOPPED;
            };
        }
    }

    public Suppression {
        Map<Why, Given> ordered = new EnumMap<>(Why.class);
        ordered.putAll(reasons);
        reasons = Collections.unmodifiableMap(ordered);
    }

    /** Of an address that nothing was ever said of. */
    public static Suppression none(AddressKey address) {
        return new Suppression(address, Map.of(), 0);
    }

    /** @param said by the provider; null where its owner spoke */
    public Suppression because(Why why, Instant at, @Nullable Reason said) {
        Given known = reasons.get(why);
        if (known != null && !at.isAfter(known.at)) {
            return this;
        }
        return with(why, new Given(at, known == null ? Instant.EPOCH : known.takenBackAt, said));
    }

    /** A reason does not count any more, unless it is given again after this. */
    public Suppression takenBack(Why why, Instant at) {
        Given known = reasons.get(why);
        if (known == null) {
            return with(why, new Given(Instant.EPOCH, at, null));
        }
        return at.isAfter(known.takenBackAt) ? with(why, new Given(known.at, at, known.said)) : this;
    }

    public Suppression withRevision(long newRevision) {
        return new Suppression(address, reasons, newRevision);
    }

    /** The first reason that stands, whatever the message; null where the address is free. */
    public @Nullable Standing standing() {
        for (Why why : Why.values()) {
            Given given = reasons.get(why);
            if (given != null && given.stands()) {
                return new Standing(why, given.at, given.said);
            }
        }
        return null;
    }

    /**
     * Why a message must not go to this address.
     *
     * @param own what counts of what the customer who is to get it said: their yes is stronger than an earlier no by whoever had the address,
     *     where it comes from somebody that can be trusted
     * @return null where it may
     */
    public @Nullable Standing refuses(boolean transactional, Consent own) {
        for (Why why : Why.values()) {
            Given given = reasons.get(why);
            if (given == null || !given.stands()) {
                continue;
            }
            boolean wantedSince = own.state() == Consent.State.SUBSCRIBED
                    && !own.untrusted()
                    && own.at().isAfter(given.at);
            if (why.forGood() || !(transactional || wantedSince)) {
                return new Standing(why, given.at, given.said);
            }
        }
        return null;
    }

    private Suppression with(Why why, Given given) {
        Map<Why, Given> changed = new EnumMap<>(Why.class);
        changed.putAll(reasons);
        changed.put(why, given);
        return new Suppression(address, changed, revision);
    }
}
