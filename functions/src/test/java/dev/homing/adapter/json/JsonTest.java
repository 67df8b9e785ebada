package dev.homing.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsEachKindOfValue() {
        assertThat(Json.parse("[1,3000000000,12.50,\"x\",true,null,{\"a\":[]}]"))
                .hasToString("[1, 3000000000, 12.50, x, true, null, {a=[]}]");
        assertThat(Json.parse("12.50")).isEqualTo(new BigDecimal("12.50"));
        assertThat(Json.parse("3000000000")).isEqualTo(3_000_000_000L);
        assertThat(Json.parse("7")).isEqualTo(7);
    }

    /** In Java's own escapes, as the characters cannot stand in a source. */
    @ParameterizedTest
    @CsvSource({
        "'\"a\\ud83d\"', a\ufffd",
        "'\"\\ude00a\"', \ufffda",
        "'\"\\ud83d\\ude00\"', \ud83d\ude00",
        "'\"\\ud83dx\\ude00\"', \ufffdx\ufffd",
        "'\"\\ufffe\\uffff\"', \ufffd\ufffd",
        "'\"\\u0000\\u0001\\u001f\"', \ufffd\ufffd\ufffd",
        "'\"x\\ty\"', x\ty",
    })
    void readsOnlyWhatEveryQueueTakes(String json, String text) {
        assertThat(Json.parse(json)).isEqualTo(text);
        assertThat(Json.object("{" + json + ":1}").values()).containsOnlyKeys(text);
    }

    @Test
    void writesWhatItReads() {
        String text = "{\"b\":[1,2.50,null,\"\\\"\"],\"a\":{\"c\":false}}";

        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "[1,]", "{} {}", "nul", "1e999999999", "\"open"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void saysWhere_whenItIsNoJson() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\n\"b\" 2}")).hasMessageContaining("line 2");
    }

    @Test
    void refusesDepthThatWouldExhaustTheStack() {
        char[] open = new char[100_000];
        Arrays.fill(open, '[');

        assertThatThrownBy(() -> Json.parse(new String(open))).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesOtherThanAnObject_whenOneIsExpected() {
        assertThatThrownBy(() -> Json.object("[]")).isInstanceOf(MalformedJson.class);
    }
}
