package dev.homing.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads countries: ISO 3166-1 with two or three letters, or the English name. */
public final class Country {
    private static final Map<String, String> COMMON = Map.of(
            "UK", "GB",
            "GREAT BRITAIN", "GB",
            "ENGLAND", "GB",
            "SCOTLAND", "GB",
            "WALES", "GB",
            "UNITED STATES OF AMERICA", "US",
            "AMERICA", "US",
            "HOLLAND", "NL",
            "CZECH REPUBLIC", "CZ",
            "TURKEY", "TR");

    private Country() {}

    /**
     * @return the two letters of ISO 3166-1; null where it names no country that is known
     */
    public static @Nullable String code(@Nullable Object stated) {
        if (!(stated instanceof String text)) {
            return null;
        }
        String name = text.strip().toUpperCase(Locale.ROOT);
        String known = Known.CODES.get(name);
        return known == null ? COMMON.get(name) : known;
    }

    /** Made when the first country is read. */
    private static final class Known {
        static final Map<String, String> CODES = codes();

        private static Map<String, String> codes() {
            Map<String, String> codes = new HashMap<>();
            for (String code : Locale.getISOCountries()) {
                Locale country = Locale.of("", code);
                codes.put(country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
                codes.put(country.getISO3Country().toUpperCase(Locale.ROOT), code);
            }
            // Last: two letters always mean the code.
            for (String code : Locale.getISOCountries()) {
                codes.put(code, code);
            }
            return Map.copyOf(codes);
        }
    }
}
