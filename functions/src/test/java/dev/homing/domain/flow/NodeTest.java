package dev.homing.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Awaits.UnknownOpen;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeTest {
    /** @param ways such as {@code opened=a clicked=b} */
    private static Node.Message waiting(String ways, UnknownOpen unknownOpen) {
        SequencedMap<MessageStatus, String> on = new LinkedHashMap<>();
        for (String way : ways.split(" ", -1)) {
            String[] parts = way.split("=", 2);
            on.put(MessageStatus.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
        }
        Awaits awaits = new Awaits(Duration.ofDays(1), unknownOpen);
        return Node.Message.waiting("email", "Email", Channel.EMAIL, "template", awaits, on, "rest");
    }

    @ParameterizedTest
    @CsvSource({
        "opened=a, AS_OPENED, opened=opened read=opened clicked=opened replied=opened opened_by_machine=opened",
        "opened=a, AS_NOT_OPENED, opened=opened read=opened clicked=opened replied=opened",
        "read=a, AS_OPENED, opened=read read=read clicked=read replied=read",
        "clicked=a, AS_OPENED, clicked=clicked",
        "opened=a clicked=a, AS_OPENED,"
                + " opened=opened read=opened clicked=clicked replied=opened opened_by_machine=opened",
        "opened=a clicked=b, AS_OPENED, clicked=clicked",
        "opened=a clicked=b replied=b, AS_OPENED, clicked=clicked replied=replied",
        "clicked=a unsubscribed=b, AS_OPENED, clicked=clicked unsubscribed=unsubscribed",
        "delivered=a clicked=b, AS_OPENED, clicked=clicked",
        "delivered=a opened=a, AS_OPENED,"
                + " delivered=delivered opened=opened read=opened clicked=opened replied=opened opened_by_machine=opened",
        "replied=a, AS_OPENED, replied=replied",
    })
    void theFirstStatusDecides_unlessOneThatSaysMoreLeadsElsewhere(String ways, UnknownOpen unknown, String decides) {
        Node.Message message = waiting(ways, unknown);
        Map<String, String> deciding = new TreeMap<>();
        for (MessageStatus status : MessageStatus.values()) {
            Way way = message.decidedBy(status);
            if (way != null) {
                deciding.put(status.key(), way.key());
            }
        }
        Map<String, String> expected = new TreeMap<>();
        for (String pair : decides.split(" ", -1)) {
            expected.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        assertThat(deciding).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "opened=a clicked=b, AS_OPENED, SENT OPENED, opened, true",
        "opened=a clicked=b, AS_OPENED, SENT OPENED_BY_MACHINE, opened, true",
        "opened=a clicked=b, AS_NOT_OPENED, SENT OPENED_BY_MACHINE, otherwise, true",
        "opened=a clicked=b, AS_OPENED, SENT DELIVERED, otherwise, true",
        "opened=a clicked=b, AS_OPENED, SENT CLICKED OPENED, clicked, true",
        "delivered=a opened=b clicked=c, AS_OPENED, DELIVERED, delivered, true",
        "opened=a clicked=a, AS_OPENED, SENT, otherwise, false",
        "clicked=a unsubscribed=b, AS_OPENED, OPENED, otherwise, false",
    })
    void theFurthestStatusDecides_whenTheTimeIsOver(
            String ways, UnknownOpen unknown, String reached, String way, boolean leavesSomething) {
        Node.Message message = waiting(ways, unknown);
        assertThat(message.furthest(Arrays.stream(reached.split(" ", -1))
                                .map(MessageStatus::valueOf)
                                .toList())
                        .key())
                .isEqualTo(way);
        assertThat(message.decidesAtTheEnd()).isEqualTo(leavesSomething);
    }

    @Test
    void knowsItsWaysByTheirNames() {
        Node.Message message = waiting("opened=a clicked=b", UnknownOpen.AS_OPENED);
        assertThat(message.ways().keySet().stream().map(Way::key))
                .containsExactly("opened", "clicked", "otherwise", "skipped", "failed");
        message.ways().keySet().forEach(way -> assertThat(Way.ofKey(way.key())).isEqualTo(way));
        assertThat(message.targets()).containsExactly("a", "b", "rest");
        assertThat(message.to(Way.Sending.FAILED)).isEqualTo("rest");
        assertThatThrownBy(() -> message.to(Way.Sending.SENT)).hasMessageContaining("no way sent");
        assertThat(Way.ofKey("sideways")).isNull();
    }

    @Test
    void hasEveryWayThatItNeeds_andNoOther() {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        for (Way way : List.of(Way.Sending.SENT, Way.Sending.SKIPPED)) {
            ways.put(way, "end");
        }
        assertThatThrownBy(() -> new Node.Message("a", "A", Channel.EMAIL, "t", null, ways))
                .isInstanceOf(IllegalArgumentException.class);
        ways.put(Way.Sending.FAILED, "end");
        assertThat(new Node.Message("a", "A", Channel.EMAIL, "t", null, ways).decidedBy(MessageStatus.OPENED))
                .isNull();
        ways.put(new Way.On(MessageStatus.OPENED), "end");
        assertThatThrownBy(() -> new Node.Message("a", "A", Channel.EMAIL, "t", null, ways))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
