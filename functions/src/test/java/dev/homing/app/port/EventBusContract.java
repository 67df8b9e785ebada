package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public abstract class EventBusContract {
    private final String mark = Samples.unique("event");

    protected abstract EventBus bus();

    /** Messages that arrived with this origin, of any test. */
    protected abstract List<String> arrived(Origin origin);

    @Test
    void bringsEveryMessage_whenTheyAreMoreThanOneCallTakes() {
        List<String> messages = IntStream.range(0, 25)
                .mapToObj(i -> message(i, i % 3 == 0 ? "x".repeat(30_000) : "y"))
                .toList();

        bus().put(messages, Origin.SERVER);

        assertThat(arrived(Origin.SERVER)).containsAll(messages);
        assertThat(arrived(Origin.BROWSER)).noneMatch(message -> message.contains(mark));
    }

    @Test
    void saysThroughWhichDoorAMessageCame() {
        bus().put(List.of(message(1, "")), Origin.BROWSER);
        bus().put(List.of(message(2, "")), Origin.BUS);

        assertThat(arrived(Origin.BROWSER)).contains(message(1, ""));
        assertThat(arrived(Origin.BUS)).contains(message(2, ""));
    }

    private String message(int number, String padding) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"" + mark + number
                + "\",\"userId\":\"u1\",\"properties\":{\"padding\":\"" + padding + "\"}}";
    }
}
