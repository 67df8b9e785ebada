package dev.homing.domain.profile;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Consent.State;
import dev.homing.domain.consent.ConsentWord;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.StatedTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an event says of the customer's consent: {@code consent} with a scope's name and a yes or no each, and what shop systems and
 * newsletter tools call it ({@code email_marketing_consent}, {@code accepts_marketing}, {@code $consent}, ...).
 */
final class StatedConsents {
    /** Stored bytes of what a customer agreed to: the sentence beside a check box. */
    private static final int MOST_OF_WORDING = 500;

    /** Stored bytes of where they did. */
    private static final int MOST_OF_SOURCE = 60;

    private static final Set<String> BY_SCOPE = Set.of("consent", "consents", "subscriptions");

    /** What a trait about one channel is called behind the channel's name, in lower case and without punctuation. */
    private static final Set<String> OF_A_CHANNEL = Set.of(
            "consent",
            "marketingconsent",
            "consentstate",
            "optin",
            "optedin",
            "subscribe",
            "subscribed",
            "subscriptionstatus",
            "marketing",
            "marketingstate");

    private static final Set<String> NOT_OF_A_CHANNEL = Set.of("unsubscribed", "unsubscribe", "optout", "optedout");

    private static final Set<String> ACCEPTS = Set.of("acceptsmarketing", "acceptmarketing");
    private static final Set<String> ACCEPTED_NOW = Set.of("buyeracceptsmarketing");
    private static final Set<String> MARKETING = Set.of("marketingconsent", "marketingoptin", "marketingoptedin");
    private static final Set<String> WANTS_NOTHING = Set.of("unsubscribed", "optedout", "optout", "donotcontact");

    /** @param timed whether it says when the customer said so; otherwise the sender may only remember it */
    record Stated(Consent consent, boolean timed) {}

    private final Map<Scope, Stated> read = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final CustomerEvent event;
    private final boolean trusted;

    private StatedConsents(CustomerEvent event) {
        this.event = event;
        this.trusted = event.origin().trusted();
    }

    static StatedConsents of(Facts traits, CustomerEvent event) {
        StatedConsents stated = new StatedConsents(event);
        // What is said of one channel comes after what is said of marketing at large, and counts.
        traits.values().forEach((name, value) -> {
            if (value != null && !isOfAChannel(name)) {
                stated.general(name, plain(name), value);
            }
        });
        traits.values().forEach((name, value) -> {
            if (value != null && isOfAChannel(name)) {
                stated.ofAChannel(name, plain(name), value);
            }
        });
        return stated;
    }

    Map<Scope, Stated> read() {
        return read;
    }

    List<String> leftOut() {
        return leftOut;
    }

    /** Whether a trait says something of consent, and so is none that is kept as it is. */
    static boolean isConsent(String name) {
        String plain = plain(name);
        return BY_SCOPE.contains(plain)
                || ACCEPTS.contains(plain)
                || ACCEPTED_NOW.contains(plain)
                || MARKETING.contains(plain)
                || WANTS_NOTHING.contains(plain)
                || isOfAChannel(name);
    }

