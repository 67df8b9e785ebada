package dev.homing.domain.consent;

import dev.homing.domain.consent.Consent.State;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a yes or a no, in the words in which shop systems and newsletter tools keep it. */
public sealed interface ConsentWord {
    record Said(State state) implements ConsentWord {}

    /** Asked, and not answered yet: nothing changes by it. */
    record Pending() implements ConsentWord {}

    /** It is neither a yes nor a no. */
    record Unknown() implements ConsentWord {}

    Set<String> YES = Set.of(
            "true",
            "yes",
            "y",
            "1",
            "on",
            "subscribed",
            "subscribe",
            "opted in",
            "opt in",
            "optin",
            "optedin",
            "granted",
            "given",
            "accepted",
            "accept",
            "allowed",
            "allow",
            "agreed",
            "consented",
            "confirmed",
            "confirmed opt in",
            "double opt in",
            "single opt in",
            "explicit",
            "active",
            "enabled");

    Set<String> NO = Set.of(
            "false",
            "no",
            "n",
            "0",
            "off",
            "unsubscribed",
            "unsubscribe",
            "opted out",
            "opt out",
            "optout",
            "optedout",
            "denied",
            "deny",
            "declined",
            "rejected",
            "refused",
            "withdrawn",
            "revoked",
            "disabled",
            "inactive",
            "blocked",
            "suppressed",
            "cleaned",
            "complained",
            "spam",
            "redacted",
            "invalid",
            "archived");

    /** Nobody said yes; which is no no, as it was perhaps never asked. */
    Set<String> NOT_GIVEN = Set.of(
            "not subscribed",
            "notsubscribed",
            "never subscribed",
            "neversubscribed",
            "not given",
            "none",
            "not opted in");

    Set<String> PENDING = Set.of("pending", "unconfirmed", "pending confirmation", "awaiting confirmation", "waiting");

    /** What a yes is called that the customer confirmed, in the words of shop systems. */
    Set<String> CONFIRMED = Set.of("confirmed", "confirmed opt in", "double opt in");

    /** @param word as a shop's system writes it */
    static boolean isConfirmed(String word) {
        return CONFIRMED.contains(plain(word));
    }

    /** @param value a boolean, 0 or 1, or a word in any case of letters */
    static ConsentWord read(@Nullable Object value) {
        return switch (value) {
            case Boolean yes -> new Said(yes ? State.SUBSCRIBED : State.UNSUBSCRIBED);
            case BigDecimal number -> word(number.stripTrailingZeros().toPlainString());
            case Number number -> word(number.toString());
            case String text -> word(text);
            case null, default -> new Unknown();
        };
    }

    private static ConsentWord word(String text) {
        String word = plain(text);
        if (YES.contains(word)) {
            return new Said(State.SUBSCRIBED);
        }
        if (NO.contains(word)) {
            return new Said(State.UNSUBSCRIBED);
        }
        if (NOT_GIVEN.contains(word)) {
            return new Said(State.NOT_GIVEN);
        }
        return PENDING.contains(word) ? new Pending() : new Unknown();
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }
}
