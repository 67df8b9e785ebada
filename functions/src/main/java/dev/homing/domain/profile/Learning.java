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
import org.jspecify.annotations.Nullable;

/**
 * One event being taken into a profile. Of two statements about the same the later counts, and of two of one time the one that arrived later:
 * a second delivery is known before it comes here.
 */
final class Learning {
    private final Profile before;
    private final CustomerEvent event;
    private final Contacts contacts;
    private final boolean trusted;

    /**
     * An identify states its traits anew, so that an older statement that comes late does not undo it. Other events only bring along what their
     * sender remembers, often with every click, and saying the same then changes nothing.
     */
    private final boolean restates;

    private final Traits learned;
    private final SequencedSet<String> leftOut = new LinkedHashSet<>();

    Learning(Profile before, CustomerEvent event, Contacts contacts) {
        this.before = before;
        this.event = event;
        this.contacts = contacts;
        this.trusted = event.origin().trusted();
        this.restates = event.kind() == CustomerEvent.Kind.IDENTIFY;
        this.learned = new Traits(before.traits());
    }

    Map<String, Trait> known() {
        return learned.known();
    }

    SequencedSet<String> leftOut() {
        SequencedSet<String> all = new LinkedHashSet<>(leftOut);
        learned.leftOut().forEach(name -> all.add(Statements.shown(name) + ": there is no room for it"));
        return all;
    }

    void traits(Map<String, Object> stated) {
        stated.forEach((name, value) -> {
            Trait known = learned.get(name);
            if (!isOlderThan(known)) {
                put(name, value, known);
            }
        });
    }

    private void put(String name, Object value, @Nullable Trait known) {
        boolean other = known == null || !value.equals(known.value());
        if (other || restates) {
            // Who only repeats what the shop's servers said takes nothing away from their word.
            learned.put(name, new Trait(value, event.at(), trusted || (known != null && known.trusted() && !other)));
        }
    }

    private boolean isOlderThan(@Nullable Trait known) {
        return known != null && event.at().isBefore(known.at());
    }

    /** After the traits, among which may be the country. */
    void contacts(Map<String, Object> stated) {
        stated.forEach(this::contact);
        // Numbers that were stated before their country was.
        Trait given = learned.get(Contacts.PHONE_AS_GIVEN);
        Trait phone = learned.get(Contacts.PHONE);
        if (given != null && (phone == null || !given.at().isBefore(phone.at()))) {
            String number = contacts.read(Contacts.PHONE, String.valueOf(given.value()), Contacts.country(known()));
            if (number != null && (phone == null || !number.equals(phone.value()))) {
                learned.put(Contacts.PHONE, new Trait(number, given.at(), given.trusted()));
            }
        }
    }

    private void contact(String name, Object stated) {
        String asGiven = Contacts.asGiven(name);
        Trait known = learned.get(name);
        Trait knownAsGiven = learned.get(asGiven);
        boolean closed = !trusted && (known != null || knownAsGiven != null);
        if (closed || isOlderThan(known) || isOlderThan(knownAsGiven)) {
            return;
        }
        String read = contacts.read(name, stated, Contacts.country(known()));
        boolean byCountry = name.equals(Contacts.PHONE)
                && !Contacts.isInternational(stated.toString().strip());
        if (read == null) {
            leftOut.add(name + ": " + Statements.shown(stated.toString()) + " cannot be read"
                    + (byCountry ? " as a number of the customer's or the shop's country" : ""));
        }
        if (read != null) {
            put(name, read, known);
        }
        if (read == null || byCountry) {
            put(
                    asGiven,
                    stated instanceof List<?>
                            ? stated.toString()
                            : stated.toString().strip(),
                    knownAsGiven);
        } else {
            learned.remove(asGiven);
        }
    }

    Consents consents(Map<Scope, StatedConsents.Stated> stated) {
        Consents consents = before.consents();
        for (Map.Entry<Scope, StatedConsents.Stated> said : stated.entrySet()) {
            Consent known = consents.said(said.getKey());
            Consent now = said.getValue().consent();
            boolean remembered = !restates && !said.getValue().timed();
            boolean sameAgain = remembered && known.with(now).state() == known.state();
            // What a sender remembers of an old yes takes back no no that was said since.
            boolean outdated = remembered
                    && now.state() == State.SUBSCRIBED
                    && known.state().decided();
            boolean allowed = trusted || known.state() == State.UNKNOWN;
            if (allowed && !sameAgain && !outdated) {
                // Also where it is the same again: what was said in between and comes later does not count any more.
                consents = consents.with(said.getKey(), now);
            }
        }
        return consents;
    }
}
