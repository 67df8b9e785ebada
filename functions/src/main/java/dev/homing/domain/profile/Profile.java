package dev.homing.domain.profile;

import dev.homing.domain.StoredBytes;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cold half of what is known of a customer, written when they are identified and not by what they do.
 *
 * @param traits by name, each with the time it was stated: of two statements the later counts, in whatever order they come
 * @param devices on which they take push notifications
 * @param mergedFrom other ids under which parts of the customer's timeline lie
 * @param revision counts the writes, for optimistic ones; 0 when it has not been stored
 */
public record Profile(
        CustomerId id,
        @Nullable String userId,
        SequencedSet<String> anonymousIds,
        Map<String, Trait> traits,
        Consents consents,
        Devices devices,
        SequencedSet<CustomerId> mergedFrom,
        long revision) {

    /** Ids of visitors and of customers who turned out to be this one: the newest are kept. */
    static final int MOST_IDS = 50;

    private static final String KEPT_OUT =
            ": it was said of the id that turned out to be this customer, and does not change what this customer is known by; send it"
                    + " with a server's key under this customer's userId";

    /** The attribute of customers who asked for fewer messages. */
    public static final String FEWER = "fewerMessages";

    /** Stored bytes of the visitors' ids, which others choose. */
    static final int MOST_ID_BYTES = 4 * 1024;

    public Profile {
        anonymousIds = newest(anonymousIds);
        traits = new TreeMap<>(traits);
        SequencedSet<CustomerId> ids = new LinkedHashSet<>(mergedFrom);
        while (ids.size() > MOST_IDS) {
            ids.removeFirst();
        }
        mergedFrom = ids;
    }

    private static SequencedSet<String> newest(SequencedSet<String> ids) {
        SequencedSet<String> kept = new LinkedHashSet<>(ids);
        int bytes = kept.stream().mapToInt(StoredBytes::of).sum();
        while (kept.size() > MOST_IDS || bytes > MOST_ID_BYTES) {
            bytes -= StoredBytes.of(kept.removeFirst());
        }
        return kept;
    }

    public static Profile unknown(CustomerId id) {
        return new Profile(
                id, null, new LinkedHashSet<>(), Map.of(), Consents.NONE, Devices.NONE, new LinkedHashSet<>(), 0);
    }

    /**
     * A profile after something was said.
     *
     * @param leftOut what was not taken in, each with its reason; for people
     */
    public record Learned(Profile profile, SequencedSet<String> leftOut) {}

    /** Whether anything is known of who it is: most visitors come and go without a word. */
    public boolean saysAnything() {
        return !equals(unknown(id).withRevision(revision));
    }

    /** What an event that is taken in changed of these traits: also one that is taken in again. */
    public List<TraitChange> changedBy(CustomerEvent event, Set<String> names) {
        List<TraitChange> changes = new ArrayList<>();
        for (String name : names) {
            Trait trait = traits.get(name);
            Trait.Before before = trait == null ? null : trait.before();
            if (trait != null && before != null && before.at().equals(event.at()) && event.saysWho()) {
                changes.add(new TraitChange(name, before.value(), trait.value()));
            }
        }
        return List.copyOf(changes);
    }

    /** A trait as text; null where it is not known. */
    public @Nullable String text(String trait) {
        Trait known = traits.get(trait);
        return known == null
                        || known.value() == null
                        || known.value().toString().isBlank()
                ? null
                : known.value().toString();
    }

    public @Nullable String email() {
        return text("email");
    }

    /** E.164, such as {@code +4915112345678}. */
    public @Nullable String phone() {
        return text("phone");
    }

    /** A phone number that was stated and is none that can be called, or not without its country; null where there is none. */
    public @Nullable String phoneAsGiven() {
        return text(Contacts.PHONE_AS_GIVEN);
    }

    /** Where the customer says that they are: two letters of ISO 3166-1; null where they do not. */
    public @Nullable String country() {
        return Contacts.country(traits);
    }

    /**
     * Why there is no address for a channel.
     *
     * @param shopCountry null where the shop does not say
     */
    public Unreachable unreachable(Channel channel, @Nullable String shopCountry) {
        return switch (channel) {
            case EMAIL -> text(Contacts.EMAIL_AS_GIVEN) == null ? Unreachable.NOT_KNOWN : Unreachable.UNREADABLE;
            case WHATSAPP, SMS -> {
                String given = phoneAsGiven();
                if (given == null) {
                    yield Unreachable.NOT_KNOWN;
                }
                boolean placed = Contacts.isInternational(given) || country() != null || shopCountry != null;
                yield placed ? Unreachable.UNREADABLE : Unreachable.NO_COUNTRY;
            }
            case PUSH -> Unreachable.NOT_KNOWN;
        };
    }

    /** Why a customer has no address on a channel. */
    public enum Unreachable {
        /** They never stated one. */
        NOT_KNOWN,
        /** What they stated is none. */
        UNREADABLE,
        /** It is a number of some country, and nobody says which. */
        NO_COUNTRY
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

    /** The channel that the customer prefers; null where they said of none. */
    public @Nullable Channel preferredChannel() {
        String said = text("preferredChannel");
        for (Channel channel : Channel.values()) {
            if (channel.key().equalsIgnoreCase(said)) {
                return channel;
            }
        }
        return null;
    }

    /** Where messages of a channel go; null where it is not known. A push goes to the customer, on all devices that they have. */
    public @Nullable String address(Channel channel) {
        return switch (channel) {
            case EMAIL -> email();
            case SMS -> phone();
            case WHATSAPP -> phone() == null ? whatsAppId() : phone();
            case PUSH -> devices.isEmpty() ? null : id.value();
        };
    }

    /** By which WhatsApp reaches who keeps their number from the shop; only Homing itself and servers say it. Null where there is none. */
    private @Nullable String whatsAppId() {
        String stated = trusted(Contacts.WHATSAPP_ID) ? text(Contacts.WHATSAPP_ID) : null;
        return stated != null && Contacts.isWhatsAppId(stated) ? stated : null;
    }

    /** Whether messages of any channel have somewhere to go. */
    public boolean hasAddress() {
        return Stream.of(Channel.values()).anyMatch(channel -> address(channel) != null);
    }

    /** Whether the shop's own servers said where messages of a channel go; otherwise anyone could have. */
    public boolean vouched(Channel channel) {
        return switch (channel) {
            case EMAIL -> trusted(Contacts.EMAIL);
            case SMS -> trusted(Contacts.PHONE);
            case WHATSAPP -> trusted(phone() == null ? Contacts.WHATSAPP_ID : Contacts.PHONE);
            case PUSH -> devices.vouched();
        };
    }

    private boolean trusted(String name) {
        Trait trait = traits.get(name);
        return trait != null && trait.trusted();
    }

    /** What counts for messages on a channel. */
    public Consent consent(Channel channel) {
        return consents.on(channel);
    }

    /**
     * Takes in what an event says of who the customer is.
     *
     * @param known whether the shop's own servers have said anything of the customer: then nobody else says how they are reached, what they want
     *     and what they are called
     * @return with this same profile where it says nothing new
     */
    public Learned learn(CustomerEvent event, Contacts contacts, boolean known) {
        Statements statements = Statements.of(event);
        Learning learning = new Learning(this, event, contacts, known);
        learning.traits(statements.traits());
        learning.contacts(statements.contacts());
        Consents newConsents = learning.consents(statements.consents());
        // An identify names the visitor that the customer was; other events may come from any device.
        SequencedSet<String> ids = new LinkedHashSet<>(anonymousIds);
        if (event.kind() == CustomerEvent.Kind.IDENTIFY && event.anonymousId() != null) {
            ids.add(event.anonymousId());
        }
        Devices newDevices = learning.devices(Device.read(event));
        String newUserId = event.userId() == null ? userId : event.userId();
        Profile after =
                new Profile(id, newUserId, ids, learning.learned(), newConsents, newDevices, mergedFrom, revision);
        boolean same = after.traits.equals(traits)
                && newConsents.equals(consents)
                && newDevices.equals(devices)
                && after.anonymousIds.equals(anonymousIds)
                && (newUserId == null || newUserId.equals(userId));
        SequencedSet<String> leftOut = new LinkedHashSet<>(statements.refused());
        leftOut.addAll(learning.leftOut());
        return new Learned(same ? this : after, leftOut);
    }

    /**
     * This profile with what another id of the same customer knew; of each trait and consent the later statement, but nobody takes back what the
     * shop's servers said. Who is known by the shop's own id keeps the contacts and the consent that are known: anyone can be a visitor
     * who states others, and sign in under that id. What the customer themselves answered to a message is taken over in any case.
     *
     * @return also what was kept out, for people
     */
    public Learned merged(Profile other, Takeover takeover) {
        boolean visitor = userId != null && other.userId == null;
        SequencedSet<String> leftOut = new LinkedHashSet<>();
        Traits both = new Traits(traits);
        other.traits.forEach((name, theirs) -> {
            Trait ours = traits.get(name);
            boolean serversSay = Contacts.isContact(name) || Learning.SERVERS_SAY.contains(name);
            boolean closed = serversSay
                    ? !takeover.takes(theirs) || (visitor && Contacts.isStated(name, traits))
                    : takeover == Takeover.NOTHING && ours != null;
            boolean weaker = ours != null && ours.trusted() && !theirs.trusted();
            if (ours != null && !ours.at().isBefore(theirs.at())) {
                return;
            }
            if (!closed && !weaker) {
                both.put(name, theirs);
            } else if (ours == null || !Objects.equals(ours.value(), theirs.value())) {
                leftOut.add(Statements.shown(name) + KEPT_OUT);
            }
        });
        both.leftOut().forEach(name -> leftOut.add(Statements.shown(name) + Learning.NO_ROOM));
        Consents takenOver = other.consentsAt(both).taken(takeover == Takeover.ALL, takeover != Takeover.NOTHING);
        Consents bothConsents = consentsAt(both)
                .merged(takenOver, (ours, theirs) -> visitor && theirs.byEvent() ? ours : theirs.with(ours));
        other.consents.byScope().forEach((scope, theirs) -> {
            Consent now = bothConsents.said(scope);
            if (now.state() != theirs.state()
                    && (now.state() == Consent.State.UNKNOWN || now.at().isBefore(theirs.at()))) {
                leftOut.add("consent." + scope.key() + KEPT_OUT);
            }
        });
        SequencedSet<String> ids = new LinkedHashSet<>(anonymousIds);
        ids.addAll(other.anonymousIds);
        SequencedSet<CustomerId> from = new LinkedHashSet<>(mergedFrom);
        from.addAll(other.mergedFrom);
        from.add(other.id);
        Profile merged = new Profile(
                id,
                userId == null ? other.userId : userId,
                ids,
                both.known(),
                bothConsents,
                devices.merged(other.devices, takeover),
                from,
                revision);
        return new Learned(merged, leftOut);
    }

    /** A yes was given from an address. For another one that only a page stated, it is no more than what a page says. */
    private Consents consentsAt(Traits after) {
        Consents all = consents;
        for (Channel channel : Channel.values()) {
            String contact =
                    switch (channel) {
                        case EMAIL -> Contacts.EMAIL;
                        case SMS, WHATSAPP -> Contacts.PHONE;
                        case PUSH -> null;
                    };
            Trait now = contact == null ? null : after.get(contact);
            Trait was = contact == null ? null : traits.get(contact);
            if (now != null && !now.trusted() && (was == null || !Objects.equals(was.value(), now.value()))) {
                all = all.unconfirmed(channel);
            }
        }
        return all;
    }

    /** Whether the customer asked for fewer messages than others get. */
    public boolean wantsFewer() {
        Trait fewer = traits.get(FEWER);
        return fewer != null && "true".equals(String.valueOf(fewer.value()));
    }

    public Profile wantingFewer(boolean fewer, Instant at) {
        Traits changed = new Traits(traits);
        changed.put(FEWER, new Trait(fewer, at, true));
        return new Profile(id, userId, anonymousIds, changed.known(), consents, devices, mergedFrom, revision);
    }

    /** With what was said of everything on a channel. */
    public Profile with(Channel channel, Consent consent) {
        return with(Scope.of(channel), consent);
    }

    public Profile with(Scope scope, Consent consent) {
        return new Profile(
                id, userId, anonymousIds, traits, consents.with(scope, consent), devices, mergedFrom, revision);
    }

    /** With all that is said of consent. */
    public Profile with(Consents newConsents) {
        return new Profile(id, userId, anonymousIds, traits, newConsents, devices, mergedFrom, revision);
    }

    public Profile withRevision(long newRevision) {
        return new Profile(id, userId, anonymousIds, traits, consents, devices, mergedFrom, newRevision);
    }

    /** Without devices that take no notifications any more, unless they were stated again since. */
    public Profile withoutDevices(Collection<String> tokens, Instant asOf) {
        Devices kept = devices.without(tokens, asOf);
        return new Profile(id, userId, anonymousIds, traits, consents, kept, mergedFrom, revision);
    }

    /** All ids under which items of this customer lie, this one first. */
    public List<CustomerId> allIds() {
        SequencedSet<CustomerId> all = new LinkedHashSet<>();
        all.add(id);
        all.addAll(mergedFrom);
        return List.copyOf(all);
    }

    /** With those of its traits alone that a test lets pass. */
    public Profile keeping(BiPredicate<String, Trait> test) {
        Map<String, Trait> kept = new TreeMap<>();
        traits.forEach((name, trait) -> {
            if (test.test(name, trait)) {
                kept.put(name, trait);
            }
        });
        return new Profile(id, userId, anonymousIds, kept, consents, devices, mergedFrom, revision);
    }

    /** The traits without their times. */
    public Map<String, @Nullable Object> plainTraits() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        traits.forEach((name, trait) -> plain.put(name, trait.value()));
        return plain;
    }
}
