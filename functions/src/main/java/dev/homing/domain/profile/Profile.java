package dev.homing.domain.profile;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cold half of what is known of a customer, written when they are identified and not by what they do.
 *
 * @param traits by name, each with the time it was stated: of two statements the later counts, in whatever order they come
 * @param suppressed channels whose provider said that the address is dead or its owner complained, with the reason
 * @param mergedFrom other ids under which parts of the customer's timeline lie
 * @param revision counts the writes, for optimistic ones; 0 when it has not been stored
 */
public record Profile(
        CustomerId id,
        @Nullable String userId,
        SequencedSet<String> anonymousIds,
        Map<String, Trait> traits,
        Map<Channel, Consent> consents,
        Map<Channel, String> suppressed,
        SequencedSet<CustomerId> mergedFrom,
        Instant seenAt,
        long revision) {

    private static final int MOST_TRAITS = 100;
    private static final int MOST_IDS = 50;

    /** @param value text, number, boolean, list or map */
    public record Trait(@Nullable Object value, Instant at) {}

    public Profile {
        anonymousIds = new LinkedHashSet<>(anonymousIds);
        traits = new TreeMap<>(traits);
        consents = consents.isEmpty() ? new EnumMap<>(Channel.class) : new EnumMap<>(consents);
        suppressed = suppressed.isEmpty() ? new EnumMap<>(Channel.class) : new EnumMap<>(suppressed);
        mergedFrom = new LinkedHashSet<>(mergedFrom);
    }

    public static Profile unknown(CustomerId id) {
        return new Profile(
                id, null, new LinkedHashSet<>(), Map.of(), Map.of(), Map.of(), new LinkedHashSet<>(), Instant.EPOCH, 0);
    }

    /** A trait as text; null where it is not known. */
    public @Nullable String text(String trait) {
        Trait known = traits.get(trait);
        return known == null || known.value == null || known.value.toString().isBlank() ? null : known.value.toString();
    }

    public @Nullable String email() {
        return text("email");
    }

    /** E.164, such as {@code +4915112345678}. */
    public @Nullable String phone() {
        return text("phone");
    }

    public @Nullable String name() {
        String name = text("name");
        if (name != null) {
            return name;
        }
        String first = text("firstName");
        String last = text("lastName");
        return first == null || last == null ? (first == null ? last : first) : first + " " + last;
    }

    public @Nullable Locale locale() {
        String tag = text("locale");
        if (tag == null) {
            tag = text("language");
        }
        return tag == null ? null : Locale.forLanguageTag(tag.replace('_', '-'));
    }

    /** Null where it is not known or no zone. */
    public @Nullable ZoneId timeZone() {
        String zone = text("timezone");
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException notAZone) {
            return null;
        }
    }

    /** Where messages of a channel go; null where it is not known. */
    public @Nullable String address(Channel channel) {
        return text(addressTrait(channel));
    }

    private static String addressTrait(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email";
            case WHATSAPP -> "phone";
        };
    }

    public Consent consent(Channel channel) {
        Consent consent = consents.get(channel);
        return consent == null ? Consent.UNKNOWN : consent;
    }

    /**
     * The profile after an event that says who the customer is.
     *
     * @return this same object where it says nothing new
     */
    public Profile after(CustomerEvent event) {
        Map<String, Trait> newTraits = new TreeMap<>(traits);
        Map<Channel, Consent> newConsents = new EnumMap<>(Channel.class);
        newConsents.putAll(consents);
        Map<Channel, String> newSuppressed = new EnumMap<>(Channel.class);
        newSuppressed.putAll(suppressed);
        Statements statements = Statements.of(event);
        // An identify states its traits anew, so that an older statement that comes late does not undo it. Other events
        // only bring along what
        // their sender remembers, often with every click, and saying the same then changes nothing.
        boolean restates = event.kind() == CustomerEvent.Kind.IDENTIFY;
        statements.traits().forEach((name, value) -> {
            Trait known = newTraits.get(name);
            boolean protectedContact = !event.origin().trusted() && known != null && Statements.isContact(name);
            boolean room = known != null || newTraits.size() < MOST_TRAITS;
            boolean older = known != null && !event.at().isAfter(known.at);
            boolean other = known == null || !value.equals(known.value);
            if (!protectedContact && room && !older && (other || restates)) {
                newTraits.put(name, new Trait(value, event.at()));
                // What was set aside was the address before.
                newSuppressed
                        .keySet()
                        .removeIf(channel -> known != null && other && name.equals(addressTrait(channel)));
            }
        });
        statements.consents().forEach((channel, state) -> {
            Consent known = consent(channel);
            boolean protectedConsent = !event.origin().trusted() && known.state() != Consent.State.UNKNOWN;
            if (!protectedConsent) {
                // Also where it is the same again: what was said in between and comes later does not count any more.
                newConsents.put(channel, known.later(new Consent(state, event.at(), Consent.STATED)));
            }
        });
        SequencedSet<String> ids = new LinkedHashSet<>(anonymousIds);
        boolean names = event.kind() == CustomerEvent.Kind.IDENTIFY;
        if (names && event.anonymousId() != null && ids.size() < MOST_IDS) {
            ids.add(event.anonymousId());
        }
        String newUserId = event.userId() == null ? userId : event.userId();
        boolean same = newTraits.equals(traits)
                && newConsents.equals(consents)
                && ids.equals(anonymousIds)
                && (newUserId == null || newUserId.equals(userId));
        if (same) {
            return this;
        }
        Instant seen = event.at().isAfter(seenAt) ? event.at() : seenAt;
        return new Profile(id, newUserId, ids, newTraits, newConsents, newSuppressed, mergedFrom, seen, revision);
    }

    /**
     * This profile with what another id of the same customer knew; of each trait and consent the later statement. But who is known by the
     * shop's own id keeps the contacts and the consent that are known: anyone can be a visitor who states others, and sign in under that id.
     */
    public Profile merged(Profile other) {
        boolean visitor = userId != null && other.userId == null;
        Map<String, Trait> both = new TreeMap<>(traits);
        other.traits.forEach((name, trait) -> both.merge(
                name, trait, (a, b) -> (visitor && Statements.isContact(name)) || !a.at.isBefore(b.at) ? a : b));
        Map<Channel, Consent> bothConsents = new EnumMap<>(Channel.class);
        bothConsents.putAll(consents);
        other.consents.forEach((channel, consent) -> bothConsents.merge(
                channel, consent, (a, b) -> visitor && b.source().equals(Consent.STATED) ? a : a.later(b)));
        Map<Channel, String> bothSuppressed = new EnumMap<>(Channel.class);
        bothSuppressed.putAll(other.suppressed);
        bothSuppressed.putAll(suppressed);
        SequencedSet<String> ids = new LinkedHashSet<>(anonymousIds);
        ids.addAll(other.anonymousIds);
        SequencedSet<CustomerId> from = new LinkedHashSet<>(mergedFrom);
        from.addAll(other.mergedFrom);
        from.add(other.id);
        Instant seen = other.seenAt.isAfter(seenAt) ? other.seenAt : seenAt;
        return new Profile(
                id,
                userId == null ? other.userId : userId,
                ids,
                both,
                bothConsents,
                bothSuppressed,
                from,
                seen,
                revision);
    }

    public Profile with(Channel channel, Consent consent) {
        Map<Channel, Consent> changed = new EnumMap<>(Channel.class);
        changed.putAll(consents);
        changed.put(channel, consent(channel).later(consent));
        return new Profile(id, userId, anonymousIds, traits, changed, suppressed, mergedFrom, seenAt, revision);
    }

    public Profile suppressed(Channel channel, String reason) {
        Map<Channel, String> changed = new EnumMap<>(Channel.class);
        changed.putAll(suppressed);
        changed.put(channel, reason);
        return new Profile(id, userId, anonymousIds, traits, consents, changed, mergedFrom, seenAt, revision);
    }

    public Profile withRevision(long newRevision) {
        return new Profile(id, userId, anonymousIds, traits, consents, suppressed, mergedFrom, seenAt, newRevision);
    }

    /** All ids under which items of this customer lie, this one first. */
    public List<CustomerId> allIds() {
        SequencedSet<CustomerId> all = new LinkedHashSet<>();
        all.add(id);
        all.addAll(mergedFrom);
        return List.copyOf(all);
    }

    /** The traits without their times. */
    public Map<String, @Nullable Object> plainTraits() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        traits.forEach((name, trait) -> plain.put(name, trait.value));
        return plain;
    }
}
