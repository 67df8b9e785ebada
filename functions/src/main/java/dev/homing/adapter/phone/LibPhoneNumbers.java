package dev.homing.adapter.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.homing.domain.profile.PhoneNumbers;
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
        String plain = SPACES.matcher(INVISIBLE.matcher(stated).replaceAll("")).replaceAll(" ").strip();
        plain = plain.replaceFirst("(?i)^(tel|callto|whatsapp|sms):\\s*(//)?", "").strip();
        boolean international = plain.startsWith("+") || plain.startsWith("00") || plain.startsWith("＋");
        if (plain.startsWith("00")) {
            plain = "+" + plain.substring(2);
        }
        if (international) {
            plain = TRUNK.matcher(plain).replaceFirst(" ");
        } else if (country == null || !isOfDigits(plain)) {
            return null;
        }
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = library.parse(plain, country == null ? NO_COUNTRY : country);
            return library.isValidNumber(number) ? library.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    /** Letters may stand for digits, as in 1-800-FLOWERS, and the words of somebody who has no phone as well. */
    private static boolean isOfDigits(String plain) {
        return plain.chars().anyMatch(Character::isDigit);
    }
}
