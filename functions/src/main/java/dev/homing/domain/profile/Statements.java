package dev.homing.domain.profile;

import dev.homing.domain.Facts;
import dev.homing.domain.OutsideLinks;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about who the customer is: traits under our names, and consent. Consent is stated as a trait {@code consent} with a
 * boolean a scope ({@code {"email": true, "whatsapp": false, "email/news": true, "all/offers": false}}) or, with what the customer read,
 * {@code {"granted": true, "wording": "..."}}; and as {@code unsubscribed: true} for everything, which {@code unsubscribed: false} takes back.
 *
 * @param refused names of traits that can be none: the name or value is too long, or what should be an address is not
 */
record Statements(Map<String, Object> traits, Map<Scope, Consent> consents, List<String> refused) {
    private static final String CONSENT = "consent";
    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final int LONGEST = 1_000;
    private static final int LONGEST_SHOWN = 40;

    /** Stored bytes of what a customer agreed to: the sentence beside a check box. */
    private static final int MOST_OF_WORDING = 500;

    /** Traits that say where messages go: a browser may state them once, and not change them. */
    static boolean isContact(String trait) {
        return trait.equals("email") || trait.equals("phone");
    }

    static Statements of(CustomerEvent event) {
        Map<String, Object> traits = new LinkedHashMap<>();
        // A name such as "your account is locked, see https://..." would stand in the shop's own messages.
        Facts said = event.origin().trusted() ? event.traits() : OutsideLinks.without(event.traits(), _ -> false);
        List<String> refused = new ArrayList<>();
        said.values().forEach((name, value) -> {
            if (value == null || name.equals(CONSENT) || name.equals(UNSUBSCRIBED)) {
                return;
            }
            Object clean = fits(name, value) ? clean(ourName(name), value) : null;
            if (clean == null) {
                refused.add(shown(name));
            } else {
                traits.put(ourName(name), clean);
            }
        });
        String source = event.origin().trusted() ? Consent.STATED : Consent.BROWSER;
        Map<Scope, Consent> consents = new LinkedHashMap<>();
        if (said.values().get(UNSUBSCRIBED) != null) {
            boolean out = Boolean.parseBoolean(said.text(UNSUBSCRIBED));
            // Taking it back is no consent to everything, only an end of the refusal.
            Consent.State state = out ? Consent.State.UNSUBSCRIBED : Consent.State.UNKNOWN;
            if (out || event.origin().trusted()) {
                consents.put(Scope.ALL, new Consent(state, event.at(), source));
            }
        }
        said.map(CONSENT).values().forEach((name, value) -> {
            Scope scope = Scope.parse(name);
            Object granted = value instanceof Map<?, ?> details ? details.get("granted") : value;
            Object wording = value instanceof Map<?, ?> details ? details.get("wording") : null;
            if (scope != null && granted instanceof Boolean yes && !(scope.equals(Scope.ALL) && yes)) {
                Consent.State state = yes ? Consent.State.SUBSCRIBED : Consent.State.UNSUBSCRIBED;
                String read = wording instanceof String text ? StoredBytes.shortened(text, MOST_OF_WORDING) : null;
                consents.put(scope, new Consent(state, event.at(), source, read));
            }
        });
        return new Statements(traits, consents, refused);
    }

    private static String ourName(String name) {
        return switch (name) {
            case "first_name" -> "firstName";
            case "last_name" -> "lastName";
            case "timeZone", "time_zone" -> "timezone";
            default -> name;
        };
    }

    private static @Nullable Object clean(String name, Object value) {
        return switch (name) {
            case "email" -> {
                String email = value.toString().strip().toLowerCase(Locale.ROOT);
                int at = email.indexOf('@');
                boolean plausible = at > 0
                        && at < email.length() - 1
                        && email.chars().noneMatch(c -> c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>');
                yield plausible ? email : null;
            }
            case "phone" -> {
                String digits = value.toString().replaceAll("[\\s()./-]", "");
                yield digits.matches("\\+?[0-9]{6,15}") ? (digits.startsWith("+") ? digits : "+" + digits) : null;
            }
            default -> value;
        };
    }

    private static boolean fits(String name, Object value) {
        return name.length() <= 100
                && name.chars().noneMatch(Character::isISOControl)
                && value.toString().length() <= LONGEST;
    }

    /** A name as it can be shown to people, whatever it is. */
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "...";
    }
}
