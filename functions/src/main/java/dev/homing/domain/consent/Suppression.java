package dev.homing.domain.consent;

import dev.homing.domain.id.MessageId;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an address is not written to, whoever has it. Each reason counts by the latest time it was given and the latest time it was taken back,
 * so that what comes late, twice or out of order ends the same.
 *
 * @param written the address itself, in its normal form; null where nobody knew it who gave a reason, and once its owner was erased
 * @param reasons that were ever given
 * @param told messages of the last days that went there although only a browser stated the address, oldest first
 * @param revision counts the writes, for optimistic ones; 0 when it has not been stored
 */
public record Suppression(
        AddressKey address, @Nullable String written, Map<Why, Given> reasons, List<Told> told, long revision) {
    /** How long a message counts of those that may go to an address which only a browser stated. */
    private static final Duration TOLD_COUNTS = Duration.ofDays(7);

    /**
     * A message to an address that only a browser stated.
     *
     * @param message whole id, so that a second try of it takes no second place
     */
    public record Told(String message, Instant at) {}

    public enum Why {
        /** The provider says that there is no such address, or that it takes nothing. */
        BOUNCED,
        /** Its owner called a message spam. */
        COMPLAINED,
        /** Its owner followed a message's unsubscribe link. */
        UNSUBSCRIBED,
        /** Its owner answered STOP, or switched the shop's marketing off in the messenger. */
        STOPPED,
        /** Everything of its owner was erased. */
        ERASED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What a provider's refusal of a single message says of its address; null where it says nothing. */
        public static @Nullable Why of(Reason refusal) {
            return refusal.code() == Code.MARKETING_STOPPED || refusal.code() == Code.OPTED_OUT ? STOPPED : null;
        }

        /** Whether nothing at all goes there, transactional messages neither, and no later consent changes that. */
        public boolean forGood() {
            return switch (this) {
                case BOUNCED, COMPLAINED -> true;
                case UNSUBSCRIBED, STOPPED, ERASED -> false;
            };
        }
    }

    /**
     * @param at when it was given last
     * @param takenBackAt when it was taken back last; {@link Instant#EPOCH} where it never was
     * @param said what the provider said of the address; null where it was its owner who spoke
     * @param before when it had been given before, where it still stood; null where it did not
     */
    public record Given(
            Instant at,
            Instant takenBackAt,
            @Nullable Reason said,
            @Nullable Instant before) {
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
                case ERASED -> Code.ADDRESS_ERASED;
            };
        }
    }

    public Suppression {
        Map<Why, Given> ordered = new EnumMap<>(Why.class);
        ordered.putAll(reasons);
        reasons = Collections.unmodifiableMap(ordered);
        told = List.copyOf(told);
    }

    /** Of an address that nothing was ever said of. */
    public static Suppression none(AddressKey address) {
        return new Suppression(address, null, Map.of(), List.of(), 0);
    }

    /** Whether a reason was given and not taken back since. */
    public boolean standsFor(Why why) {
        Given known = reasons.get(why);
        return known != null && known.stands();
    }

    /** Why it is not written to, and nothing else: everything of its owner is erased. */
    public Suppression erased(Instant at) {
        Map<Why, Given> kept = new EnumMap<>(Why.class);
        reasons.forEach((why, given) -> kept.put(
                why,
                new Given(
                        given.at,
                        given.takenBackAt,
                        given.said == null ? null : Reason.of(given.said.code()),
                        given.before)));
        return new Suppression(address, null, kept, List.of(), revision).because(Why.ERASED, at, null);
    }

    /** @param said by the provider; null where its owner spoke */
    public Suppression because(Why why, Instant at, @Nullable Reason said) {
        Given known = reasons.get(why);
        if (known != null && !at.isAfter(known.at)) {
            return this;
        }
        Instant before = known != null && known.stands() ? known.at : null;
        return with(why, new Given(at, known == null ? Instant.EPOCH : known.takenBackAt, said, before));
    }

    /** A reason does not count any more, unless it is given again after this. */
    public Suppression takenBack(Why why, Instant at) {
        Given known = reasons.get(why);
        if (known == null) {
            return with(why, new Given(Instant.EPOCH, at, null, null));
        }
        return at.isAfter(known.takenBackAt) ? with(why, new Given(known.at, at, known.said, known.before)) : this;
    }

    /** With a reason as it was before it was given at an instant; the same where that is not the last time it was given. */
    public Suppression undone(Why why, Instant at) {
        Given known = reasons.get(why);
        if (known == null || !known.at.equals(at)) {
            return this;
        }
        return with(
                why,
                known.before == null
                        ? new Given(at, at, known.said, null)
                        : new Given(known.before, known.takenBackAt, known.said, null));
    }

    /** Whether anything but what was given at an instant keeps messages away, for good or since. */
    public boolean refusedOtherwise(Why why, Instant at) {
        return reasons.entrySet().stream()
                .anyMatch(reason -> reason.getValue().stands()
                        && (reason.getKey() != why || reason.getValue().at.isAfter(at)));
    }

    /**
     * With a message that is about to go there although only a browser stated the address.
     *
     * @param most messages within seven days
     * @return null where it got as many; the same where it is one of them
     */
    public @Nullable Suppression toldBy(MessageId message, int most, Instant now) {
        List<Told> counted = new ArrayList<>(told);
        counted.removeIf(each -> each.at.isBefore(now.minus(TOLD_COUNTS)));
        if (counted.stream().anyMatch(each -> each.message.equals(message.toString()))) {
            return this;
        }
        if (counted.size() >= most) {
            return null;
        }
        counted.add(new Told(message.toString(), now));
        return new Suppression(address, written, reasons, counted, revision);
    }

    /** With the address itself; the same where it is null, or is not this one. */
    public Suppression writtenAs(@Nullable String text) {
        return text == null
                        || written != null
                        || !AddressKey.of(address.channel(), text).equals(address)
                ? this
                : new Suppression(address, text, reasons, told, revision);
    }

    /** The reasons that stand, in their order. */
    public List<Standing> standingReasons() {
        List<Standing> standing = new ArrayList<>();
        reasons.forEach((why, given) -> {
            if (given.stands()) {
                standing.add(new Standing(why, given.at, given.said));
            }
        });
        return standing;
    }

    /** Whether the shop may write to it again without its owner saying so: only what a provider said of it keeps messages away. */
    public boolean mayBeReactivated() {
        List<Standing> standing = standingReasons();
        return !standing.isEmpty() && standing.stream().allMatch(one -> one.why() == Why.BOUNCED);
    }

    public Suppression withRevision(long newRevision) {
        return new Suppression(address, written, reasons, told, newRevision);
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
     *     where it comes from somebody that can be trusted, and not with a file
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
                    && !own.isImported()
                    && own.at().isAfter(given.at);
            if (why.forGood() || atCarrier(why) || !(transactional || wantedSince)) {
                return new Standing(why, given.at, given.said);
            }
        }
        return null;
    }

    /** Carriers and providers of text messages keep to a STOP whatever the message is and whatever a shop asks for: only a START takes it back. */
    private boolean atCarrier(Why why) {
        return why == Why.STOPPED
                && switch (address.channel()) {
                    case SMS -> true;
                    case EMAIL, WHATSAPP, PUSH -> false;
                };
    }

    private Suppression with(Why why, Given given) {
        Map<Why, Given> changed = new EnumMap<>(Why.class);
        changed.putAll(reasons);
        changed.put(why, given);
        return new Suppression(address, written, changed, told, revision);
    }
}