    private static boolean isOfAChannel(String name) {
        String plain = plain(name);
        for (String channel : List.of("email", "whatsapp", "sms", "push")) {
            if (plain.equals("accepts" + channel + "marketing")) {
                return true;
            }
            String rest = plain.startsWith(channel) ? plain.substring(channel.length()) : "";
            if (OF_A_CHANNEL.contains(rest) || NOT_OF_A_CHANNEL.contains(rest)) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private void general(String name, String plain, Object value) {
        if (BY_SCOPE.contains(plain)) {
            byScope(name, value);
        } else if (WANTS_NOTHING.contains(plain)) {
            everything(name, value, plain.equals("unsubscribed"));
        } else if (ACCEPTS.contains(plain)) {
            // Also who was never asked does not accept.
            say(name, Scope.of(Channel.EMAIL), value, State.NOT_GIVEN);
        } else if (ACCEPTED_NOW.contains(plain)) {
            // A box that was left empty takes nothing back.
            say(name, Scope.of(Channel.EMAIL), value, null);
        } else if (MARKETING.contains(plain)) {
            say(name, Scope.of(Channel.EMAIL), value, State.UNSUBSCRIBED);
        }
    }

    private void ofAChannel(String name, String plain, Object value) {
        boolean negative = NOT_OF_A_CHANNEL.stream().anyMatch(plain::endsWith);
        Scope scope = Scope.of(channelIn(plain));
        if (!negative) {
            say(name, scope, value, State.UNSUBSCRIBED);
            return;
        }
        switch (ConsentWord.read(value)) {
            case ConsentWord.Said(State state) -> {
                if (state == State.SUBSCRIBED) {
                    put(scope, new Consent(State.UNSUBSCRIBED, event.at(), source(null)), false);
                }
            }
            case ConsentWord.Pending _ -> {}
            case ConsentWord.Unknown _ -> unknown(name, value);
        }
    }

    /** An SMS is no WhatsApp message, neither in a yes nor in a no. */
    private static Channel channelIn(String plain) {
        if (plain.contains("whatsapp")) {
            return Channel.WHATSAPP;
        }
        if (plain.contains("sms")) {
            return Channel.SMS;
        }
        return plain.contains("push") ? Channel.PUSH : Channel.EMAIL;
    }

    /** @param takenBack whether a no takes the refusal back */
    private void everything(String name, Object value, boolean takenBack) {
        switch (ConsentWord.read(value)) {
            case ConsentWord.Said(State state) -> {
                // "unsubscribed": "unsubscribed" says what it is called.
                boolean out = state == State.SUBSCRIBED
                        || (value instanceof String text && plain(text).equals("unsubscribed"));
                if (out) {
                    put(Scope.ALL, new Consent(State.UNSUBSCRIBED, event.at(), source(null)), true);
                } else if (takenBack && trusted) {
                    // Taking it back is no consent to everything, only an end of the refusal.
                    put(Scope.ALL, new Consent(State.UNKNOWN, event.at(), source(null)), true);
                }
            }
            case ConsentWord.Pending _ -> {}
            case ConsentWord.Unknown _ -> unknown(name, value);
        }
    }

    private void byScope(String name, Object value) {
        switch (value) {
            case Map<?, ?> scopes ->
                scopes.forEach((key, said) -> {
                    Scope scope = Scope.parse(String.valueOf(key).toLowerCase(Locale.ROOT));
                    if (scope != null) {
                        say(name + "." + key, scope, said, State.UNSUBSCRIBED);
                    } else if (!String.valueOf(key).equals("categoryPreferences")) {
                        // Those are about cookies and trackers, and not about messages.
                        leftOut.add(shown(name + "." + key)
                                + ": it is no channel; send email, whatsapp, sms, push or email/topic");
                    }
                });
            // Klaviyo's: the channels that were agreed to.
            case List<?> channels ->
                channels.forEach(channel -> {
                    Scope scope = channel instanceof String key ? Scope.parse(key.toLowerCase(Locale.ROOT)) : null;
                    if (scope == null) {
                        leftOut.add(name + ": " + shown(String.valueOf(channel))
                                + " is no channel; send email, whatsapp, sms or push");
                    } else {
                        say(name, scope, true, State.UNSUBSCRIBED);
                    }
                });
            default -> say(name, Scope.ALL, value, State.UNSUBSCRIBED);
        }
    }

    /** @param no what a no means here; null: nothing */
    private void say(String name, Scope scope, @Nullable Object value, @Nullable State no) {
        if (value == null) {
            return;
        }
        Facts details = value instanceof Map<?, ?> map ? details(Facts.of(map)) : Facts.NONE;
        Object word = value instanceof Map<?, ?>
                ? first(
                        details,
                        "granted",
                        "state",
                        "status",
                        "consent",
                        "consented",
                        "marketing_state",
                        "value",
                        "subscribed")
                : value;
        switch (ConsentWord.read(word)) {
            case ConsentWord.Pending _ -> {}
            case ConsentWord.Unknown _ -> unknown(name, word);
            case ConsentWord.Said(State said) -> {
                State state = said == State.UNSUBSCRIBED && !spelled(word) ? no : said;
                if (scope.equals(Scope.ALL) && state == State.SUBSCRIBED) {
                    leftOut.add(name + ": nobody can agree to everything; send the channel, such as consent.email");
                } else if (state != null && !(no == null && state != State.SUBSCRIBED)) {
                    Instant at = time(name, details);
                    String where =
                            details.firstText("source", "opt_in_level", "optInLevel", "collected_from", "method");
                    boolean confirmed = word instanceof String text && ConsentWord.isConfirmed(text);
                    put(
                            scope,
                            new Consent(
                                    state,
                                    at == null ? event.at() : at,
                                    source(confirmed ? String.valueOf(word) : where),
                                    wording(details)),
                            at != null);
                }
            }
        }
    }

    /** "unsubscribed" always says so; a plain no may be the box that nobody ticked. */
    private static boolean spelled(@Nullable Object word) {
        return word instanceof String text && text.strip().length() > "false".length();
    }

    private static Facts details(Facts stated) {
        return stated.get("marketing") instanceof Map<?, ?> marketing ? Facts.of(marketing) : stated;
    }

    private @Nullable Instant time(String name, Facts details) {
        for (String field : List.of(
                "at",
                "timestamp",
                "updated_at",
                "updatedAt",
                "consent_updated_at",
                "consentUpdatedAt",
                "consented_at",
                "last_updated")) {
            String text = details.text(field);
            if (text != null) {
                try {
                    Instant at = StatedTime.read(text);
                    return at.isAfter(event.at()) ? event.at() : at;
                } catch (DateTimeException notATime) {
                    leftOut.add(name + "." + field + ": " + shown(text) + " is no time; send ISO 8601");
                }
            }
        }
        return null;
    }

    private static @Nullable String wording(Facts details) {
        String text = details.firstText("wording", "disclosure", "text");
        return text == null ? null : StoredBytes.shortened(text, MOST_OF_WORDING);
    }

    private String source(@Nullable String where) {
        if (!trusted) {
            return Consent.BROWSER;
        }
        return where == null ? Consent.STATED : Consent.stated(StoredBytes.shortened(where, MOST_OF_SOURCE));
    }

    private void put(Scope scope, Consent consent, boolean timed) {
        read.put(scope, new Stated(consent, timed));
    }

    private void unknown(String name, @Nullable Object value) {
        leftOut.add(
                shown(name) + ": " + shown(String.valueOf(value)) + " is neither a yes nor a no; send true or false");
    }

    private static @Nullable Object first(Facts details, String... names) {
        for (String name : names) {
            if (details.get(name) != null) {
                return details.get(name);
            }
        }
        return null;
    }

    private static String shown(String text) {
        return Statements.shown(text);
    }
}
