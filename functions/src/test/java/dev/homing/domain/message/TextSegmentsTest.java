package dev.homing.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.message.TextSegments.Encoding;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSegmentsTest {
    private static final String EMOJI = "\ud83d\ude00";

    @ParameterizedTest
    @CsvSource({
        "a,0,GSM_7,0,1",
        "a,1,GSM_7,1,1",
        "a,160,GSM_7,160,1",
        "a,161,GSM_7,161,2",
        "a,306,GSM_7,306,2",
        "a,307,GSM_7,307,3",
        "\u20ac,80,GSM_7,160,1",
        "\u20ac,81,GSM_7,162,2",
        "\u00e4,160,GSM_7,160,1",
        "\u6f22,70,UCS_2,70,1",
        "\u6f22,71,UCS_2,71,2",
        "\u6f22,134,UCS_2,134,2",
        "\u6f22,135,UCS_2,135,3"
    })
    void countsWhatFitsInAPart(String character, int times, Encoding encoding, int units, int count) {
        assertThat(TextSegments.of(character.repeat(times))).isEqualTo(new TextSegments(encoding, units, count));
    }

    @Test
    void oneCharacterOfNoAlphabet_halvesWhatFits() {
        assertThat(TextSegments.of("a".repeat(100))).isEqualTo(new TextSegments(Encoding.GSM_7, 100, 1));
        assertThat(TextSegments.of("a".repeat(99) + "\u2019")).isEqualTo(new TextSegments(Encoding.UCS_2, 100, 2));
    }

    @Test
    void knowsTheWholeAlphabet_andNoMore() {
        assertThat(TextSegments.of("@\u00a3$\u00a5\n\r \u0394_\u03a6 ^{}\\[~]|\u20ac \u00bf\u00a1 \u00c7")
                        .encoding())
                .isEqualTo(Encoding.GSM_7);
        for (String other : new String[] {"\u00e7", "`", "\t", "\u201c", "\u00a0", EMOJI, "\u001b"}) {
            assertThat(TextSegments.of(other).encoding()).as(other).isEqualTo(Encoding.UCS_2);
        }
    }

    @Test
    void tearsNothingApartThatTakesTwoPlaces() {
        // 152 and the two of a euro sign do not fit into 153.
        assertThat(TextSegments.of("a".repeat(152) + "\u20ac" + "a".repeat(151)))
                .isEqualTo(new TextSegments(Encoding.GSM_7, 305, 2));
        assertThat(TextSegments.of("a".repeat(152) + "\u20ac" + "a".repeat(152)))
                .isEqualTo(new TextSegments(Encoding.GSM_7, 306, 3));
        assertThat(TextSegments.of(EMOJI.repeat(35))).isEqualTo(new TextSegments(Encoding.UCS_2, 70, 1));
        // 33 of them fit into 67.
        assertThat(TextSegments.of(EMOJI.repeat(66))).isEqualTo(new TextSegments(Encoding.UCS_2, 132, 2));
        assertThat(TextSegments.of(EMOJI.repeat(67))).isEqualTo(new TextSegments(Encoding.UCS_2, 134, 3));
    }

    @Property
    void neverCountsLessThanItTakes(@ForAll String text) {
        TextSegments segments = TextSegments.of(text);
        int most = segments.encoding() == Encoding.GSM_7 ? 160 : 70;
        assertThat(segments.count()).isPositive();
        assertThat(segments.count() == 1).isEqualTo(segments.units() <= most);
        assertThat(segments.units()).isGreaterThanOrEqualTo(text.codePointCount(0, text.length()));
    }
}
