package dev.homing.domain.audience;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer as ad platforms know them: SHA-256 in hex of the address in lower case and of the digits of the number with its country's; empty
 * where it is not told.
 *
 * @see <a href="https://developers.facebook.com/docs/marketing-api/audiences/guides/custom-audiences#hash">How Meta has it</a>
 */
public record Hashed(String email, String phone) {
    public static final Hashed NOBODY = new Hashed("", "");

    public static Hashed of(@Nullable String email, @Nullable String phone) {
        return new Hashed(
                email == null ? "" : sha256(email.strip().toLowerCase(Locale.ROOT)),
                phone == null ? "" : sha256(phone.replaceAll("\\D", "")));
    }

    public boolean nobody() {
        return equals(NOBODY);
    }

    /** Whether a platform could take one for the other. */
    public boolean shares(Hashed other) {
        return (!email.isEmpty() && email.equals(other.email)) || (!phone.isEmpty() && phone.equals(other.phone));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
