package dev.homing.domain.profile;

import dev.homing.domain.BrowserWords;
import dev.homing.domain.Facts;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an event says about who the customer is: traits under our names, contacts as they were stated, and consent.
 *
 * @param refused traits that can be none, each with its reason; for people
 */
record Statements(
        Map<String, Object> traits,
        Map<String, Object> contacts,
        Map<Scope, StatedConsents.Stated> consents,
        List<String> refused) {
    /** Characters of a name and of a value as text. */
    private static final int LONGEST_NAME = 100;

    private static final int LONGEST = 1_000;
    private static final int LONGEST_SHOWN = 60;

    /** Traits that are read as text, and stand in messages as such. */
    private static final Set<String> TEXTS = Set.of(
            "name",
            "firstName",
            "lastName",
            "title",
            "company",
            "locale",
            "language",
            "timezone",
            "city",
            "country",
            "gender");

    /** Those of them that people are called by. */
    private static final Set<String> NAMES = Set.of("name", "firstName", "lastName", "title", "company", "city");

    /** Spaces of all kinds, and characters that cannot be seen. */
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{C}]*");

    private static final Set<String> NAMES_OF_NOTHING = Set.of("None", "NaN", "NULL", "N/A", "Undefined");

    static Statements of(CustomerEvent event) {
        Map<String, Object> traits = new LinkedHashMap<>();
        Map<String, Object> contacts = new LinkedHashMap<>();
        Facts said = event.traits();
        List<String> refused = new ArrayList<>();
        said.values().forEach((name, value) -> {
            if (value == null || StatedConsents.isConsent(name)) {
                return;
            }
            String ours = ourName(name);
            if (!fits(name, value)) {
                refused.add(shown(name) + ": its name or value is too long, or its name holds control characters");
            } else if (isNothing(value)) {
                // Who sends an empty field says nothing by it.
                return;
            } else if (ours.equals(Contacts.EMAIL) || ours.equals(Contacts.PHONE)) {
                contacts.put(ours, value);
            } else if (Contacts.isContact(ours)) {
                refused.add(shown(name) + ": Homing itself keeps a trait of this name; send another one");
            } else if (TEXTS.contains(ours) && !(value instanceof String || value instanceof Number)) {
                refused.add(shown(name) + ": it is no text");
            } else if (NAMES.contains(ours)
                    && !event.origin().trusted()
                    && !BrowserWords.isName(value.toString().strip())) {
                // A name such as "your account is locked, see ..." would stand in the shop's own messages.
                refused.add(shown(name) + ": of a browser's key only names are taken, at most "
                        + BrowserWords.LONGEST_NAME + " letters, apostrophes, hyphens, points and spaces");
            } else {
                traits.put(ours, value instanceof String text ? text.strip() : value);
            }
        });
        StatedConsents consents = StatedConsents.of(said, event);
        refused.addAll(consents.leftOut());
        return new Statements(traits, contacts, consents.read(), refused);
    }

    /** What stands for no value: blanks, and what programs write in the place of one. Somebody may be called Null, and nobody null. */
    private static boolean isNothing(Object value) {
        if (!(value instanceof String text) || BLANK.matcher(text).matches()) {
            return value instanceof String;
        }
        boolean written = Placeholder.isNothing(text)
                && !Character.isUpperCase(text.strip().charAt(0));
        return written || NAMES_OF_NOTHING.contains(text.strip());
    }

    private static String ourName(String name) {
        return switch (name) {
            case "first_name" -> "firstName";
            case "last_name" -> "lastName";
            case "timeZone", "time_zone" -> "timezone";
            default -> name;
        };
    }

    private static boolean fits(String name, Object value) {
        return name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && value.toString().length() <= LONGEST;
    }

    /** A name as it can be shown to people, whatever it is. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "...";
    }
}
