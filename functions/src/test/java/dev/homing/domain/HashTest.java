package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashTest {
    @Test
    void isTheSameEverywhere() {
        // Worked out by another implementation: SHA-256 of the parts, each behind its length in four bytes, in base 32.
        // A change would orphan
        // everything that is stored under such names.
        assertThat(Hash.name(20, "user", "ada")).isEqualTo("kkxxs7eoawwnla7aycme");
        assertThat(Hash.number("message-1")).isEqualTo(-6524814356585642801L);
    }

    @Test
    void keepsItsPartsApart() {
        assertThat(Hash.name(20, "ab", "c")).isNotEqualTo(Hash.name(20, "a", "bc"));
        assertThat(Hash.name(20, "abc")).isNotEqualTo(Hash.name(20, "abc", ""));
        assertThat(Hash.number("ab", "c")).isNotEqualTo(Hash.number("a", "bc"));
    }

    @Test
    void hasTheLengthAskedFor_inLettersThatNamesMayHave() {
        for (int length = 1; length <= 51; length++) {
            assertThat(Hash.name(length, "x")).hasSize(length).matches("[a-z2-7]+");
        }
    }
}
