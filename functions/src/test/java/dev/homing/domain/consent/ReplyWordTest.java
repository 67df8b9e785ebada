package dev.homing.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyWordTest {
    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "Stop.,STOP",
        "\u00a1Baja!,STOP",
        "opt-out,STOP",
        "Unsubscribe \ud83d\ude4f,STOP",
        "Stop  promotions,STOP",
        "ARRET,STOP",
        "TD,STOP",
        "please stop by tomorrow,NONE",
        "When does the sale end?,NONE",
        "'',NONE",
        "start,START",
        "UNSTOP!,START",
        "yes,NONE",
        "Help,HELP",
        "help me to choose,NONE"
    })
    void knowsWhatAWholeAnswerMeans(String text, ReplyWord word) {
        assertThat(ReplyWord.of(text)).isEqualTo(word);
    }

    @Test
    void aPictureMeansNothing() {
        assertThat(ReplyWord.of(null)).isEqualTo(ReplyWord.NONE);
    }
}
