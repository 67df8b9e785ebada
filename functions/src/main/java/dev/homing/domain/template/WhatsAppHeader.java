package dev.homing.domain.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a WhatsApp message: a picture, a film or a document. Either its address or its id at WhatsApp is there.
 *
 * @param link Handlebars for an address that WhatsApp can read
 * @param id Handlebars for the id of a file that was uploaded to WhatsApp
 * @param fileName Handlebars for what a document is called; null where it has no name
 */
public record WhatsAppHeader(
        Kind kind,
        @Nullable String link,
        @Nullable String id,
        @Nullable String fileName) {
    /** As it was approved. */
    public enum Kind {
        IMAGE,
        VIDEO,
        DOCUMENT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it is no more than a picture by its address, that; null otherwise. */
    public @Nullable String picture() {
        return kind == Kind.IMAGE && id == null ? link : null;
    }
}
