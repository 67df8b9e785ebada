package dev.homing.emulator.tables.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each call in {@code cases.txt}, one after the other, is answered by our own tables as by DynamoDB Local. Where AWS is known to do otherwise than
 * DynamoDB Local, the line begins with an exclamation mark, and the comment before it says so.
 */
class TableCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void ownTablesAnswerAsTheReferenceDoes() throws IOException {
        List<TwoEngines.Said> different = new ArrayList<>();
        List<TwoEngines.Said> noLongerDifferent = new ArrayList<>();
        int asked = 0;
        try (TwoEngines engines = new TwoEngines();
                InputStream file = TableCasesTest.class.getResourceAsStream("/tables/cases.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                boolean known = line.startsWith("!");
                String call = known ? line.substring(1).strip() : line;
                int space = call.indexOf(' ');
                String request = call.substring(space + 1).replace("LONG", "x".repeat(1100));
                TwoEngines.Said said = engines.ask(call.substring(0, space), (ObjectNode) JSON.readTree(request));
                asked++;
                if (said.same() == known) {
                    (known ? noLongerDifferent : different).add(said);
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(noLongerDifferent).isEmpty();
        assertThat(asked).isGreaterThan(150);
    }
}
