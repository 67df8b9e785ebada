package dev.homing.app.port;

import dev.homing.domain.Facts;
import java.util.Locale;

/** Fills placeholders with a customer's data. */
public interface Renderer {
    /** What the filled text becomes a part of, which says how values are written. People are to see what is missing; machines are not. */
    enum Into {
        /** What is missing in the data is left as its placeholder. */
        TEXT(true),
        /** As text. */
        HTML(true),
        /** Values stand within quotation marks, or are written by the helper {@code json}. What is missing is left out. */
        JSON(false),
        /** The path or query of an address, or a form. */
        URL(false),
        /** A line that ends nowhere before its end. */
        LINE(false);

        private final boolean leavesWhatIsMissing;

        Into(boolean leavesWhatIsMissing) {
            this.leavesWhatIsMissing = leavesWhatIsMissing;
        }

        public boolean leavesWhatIsMissing() {
            return leavesWhatIsMissing;
        }
    }

    /**
     * @throws IllegalArgumentException where the template is broken; the message says where
     */
    String render(String template, Facts data, Locale locale, Into into);

    /** Into a message. */
    default String render(String template, Facts data, Locale locale, boolean html) {
        return render(template, data, locale, html ? Into.HTML : Into.TEXT);
    }
}
