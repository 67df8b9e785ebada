package dev.homing.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private final Signature signature = new Signature("secret");

    @Test
    void isHmacSha256_shortened() {
        // printf 'o c1-m1' | openssl dgst -sha256 -hmac secret -binary | head -c 12 | basenc --base64url
        assertThat(signature.of("o c1-m1")).isEqualTo("T18VGViyw-2sc6ft");
    }

    @Test
    void fitsOneTextUnderOneKey() {
        String signed = signature.of("u c1-m1");
        assertThat(signature.fits("u c1-m1", signed)).isTrue();
        assertThat(signature.fits("o c1-m1", signed)).isFalse();
        assertThat(signature.fits("u c1-m2", signed)).isFalse();
        assertThat(new Signature("another").fits("u c1-m1", signed)).isFalse();
        assertThat(signature.fits("u c1-m1", "")).isFalse();
        assertThat(signature.fits("u c1-m1", signed.substring(1))).isFalse();
        assertThat(signature.fits("u c1-m1", signed.toLowerCase(Locale.ROOT))).isFalse();
    }

    @Test
    void honoursThePreviousKeysSignatures_andSignsByTheNewOne() {
        Signature rotated = new Signature("new", "secret");
        String before = signature.of("u c1-m1");

        assertThat(rotated.of("u c1-m1"))
                .isEqualTo(new Signature("new").of("u c1-m1"))
                .isNotEqualTo(before);
        assertThat(rotated.fits("u c1-m1", rotated.of("u c1-m1"))).isTrue();
        assertThat(rotated.fits("u c1-m1", before)).isTrue();
        assertThat(rotated.fits("u c1-m2", before)).isFalse();
        assertThat(rotated.fits("u c1-m1", new Signature("another").of("u c1-m1")))
                .isFalse();
        assertThat(new Signature("new").fits("u c1-m1", before))
                .as("once the old key is taken out")
                .isFalse();
    }

    @Test
    void mayStandInAnAddress() {
        for (int i = 0; i < 100; i++) {
            assertThat(signature.of("c " + i)).matches("[A-Za-z0-9_-]{16}");
        }
    }
}
