package dev.homing.app.port;

import dev.homing.domain.Facts;
import java.util.Locale;

/** Fills placeholders with a customer's data. */
public interface Renderer {
    /**
     * @param html whether values are escaped for HTML
     * @return the text; what is missing in the data is left as its placeholder
     * @throws IllegalArgumentException where the template is broken; the message says where
     */
    String render(String template, Facts data, Locale locale, boolean html);
}
