package dev.homing.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"caaaabbbbccccddddeeee-f2ghijklmnopqrst", "c1-1"})
    void areReadAsTheyAreWritten(String text) {
        assertThat(MessageId.parse(text)).hasToString(text);
        assertThat(RunId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "c1", "c1-", "-1", LONG})
    void areNoIds_whenNoTableCouldHaveThem(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.parse(text));
        assertThatIllegalArgumentException().isThrownBy(() -> RunId.parse(text));
    }

    private static final String LONG =
            "caaaabbbbccccddddeeee-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
}
