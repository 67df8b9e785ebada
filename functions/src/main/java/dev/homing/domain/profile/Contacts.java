package dev.homing.domain.profile;

import dev.homing.domain.Country;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Facts;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where messages can go, read from what was stated. An email address is one or is not; a phone number may be one as soon as the country is
 * known, so what was stated is kept beside what was read, and is read again with everything that is learned later.
 *
 * @param phones how numbers are read
 * @param shopCountry where customers are who state no country; null where the shop does not say
 */
public record Contacts(PhoneNumbers phones, @Nullable String shopCountry) {
    static final String EMAIL = "email";
    public static final String PHONE = "phone";

    /** The traits that keep what was stated and cannot be read, or only with a country. */
    static final String EMAIL_AS_GIVEN = "emailAsGiven";

    /** A customer's trait with the id by which WhatsApp reaches a person whose number the shop does not know. */
    public static final String WHATSAPP_ID = "whatsappId";

    /** Two letters of a country and what WhatsApp makes up, such as {@code DE.13491208655302741918}. */
    private static final Pattern WHATSAPP_IDS = Pattern.compile("[A-Z]{2}(\\.ENT)?\\.[A-Za-z0-9]{1,128}");

    /** Whether a text can be such an id. */
    public static boolean isWhatsAppId(String text) {
        return WHATSAPP_IDS.matcher(text).matches();
    }

    static final String PHONE_AS_GIVEN = "phoneAsGiven";

    private static final List<String> COUNTRIES = List.of("country", "countryCode", "country_code");

    /** Traits that say where messages go: a browser may state them once, and not change them. */
    static boolean isContact(String trait) {
        return trait.equals(EMAIL)
                || trait.equals(PHONE)
                || trait.equals(EMAIL_AS_GIVEN)
                || trait.equals(PHONE_AS_GIVEN);
    }

    /** Whether a contact is known, as it was read or as it was given. */
    static boolean isStated(String trait, Map<String, Trait> traits) {
        return switch (trait) {
            case EMAIL, EMAIL_AS_GIVEN -> traits.containsKey(EMAIL) || traits.containsKey(EMAIL_AS_GIVEN);
            case PHONE, PHONE_AS_GIVEN -> traits.containsKey(PHONE) || traits.containsKey(PHONE_AS_GIVEN);
            default -> false;
        };
    }

    static String asGiven(String contact) {
        return contact.equals(EMAIL) ? EMAIL_AS_GIVEN : PHONE_AS_GIVEN;
    }

    /**
     * Reads a contact as it was stated.
     *
     * @param country the customer's; null where they state none
     * @return null where it cannot be read
     */
    @Nullable
    String read(String contact, Object stated, @Nullable String country) {
        return contact.equals(EMAIL)
                ? EmailAddress.read(stated)
                : phones.read(stated.toString(), country == null ? shopCountry : country);
    }

    /** Whether it says its country itself. */
    static boolean isInternational(String phone) {
        return phone.startsWith("+") || phone.startsWith("00");
    }

    /** The country that a customer's traits name; null where they name none that there is. */
    static @Nullable String country(Map<String, Trait> traits) {
        for (String name : COUNTRIES) {
            Trait trait = traits.get(name);
            String code = trait == null ? null : Country.code(trait.value());
            if (code != null) {
                return code;
            }
        }
        for (String address : List.of("address", "default_address", "defaultAddress")) {
            Trait trait = traits.get(address);
            if (trait != null && trait.value() instanceof Map<?, ?> map) {
                Facts facts = Facts.of(map);
                for (String name : List.of("country_code", "countryCode", "country")) {
                    String code = Country.code(facts.get(name));
                    if (code != null) {
                        return code;
                    }
                }
            }
        }
        return null;
    }
}
