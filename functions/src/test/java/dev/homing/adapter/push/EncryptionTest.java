package dev.homing.adapter.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.profile.Device;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example of the standard, byte for byte: RFC 8291, section 5 and appendix A. */
class EncryptionTest {
    private static final Device.Keys BROWSER = new Device.Keys(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg");

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static KeyPair sender() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        PublicKey point = Objects.requireNonNull(Curve.key(
                bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")));
        return new KeyPair(
                point,
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(
                                new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                                curve.getParameterSpec(ECParameterSpec.class))));
    }

    @Test
    void encryptsTheStandardsExample() throws GeneralSecurityException {
        byte[] text = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);
        byte[] body = Encryption.encrypt(text, BROWSER, sender(), bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(Objects.requireNonNull(body)))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6"
                                + "TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulc"
                                + "y4a-fN");
    }

    @Test
    void encryptsForNoPoint_thatIsNotOnTheCurve() {
        byte[] madeUp = bytes(BROWSER.p256dh());
        madeUp[64] ^= 1;
        String point = Base64.getUrlEncoder().withoutPadding().encodeToString(madeUp);
        assertThat(Encryption.encrypt(new byte[1], new Device.Keys(point, BROWSER.auth())))
                .isNull();
    }

    @Test
    void longestText_isAsLongAsPushServicesTake() {
        assertThat(Encryption.encrypt(new byte[Encryption.MOST_BYTES], BROWSER)).hasSize(4_096);
    }

    @Test
    void aKeyIsTheSame_afterItWasKept() {
        VapidKey key = VapidKey.generate();
        VapidKey read = Objects.requireNonNull(VapidKey.read(key.write()));
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        assertThat(Curve.key(bytes(read.publicKey()))).isNotNull();
        assertThat(VapidKey.read("a secret that CloudFormation made up")).isNull();
        assertThat(VapidKey.read("{\"publicKey\":\"x\",\"privateKey\":\"eA\"}")).isNull();
    }
}
