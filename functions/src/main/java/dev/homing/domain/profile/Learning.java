package dev.homing.domain.profile;

import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.Consents;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event being taken into a profile. Of two statements about the same the later counts, and of two of one time the one that arrived later:
 * a second delivery is known before it comes here.
 */
final class Learning {
    /** Traits by which a customer is addressed, and when; contacts and consent are such, too. */
    static final Set<String> SERVERS_SAY = Set.of(
            "name",
            "firstName",
            "lastName",
            "title",
            "locale",
            "language",
            "timezone",
            "country",
            "countryCode",
            "country_code",
            "address",
            "default_address",
            "defaultAddress");

    static final String NO_ROOM = ": there is no room for it";

    private static final String ONLY_SERVERS =
            ": the shop's own servers know this customer, and what a browser says of it does not count; send it with a server's key";

    private static final String ONLY_ONCE =
            ": something else is known, and a browser does not change it; send it with a server's key";

    private final Profile before;
    private final CustomerEvent event;
    private final Contacts contacts;
    private final boolean trusted;

    /** Whether the shop's own servers know the customer, and anyone else says nothing about how they are reached. */
    private final boolean known;

    /**
     * An identify states its traits anew, so that an older statement that comes late does not undo it. Other events only bring along what their
     * sender remembers, often with every click, and saying the same then changes nothing.
     */
    private final boolean restates;

    private final Traits learned;
    private final SequencedSet<String> leftOut = new LinkedHashSet<>();

    Learning(Profile before, CustomerEvent event, Contacts contacts, boolean known) {
        this.known = known;
        this.before = before;
        this.event = event;
        this.contacts = contacts;
        this.trusted = event.origin().trusted();
        this.restates = event.kind() == CustomerEvent.Kind.IDENTIFY;
        this.learned = new Traits(before.traits());
    }

    Map<String, Trait> learned() {
        return learned.known();
    }

    SequencedSet<String> leftOut() {
        SequencedSet<String> all = new LinkedHashSet<>(leftOut);
        learned.leftOut().forEach(name -> all.add(Statements.shown(name) + NO_ROOM));
        return all;
    }

    void traits(Map<String, Object> stated) {
        stated.forEach((name, value) -> {
            Trait before = learned.get(name);
            if (isOlderThan(before)) {
                return;
            }
            boolean closed =
                    !trusted && ((known && SERVERS_SAY.contains(name)) || (before != null && before.trusted()));
            if (!closed) {
                put(name, value, before);
            } else if (before == null || !value.equals(before.value())) {
                leftOut.add(Statements.shown(name) + ONLY_SERVERS);
            }
        });
    }

    private void put(String name, Object value, @Nullable Trait before) {
        boolean other = before == null || !value.equals(before.value());
        boolean vouches = before != null && trusted && !before.trusted();
        if (other || restates || vouches) {
            // Who only repeats what the shop's servers said takes nothing away from their word.
            boolean stillTrusted = trusted || (before != null && before.trusted() && !other);
            Trait.Before was = before == null ? null : other ? changed(before) : before.before();
            learned.put(name, new Trait(value, event.at(), stillTrusted, was));
        }
    }

    private Trait.@Nullable Before changed(Trait before) {
        Object value = before.value();
        return value != null && TraitChange.isKept(value) ? new Trait.Before(value, event.at()) : null;
    }

    private boolean isOlderThan(@Nullable Trait before) {
        return before != null && event.at().isBefore(before.at());
    }

    /** After the traits, among which may be the country. */
    void contacts(Map<String, Object> stated) {
        stated.forEach(this::contact);
        // Numbers that were stated before their country was.
        Trait given = learned.get(Contacts.PHONE_AS_GIVEN);
        Trait phone = learned.get(Contacts.PHONE);
        if (given != null && (phone == null || !given.at().isBefore(phone.at()))) {
            String number = contacts.read(Contacts.PHONE, String.valueOf(given.value()), Contacts.country(learned()));
            if (number != null && (phone == null || !number.equals(phone.value()))) {
                learned.put(Contacts.PHONE, new Trait(number, given.at(), given.trusted()));
            }
        }
    }

    private void contact(String name, Object stated) {
        String asGiven = Contacts.asGiven(name);
        Trait before = learned.get(name);
        Trait beforeAsGiven = learned.get(asGiven);
        if (isOlderThan(before) || isOlderThan(beforeAsGiven)) {
            return;
        }
        String read = contacts.read(name, stated, Contacts.country(learned()));
        if (!trusted && (known || before != null || beforeAsGiven != null)) {
            boolean same =
                    before != null && before.value() != null && before.value().equals(read);
            if (!same) {
                leftOut.add(name + (known ? ONLY_SERVERS : ONLY_ONCE));
            }
            return;
        }
        boolean byCountry = name.equals(Contacts.PHONE)
                && !Contacts.isInternational(stated.toString().strip());
        if (read == null) {
            leftOut.add(name + ": " + Statements.shown(stated.toString()) + " cannot be read"
                    + (byCountry ? " as a number of the customer's or the shop's country" : ""));
        }
        if (read != null) {
            put(name, read, before);
        }
        if (read == null || byCountry) {
            put(
                    asGiven,
                    stated instanceof List<?>
                            ? stated.toString()
                            : stated.toString().strip(),
                    beforeAsGiven);
        } else {
            learned.remove(asGiven);
        }
    }

    /** Anyone may add a browser: it gets what may go to an address that anyone stated, and pushes out none that the shop's servers did. */
    Devices devices(Device.Reading stated) {
        return switch (stated) {
            case Device.Reading.Nothing() -> before.devices();
            case Device.Reading.Refused(String why) -> {
                leftOut.add(why);
                yield before.devices();
            }
            case Device.Reading.Read(Device device) -> before.devices().with(device, restates);
        };
    }

    Consents consents(Map<Scope, StatedConsents.Stated> stated) {
        Consents consents = before.consents();
        for (Map.Entry<Scope, StatedConsents.Stated> said : stated.entrySet()) {
            Consent before = consents.said(said.getKey());
            boolean imported = event.imported() != CustomerEvent.Import.NONE;
            Consent asSaid = said.getValue().consent();
            Consent now = imported && asSaid.state() == State.SUBSCRIBED ? asSaid.asImported() : asSaid;
            boolean remembered = !restates && !said.getValue().timed();
            boolean sameAgain = remembered && before.with(now).state() == before.state();
            // What a sender remembers of an old yes takes back no no that was said since.
            boolean outdated = (remembered || imported)
                    && now.state() == State.SUBSCRIBED
                    && before.state().decided();
            if (!mayChange(before, now)) {
                if (now.state() != before.state()) {
                    leftOut.add("consent." + said.getKey().key() + (known ? ONLY_SERVERS : ONLY_ONCE));
                }
            } else if (!sameAgain && !outdated) {
                // Also where it is the same again: what was said in between and comes later does not count any more.
                consents = consents.with(said.getKey(), now);
            }
        }
        return consents;
    }

    /** Whom the shop's servers do not know, anyone may opt out: a message too few is better than one too many. */
    private boolean mayChange(Consent before, Consent now) {
        boolean no = now.state() == State.UNSUBSCRIBED && before.untrusted();
        return trusted || (!known && (before.state() == State.UNKNOWN || no));
    }
}
