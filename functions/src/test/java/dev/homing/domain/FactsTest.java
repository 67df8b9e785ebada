package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
    private static final Facts FACTS = Facts.of(Map.of(
            "text",
            "  Ada ",
            "blank",
            "   ",
            "decimal",
            new BigDecimal("12.50"),
            "hundred",
            new BigDecimal("1E+2"),
            "int",
            7,
            "long",
            1_700_000_000_000L,
            "yes",
            true,
            "number in text",
            " 12.50 ",
            "list",
            Arrays.asList(Map.of("a", 1), "no map", null, Map.of("a", 2)),
            "map",
            Map.of("inner", "value")));

    @Test
    void readsTextOfWhateverCanBeWrittenOut() {
        assertThat(FACTS.text("text")).isEqualTo("Ada");
        assertThat(FACTS.text("blank")).isNull();
        assertThat(FACTS.text("decimal")).isEqualTo("12.5");
        assertThat(FACTS.text("hundred")).isEqualTo("100");
        assertThat(FACTS.text("int")).isEqualTo("7");
        assertThat(FACTS.text("long")).isEqualTo("1700000000000");
        assertThat(FACTS.text("yes")).isEqualTo("true");
        assertThat(FACTS.text("list")).isNull();
        assertThat(FACTS.text("map")).isNull();
        assertThat(FACTS.text("absent")).isNull();
        assertThat(FACTS.firstText("absent", "blank", "int", "text")).isEqualTo("7");
        assertThat(FACTS.firstText("absent")).isNull();
    }

    @Test
    void readsNumbersAlsoOutOfText() {
        assertThat(FACTS.number("decimal")).isEqualByComparingTo("12.50");
        assertThat(FACTS.number("number in text")).isEqualByComparingTo("12.50");
        assertThat(FACTS.number("int")).isEqualByComparingTo("7");
        assertThat(FACTS.number("long")).isEqualByComparingTo("1700000000000");
        assertThat(FACTS.number("text")).isNull();
        assertThat(FACTS.number("yes")).isNull();
        assertThat(FACTS.number("absent")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e500000", "9e2147483646"})
    void takesNoNumberWhoseWritingOutWouldFillTheMemory(String number) {
        Facts facts = Facts.of(Map.of("text", number, "number", new BigDecimal(number)));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(facts.number("text")).isNull();
            assertThat(facts.number("number")).isNull();
            assertThat(facts.text("number")).isNull();
        });
    }

    @Test
    void readsListsAndMaps_andNothingWhereThereIsNone() {
        assertThat(FACTS.list("list")).containsExactly(Facts.of(Map.of("a", 1)), Facts.of(Map.of("a", 2)));
        assertThat(FACTS.list("map")).isEmpty();
        assertThat(FACTS.map("map").text("inner")).isEqualTo("value");
        assertThat(FACTS.map("list")).isEqualTo(Facts.NONE);
        assertThat(Facts.NONE.isEmpty()).isTrue();
    }

    @Test
    void doesNotChange_whenWhatItWasMadeOfDoes() {
        Map<String, Object> source = new HashMap<>(Map.of("a", 1));
        Facts facts = new Facts(new HashMap<>(source));
        Facts of = Facts.of(source);
        source.put("b", 2);
        assertThat(of).isEqualTo(facts);
        assertThatThrownBy(() -> of.values().put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        List<Facts> list =
                new ArrayList<>(Facts.of(Map.of("l", List.of(Map.of("x", 1)))).list("l"));
        assertThat(list).hasSize(1);
    }
}
