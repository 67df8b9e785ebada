package dev.homing.domain.profile;

import dev.homing.domain.Facts;
import dev.homing.domain.OutsideLinks;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.CustomerEvent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says about who the customer is: traits under our names, and consent. Consent is stated as a trait {@code consent} with a
 * boolean a channel ({@code {"email": true, "whatsapp": false}}), or {@code unsubscribed: true} for all channels.
 */
record Statements(Map<String, Object> traits, Map<Channel, Consent.State> consents) {
    private static final String CONSENT = "consent";
    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final int LONGEST = 1_000;

    /** Traits that say where messages go: a browser may state them once, and not change them. */
    static boolean isContact(String trait) {
        return trait.equals("email") || trait.equals("phone");
    }

    static Statements of(CustomerEvent event) {
        Map<String, Object> traits = new LinkedHashMap<>();
        // A name such as "your account is locked, see https://..." would stand in the shop's own messages.
        Facts said = event.origin().trusted() ? event.traits() : OutsideLinks.without(event.traits(), _ -> false);
        said.values().forEach((name, value) -> {
            if (value != null && !name.equals(CONSENT) && !name.equals(UNSUBSCRIBED) && fits(name, value)) {
                Object clean = clean(ourName(name), value);
                if (clean != null) {
                    traits.put(ourName(name), clean);
                }
            }
        });
        Map<Channel, Consent.State> consents = new EnumMap<>(Channel.class);
        if (Boolean.parseBoolean(said.text(UNSUBSCRIBED))) {
            for (Channel channel : Channel.values()) {
                consents.put(channel, Consent.State.UNSUBSCRIBED);
            }
        }
        said.map(CONSENT).values().forEach((name, value) -> {
            Channel channel = Channel.ofKey(name);
            if (channel != null && value instanceof Boolean yes) {
                consents.put(channel, yes ? Consent.State.SUBSCRIBED : Consent.State.UNSUBSCRIBED);
            }
        });
        return new Statements(traits, consents);
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
        return name.length() <= 100 && value.toString().length() <= LONGEST;
    }
}
