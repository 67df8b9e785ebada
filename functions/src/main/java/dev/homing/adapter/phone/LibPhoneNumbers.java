package dev.homing.adapter.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.homing.domain.profile.PhoneNumbers;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link PhoneNumbers} by Google's libphonenumber. Nothing of it is loaded before the first number, and of a country's rules when it is met. */
public final class LibPhoneNumbers implements PhoneNumbers {
    /** What it names a country that is not known. */
    private static final String NO_COUNTRY = "ZZ";

    /** The trunk prefix, written for callers from inside the country: {@code +49 (0)151 ...}. */
    private static final Pattern TRUNK = Pattern.compile("(?<=\\d)\\s*\\(\\s*0\\s*\\)");

    /** Spaces of all kinds, and what stands invisible between digits after copying. */
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    @Override
    public @Nullable String read(String stated, @Nullable String country) {
        String plain = SPACES.matcher(INVISIBLE.matcher(stated).replaceAll(""))
                .replaceAll(" ")
                .strip();
        plain = plain.replaceFirst("(?i)^(tel|callto|whatsapp|sms):\\s*(//)?", "")
                .strip();
        boolean international = plain.startsWith("+") || plain.startsWith("00") || plain.startsWith("＋");
        if (plain.startsWith("00")) {
            plain = "+" + plain.substring(2);
        }
        if (international) {
            plain = TRUNK.matcher(plain).replaceFirst(" ");
        } else if (country == null || !isOfDigits(plain)) {
            return null;
        }
        if (international) {
            // Ranges are given out faster than this list of them is renewed, and nothing has to be guessed here.
            return read(plain, NO_COUNTRY, PhoneNumberUtil.getInstance()::isPossibleNumber);
        }
        String withoutPlus = withoutPlus(plain, String.valueOf(country));
        return withoutPlus == null ? valid(plain, String.valueOf(country)) : withoutPlus;
    }

    /**
     * A number with its country's code, and without the plus: {@code 4915123456789} of a customer in Germany, where the same digits without the 0
     * that a number at home begins with would be one in a village.
     */
    private static @Nullable String withoutPlus(String plain, String country) {
        String code = "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(country);
        String read = valid("+" + plain, NO_COUNTRY);
        return read != null && read.startsWith(code) ? read : null;
    }

    private static @Nullable String valid(String plain, String country) {
        return read(plain, country, PhoneNumberUtil.getInstance()::isValidNumber);
    }

    private static @Nullable String read(String plain, String country, Predicate<PhoneNumber> may) {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = library.parse(plain, country);
            return may.test(number) ? library.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    /** Letters may stand for digits, as in 1-800-FLOWERS, and the words of somebody who has no phone as well. */
    private static boolean isOfDigits(String plain) {
        return plain.chars().anyMatch(Character::isDigit);
    }
}
