package dev.homing.emulator.push;

import dev.homing.emulator.PushServices;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The browser's side of RFC 8291: opens what was encrypted for it, by the steps of the standard's text. */
final class Opening {
    private static final int SALT = 16;
    private static final int POINT = 65;

    private Opening() {}

    static byte[] of(byte[] body, PushServices.Browser browser) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        if (body.length < SALT + 4 + 1 + POINT) {
            throw new IllegalArgumentException("it is too short");
        }
        byte[] salt = new byte[SALT];
        in.get(salt);
        in.getInt();
        if (in.get() != POINT) {
            throw new IllegalArgumentException("its key has another length");
        }
        byte[] senderPoint = new byte[POINT];
        in.get(senderPoint);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.keys().getPrivate());
        agreement.doPhase(key(senderPoint), true);
        byte[] shared = hmac(browser.auth(), agreement.generateSecret());
        byte[] info = ByteBuffer.allocate(14 + 2 * POINT)
                .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(browser.publicKey())
                .put(senderPoint)
                .array();
        byte[] secret = hmac(salt, expanded(shared, info));
        byte[] key = Arrays.copyOf(expanded(secret, label("Content-Encoding: aes128gcm\0")), 16);
        byte[] nonce = Arrays.copyOf(expanded(secret, label("Content-Encoding: nonce\0")), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(sealed);
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != 2) {
            throw new IllegalArgumentException("it does not end in its last record");
        }
        return Arrays.copyOf(padded, end);
    }

    static PublicKey key(byte[] point) throws GeneralSecurityException {
        if (point.length != POINT || point[0] != 4) {
            throw new IllegalArgumentException("it is no uncompressed point");
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return (ECPublicKey) KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(point, 33, POINT))),
                        curve.getParameterSpec(ECParameterSpec.class)));
    }

    /** HKDF's second step, of one block. */
    private static byte[] expanded(byte[] key, byte[] info) throws GeneralSecurityException {
        return hmac(
                key,
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] label(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
