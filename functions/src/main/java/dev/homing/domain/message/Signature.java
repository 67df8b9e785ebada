package dev.homing.domain.message;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs the ids in links, so that nobody can open, click or unsubscribe for a message they did not get. */
public final class Signature {
    private static final int BYTES = 12;

    /** Characters of a short one. */
    static final int SHORT = 8;

    private final SecretKeySpec key;
    private final @Nullable SecretKeySpec previous;

    /** @param key the shop's secret */
    public Signature(String key) {
        this(key, null);
    }

    /**
     * @param key the shop's secret, which signs
     * @param previous the one before it, whose signatures still fit: their links lie in customers' mailboxes; null: there is none
     */
    public Signature(String key, @Nullable String previous) {
        this.key = spec(key);
        this.previous = previous == null ? null : spec(previous);
    }

    private static SecretKeySpec spec(String key) {
        return new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /**
     * @return 16 characters that may stand in an address
     */
    public String of(String text) {
        return of(text, key);
    }

    private static String of(String text, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] shortened = new byte[BYTES];
            System.arraycopy(whole, 0, shortened, 0, BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(shortened);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** @return 8 characters, for where few fit: nobody guesses one of 2^48 by asking a server */
    String shortOf(String text) {
        return of(text).substring(0, SHORT);
    }

    /** As {@link #fits}, of what {@link #shortOf} made. */
    boolean shortFits(String text, String signature) {
        SecretKeySpec old = previous;
        boolean fitsOld = old != null && equal(of(text, old).substring(0, SHORT), signature);
        return equal(of(text, key).substring(0, SHORT), signature) || fitsOld;
    }

    /** Whether a signature is the one of a text, in a time that does not depend on where they differ. */
    public boolean fits(String text, String signature) {
        SecretKeySpec old = previous;
        boolean fitsOld = old != null && fits(text, signature, old);
        return fits(text, signature, key) || fitsOld;
    }

    private static boolean fits(String text, String signature, SecretKeySpec key) {
        return equal(of(text, key), signature);
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
