package dev.homing.app.port;

import java.util.function.UnaryOperator;

/** Reads and changes the HTML of messages. */
public interface Html {
    /**
     * Replaces where links lead: of everything that a person can click, buttons of Outlook included. Everything else stays as it is, byte for
     * byte.
     *
     * @param target gets where a link leads, without HTML's escapes, and returns where it is to lead; the same: it stays as it is
     */
    String replaceLinks(String html, UnaryOperator<String> target);

    /** What a person reads, as plain text, with the addresses of links behind their words; what is hidden is left out. */
    String text(String html);
}
