package dev.homing.domain.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * One change of what counts of a customer's consent. They are kept for as long as the customer is, one after the other: what counts now is what they
 * come to.
 *
 * @param number of the write that made it; those of one write have the same
 * @param consent what counts from then on; null: nothing does, as there was no room for it, or another id of the customer took it over
 * @param notedAt when it was written down; what it says may have been said long before
 */
public record ConsentChange(
        long number, Scope scope, @Nullable Consent consent, Instant notedAt) {

    /**
     * What one write changes.
     *
     * @param number of the write
     */
    public static List<ConsentChange> between(Consents before, Consents after, long number, Instant notedAt) {
        SequencedSet<Scope> scopes = new LinkedHashSet<>(before.byScope().keySet());
        scopes.addAll(after.byScope().keySet());
        List<ConsentChange> changes = new ArrayList<>();
        for (Scope scope : scopes) {
            Consent now = after.byScope().get(scope);
            if (now == null || !now.equals(before.byScope().get(scope))) {
                changes.add(new ConsentChange(number, scope, now, notedAt));
            }
        }
        return changes;
    }

    /** What counts after all of these, in whatever order they come. */
    public static Consents sum(List<ConsentChange> changes) {
        SequencedMap<Scope, Consent> byScope = new LinkedHashMap<>();
        changes.stream().sorted(Comparator.comparingLong(ConsentChange::number)).forEach(change -> {
            Consent consent = change.consent;
            if (consent == null) {
                byScope.remove(change.scope);
            } else {
                byScope.put(change.scope, consent);
            }
        });
        return new Consents(byScope);
    }

    /** Who said so. */
    public enum Who {
        CUSTOMER,
        SHOP,
        /** Anyone can send what a page or an app sends. */
        BROWSER,
        NOBODY;

        public static Who of(@Nullable Consent consent) {
            if (consent == null) {
                return NOBODY;
            }
            if (consent.untrusted()) {
                return BROWSER;
            }
            return consent.byEvent() ? SHOP : CUSTOMER;
        }
    }
}
