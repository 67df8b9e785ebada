package dev.homing.adapter.push;

import dev.homing.domain.profile.Device;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a browser, so that only this browser reads it, and no push service.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291">RFC 8291, Message Encryption for Web Push</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8188">RFC 8188, Encrypted Content-Encoding</a>
 */
final class Encryption {
    private static final int SALT = 16;
    private static final int TAG_BITS = 128;
    private static final int RECORD = 4096;

    /** Push services take 4096 bytes; of these, 86 are the header, 16 the tag, and one ends the text. */
    static final int MOST_BYTES = RECORD - 86 - 17;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Encryption() {}

    /** @return null where the browser's keys are none that anything can be encrypted for */
    static byte @Nullable [] encrypt(byte[] text, Device.Keys keys) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return encrypt(text, keys, Curve.newPair(), salt);
    }

    /** @param ours a pair for this message alone */
    static byte @Nullable [] encrypt(byte[] text, Device.Keys keys, KeyPair ours, byte[] salt) {
        byte[] theirPoint = Base64.getUrlDecoder().decode(keys.p256dh());
        byte[] auth = Base64.getUrlDecoder().decode(keys.auth());
        ECPublicKey theirs = Curve.key(theirPoint);
        if (theirs == null) {
            return null;
        }
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours.getPrivate());
            agreement.doPhase(theirs, true);
            byte[] ourPoint = Curve.bytes((ECPublicKey) ours.getPublic());
            byte[] info = concat("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), theirPoint, ourPoint);
            byte[] material = derived(agreement.generateSecret(), auth, info, 32);
            byte[] key = derived(material, salt, label("Content-Encoding: aes128gcm\0"), 16);
            byte[] nonce = derived(material, salt, label("Content-Encoding: nonce\0"), 12);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            // One record, which is the last: 2.
            byte[] sealed = cipher.doFinal(concat(text, new byte[] {2}));
            byte[] header = ByteBuffer.allocate(SALT + Integer.BYTES + 1 + ourPoint.length)
                    .put(salt)
                    .putInt(RECORD)
                    .put((byte) ourPoint.length)
                    .put(ourPoint)
                    .array();
            return concat(header, sealed);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] derived(byte[] material, byte[] salt, byte[] info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(material)
                        .addSalt(salt)
                        .thenExpand(info, length));
    }

    private static byte[] label(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
