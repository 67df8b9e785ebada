package dev.homing.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesWhatNoQueueTakes_asEscapes() throws JsonProcessingException {
        JsonNode half = Json.parse("{\"name\":\"cut \\ud83d\",\"x\\uffff\":\"\\ud83d\\ude00 \\ude00\\ufffe\"}");
        String written = Json.write(half);
        assertThat(written.codePoints()).noneMatch(c -> (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF);
        assertThat(written).contains("cut \\ud83d", "\uD83D\uDE00 \\ude00\\ufffe", "x\\uffff");
        assertThat(Json.parse(written)).isEqualTo(half);
    }
}
