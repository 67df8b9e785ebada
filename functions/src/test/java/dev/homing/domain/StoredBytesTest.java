package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredBytesTest {
    private static final String[] LETTERS = {"a", "\"", "\\", "\n", "\u0001", "ß", "漢", "😀", "/", "\u2028"};

    private static String text(Random dice) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.nextInt(40); i > 0; i--) {
            text.append(LETTERS[dice.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    @Test
    void neverCountsLessThanIsStored() {
        Random dice = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String text = text(dice);
            assertThat(StoredBytes.of(text))
                    .as(text)
                    .isGreaterThanOrEqualTo(Json.write(text).getBytes(StandardCharsets.UTF_8).length);
        }
        assertThat(StoredBytes.of(null)).isZero();
        assertThat(StoredBytes.of("mug")).isEqualTo(5);
    }

    @Test
    void shortens_withoutBreakingACharacter() {
        Random dice = new Random(2);
        for (int i = 0; i < 1_000; i++) {
            String text = text(dice);
            String shortened = StoredBytes.shortened(text, 20);
            assertThat(text).startsWith(shortened);
            assertThat(StoredBytes.of(shortened)).isLessThanOrEqualTo(22);
            assertThat(shortened.isEmpty() || !Character.isHighSurrogate(shortened.charAt(shortened.length() - 1)))
                    .isTrue();
        }
    }
}
