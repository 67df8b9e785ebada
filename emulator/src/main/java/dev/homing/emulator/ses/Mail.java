package dev.homing.emulator.ses;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail SES has taken.
 *
 * @param messageId SES's
 * @param from as given, with a display name perhaps
 * @param to the header's addresses; destinations are all who get it, Cc and Bcc too
 * @param headers the sender's own
 * @param configurationSet null: no events
 */
record Mail(
        String messageId,
        String from,
        List<String> to,
        List<String> destinations,
        String subject,
        @Nullable String html,
        @Nullable String text,
        Map<String, String> headers,
        Map<String, String> tags,
        @Nullable String configurationSet,
        Instant at) {
    Mail {
        to = List.copyOf(to);
        destinations = List.copyOf(destinations);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The address alone of {@code Name <address>}. */
    static String address(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        int close = mailbox.lastIndexOf('>');
        return (open >= 0 && close > open ? mailbox.substring(open + 1, close) : mailbox).trim();
    }

    /** The domain of {@code Name <address>}, lower case; empty when there is none. */
    static String domain(String mailbox) {
        String address = address(mailbox);
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(java.util.Locale.ROOT);
    }
}
