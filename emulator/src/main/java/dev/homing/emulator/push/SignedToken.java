package dev.homing.emulator.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** JSON web tokens, as far as they are signed by somebody. */
final class SignedToken {
    private SignedToken() {}

    /**
     * @param algorithm the JDK's name
     * @return the claims; null where it is no token, or not signed by that key
     */
    static @Nullable JsonNode claims(String token, PublicKey key, String algorithm) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    ? Json.parseOrNull(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : null;
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return null;
        }
    }
}
