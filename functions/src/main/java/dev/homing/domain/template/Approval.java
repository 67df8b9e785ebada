package dev.homing.domain.template;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What WhatsApp says of a template of the shop's. Nothing is kept of those that it never said anything bad of: they can be sent.
 *
 * @param name as WhatsApp knows it
 * @param language such as {@code en_US}
 * @param quality what customers' reactions say of it; null where nothing was told
 * @param details in WhatsApp's own words; null where there are none
 * @param at by WhatsApp's word
 */
public record Approval(
        String name,
        String language,
        Status status,
        @Nullable Quality quality,
        @Nullable String details,
        Instant at) {
    /** Whether a template can be sent. */
    public enum Status {
        APPROVED,
        REJECTED,
        PAUSED,
        DISABLED,
        DELETED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How its recipients take it. */
    public enum Quality {
        GREEN,
        YELLOW,
        RED,
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By what it is known. WhatsApp writes languages with a dash and with a low line. */
    public static String key(String name, String language) {
        return name + " " + language.replace('-', '_');
    }

    public String key() {
        return key(name, language);
    }

    public boolean sendable() {
        return status == Status.APPROVED;
    }

    /** Whether it need not be kept where nothing is known. */
    public boolean usual() {
        return sendable() && (quality == null || quality == Quality.GREEN || quality == Quality.UNKNOWN);
    }

    /** What is known by this one, told after another: a status says nothing of the quality, and a quality nothing of the status. */
    public Approval after(@Nullable Approval before, boolean tellsStatus) {
        if (before == null) {
            return this;
        }
        return new Approval(
                name,
                language,
                tellsStatus ? status : before.status,
                tellsStatus ? before.quality : quality,
                tellsStatus ? details : before.details,
                at);
    }
}
