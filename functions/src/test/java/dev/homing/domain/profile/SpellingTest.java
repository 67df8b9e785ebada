package dev.homing.domain.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "M\u00fcller, muller",
        "M\u00fcller, Mueller",
        "Mueller, M\u00dcLLER",
        "Mueller, muller",
        "muller, mueller",
        "Bj\u00f6rn, bjorn",
        "Bjoern, bj\u00f6rn",
        "Bj\u00f8rn, bjorn",
        "Garc\u00eda, garcia",
        "Stra\u00dfer, strasser",
        "\u0141ukasz, lukasz",
        "\u00deorvald, thorvald",
        "H\u00e5kon, haakon",
        "H\u00e5kon, hakon",
        "\u00c6r\u00f8, aero",
        "\u0130pek, ipek",
        "Y\u0131lmaz, yilmaz",
        "Nguy\u1ec5n, nguyen",
        "O'Brien, obrien",
        "O\u2019Brien, o'brien",
        "Anne-Marie, anne marie",
        "Anne-Marie, marie anne",
        "Joel, joe",
        "Samuel, samue",
        "\u674e\u4f1f, \u674e",
        "\u041c\u0430\u0440\u0438\u044f \u0418\u0432\u0430\u043d\u043e\u0432\u0430, \u0438\u0432\u0430\u043d",
        "Ana Mar\u00eda Garc\u00eda L\u00f3pez, ana lop",
    })
    void finds(String name, String query) {
        assertThat(Spelling.matches(name, query)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "John, joe",
        "Josef, joe",
        "M\u00fcller, miller",
        "M\u00fcller, uller",
        "Ana Garc\u00eda, ana lopez",
        "Ada, ---",
        "'', ada",
    })
    void doesNotFind(String name, String query) {
        assertThat(Spelling.matches(name, query)).isFalse();
    }

    @Test
    void beginsAtEveryWord_inEverySpelling() {
        assertThat(Spelling.beginnings("Ada M\u00fcller"))
                .containsExactly("ada muller", "muller", "ada mueller", "mueller");
        assertThat(Spelling.beginnings("Ada Lovelace")).containsExactly("ada lovelace", "lovelace");
        assertThat(Spelling.beginnings(" - ")).isEmpty();
    }

    @Test
    void boundsTheWords() {
        assertThat(Spelling.beginnings("a b c d e f g h i j k")).hasSize(8);
    }
}
