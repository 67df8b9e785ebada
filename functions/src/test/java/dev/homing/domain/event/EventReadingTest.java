package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventReadingTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = RECEIVED.plusSeconds(2);
    private static final String LONG_ID = "x".repeat(257);

    private static Map<String, Object> message(Object... pairs) {
        Map<String, Object> message =
                new LinkedHashMap<>(Map.of("type", "track", "event", "Order Shipped", "userId", "ada"));
        for (int i = 0; i < pairs.length; i += 2) {
            message.put(pairs[i].toString(), pairs[i + 1]);
        }
        message.values().removeIf(value -> value.equals("-"));
        return message;
    }

    private static EventReading read(Map<String, Object> message) {
        return EventReading.read(Facts.of(message), "bus-1", Origin.SERVER, RECEIVED, NOW);
    }

    private static CustomerEvent accepted(Object... pairs) {
        EventReading reading = read(message(pairs));
        assertThat(reading).isInstanceOf(EventReading.Accepted.class);
        return ((EventReading.Accepted) reading).event();
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of(message("type", "trak"), "type", "use track, identify"),
                Arguments.of(message("type", 5), "type", "\"5\" is not known"),
                Arguments.of(message("userId", "-"), "userId, anonymousId", "send at least one"),
                Arguments.of(message("userId", "  "), "userId, anonymousId", "send at least one"),
                Arguments.of(message("type", "alias"), "previousId", "needs both"),
                Arguments.of(
                        message("type", "alias", "userId", "-", "anonymousId", "a", "previousId", "b"),
                        "previousId, userId",
                        "needs both"),
                Arguments.of(message("event", "-"), "event", "send it as \"event\""),
                Arguments.of(message("event", Map.of()), "event", "send it as \"event\""),
                Arguments.of(message("messageId", LONG_ID), "messageId", "at most 256"),
                Arguments.of(message("userId", LONG_ID), "userId", "at most 256"),
                Arguments.of(message("anonymousId", LONG_ID), "anonymousId", "at most 256"),
                Arguments.of(message("previousId", LONG_ID), "previousId", "at most 256"),
                Arguments.of(message("event", LONG_ID), "event", "at most 256"),
                Arguments.of(message("timestamp", "yesterday"), "timestamp", "\"yesterday\" is no time"),
                Arguments.of(message("timestamp", "2026-13-01T00:00:00Z"), "timestamp", "2026-11-22T10:15:30Z"),
                Arguments.of(
                        message("originalTimestamp", "22.11.2026"), "originalTimestamp", "\"22.11.2026\" is no time"),
                Arguments.of(
                        message("timestamp", "2026-11-22T09:00:00Z", "sentAt", "now"), "sentAt", "\"now\" is no time"),
                Arguments.of(message("timestamp", "-999999999-01-01T00:00:00Z"), "timestamp", "from 1970"),
                Arguments.of(message("timestamp", "+999999999-12-31T23:59:59Z"), "timestamp", "from 1970"),
                Arguments.of(message("timestamp", "1969-12-31T23:59:59Z"), "timestamp", "from 1970"));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void namesTheFieldAndTheRemedy_whenItIsRejected(Map<String, Object> message, String field, String remedy) {
        assertThat(read(message))
                .isInstanceOfSatisfying(EventReading.Rejected.class, rejected -> assertThat(rejected.reason())
                        .startsWith(field)
                        .contains(remedy));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:15:30Z, 2026-11-22T09:15:30Z",
        "2026-11-22T09:15:30.123Z, 2026-11-22T09:15:30.123Z",
        "2026-11-22T09:15:30.123456+01:00, 2026-11-22T08:15:30.123456Z",
        "2026-11-22T04:15:30-05:00, 2026-11-22T09:15:30Z",
        "2026-11-22T10:15:30+0100, 2026-11-22T09:15:30Z",
        "2026-11-22T10:15:30+01, 2026-11-22T09:15:30Z",
        "2026-11-22 09:15:30Z, 2026-11-22T09:15:30Z",
        "2026-11-22T09:15:30, 2026-11-22T09:15:30Z",
        "2026-11-22 09:15:30, 2026-11-22T09:15:30Z",
        "2026-11-22T09:15, 2026-11-22T09:15:00Z",
        "2026-11-22, 2026-11-22T00:00:00Z",
        "1795338930, 2026-11-22T09:15:30Z",
        "1795338930123, 2026-11-22T09:15:30.123Z",
    })
    void readsTimestampsInAllShapes(String written, Instant at) {
        CustomerEvent event = accepted("timestamp", written);
        assertThat(event.at()).isEqualTo(at);
        assertThat(event.statedAt()).isEqualTo(at);
    }

    @Test
    void readsATimestampThatIsANumber() {
        assertThat(accepted("timestamp", 1795338930123L).at()).isEqualTo(Instant.parse("2026-11-22T09:15:30.123Z"));
        assertThat(accepted("timestamp", 1795338930).at()).isEqualTo(Instant.parse("2026-11-22T09:15:30Z"));
    }

    @Test
    void happenedWhenItArrived_whenItSaysNoTime() {
        CustomerEvent event = accepted();
        assertThat(event.statedAt()).isNull();
        assertThat(event.at()).isEqualTo(RECEIVED);
    }

    @Test
    void prefersTheTimestampToTheOriginal() {
        assertThat(accepted("timestamp", "2026-11-22T09:00:00Z", "originalTimestamp", "2026-11-22T08:00:00Z")
                        .at())
                .isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(accepted("originalTimestamp", "2026-11-22T08:00:00Z").at())
                .isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
    }

    static Stream<Arguments> clocks() {
        // sender's clock when it happened, when it was sent; what the event's time is then
        return Stream.of(
                Arguments.of(
                        "an hour fast",
                        RECEIVED.plus(Duration.ofMinutes(50)),
                        RECEIVED.plus(Duration.ofMinutes(60)),
                        RECEIVED.minus(Duration.ofMinutes(10))),
                Arguments.of(
                        "a year slow",
                        RECEIVED.minus(Duration.ofDays(365)),
                        RECEIVED.minus(Duration.ofDays(365)),
                        RECEIVED),
                Arguments.of(
                        "right, sent late",
                        RECEIVED.minus(Duration.ofHours(3)),
                        RECEIVED.minusSeconds(1),
                        RECEIVED.minus(Duration.ofHours(3))),
                Arguments.of(
                        "a little off",
                        RECEIVED.minusSeconds(30),
                        RECEIVED.plusSeconds(200),
                        RECEIVED.minusSeconds(30)),
                Arguments.of(
                        "sent before it happened",
                        RECEIVED.minusSeconds(30),
                        RECEIVED.minus(Duration.ofHours(1)),
                        RECEIVED.minusSeconds(30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clocks")
    void putsAWrongClockRight_bySentAt(String clock, Instant statedAt, Instant sentAt, Instant at) {
        CustomerEvent event = accepted("timestamp", statedAt.toString(), "sentAt", sentAt.toString());
        assertThat(event.at()).as(clock).isEqualTo(at);
        assertThat(event.statedAt()).as("a second delivery is known by it").isEqualTo(statedAt);
    }

    @ParameterizedTest
    @CsvSource({"PT1S", "PT4M", "PT6M", "P1D", "P3650D"})
    void happensNow_whenItIsFromTheFuture(Duration ahead) {
        assertThat(accepted("timestamp", NOW.plus(ahead).toString()).at()).isEqualTo(NOW);
    }

    @Test
    void takesNumbersForIds() {
        CustomerEvent event = accepted("userId", 12345, "anonymousId", 1_700_000_000_000L, "messageId", 7);
        assertThat(event.userId()).isEqualTo("12345");
        assertThat(event.anonymousId()).isEqualTo("1700000000000");
        assertThat(event.messageId()).isEqualTo("7");
    }

    @Test
    void isKnownByTheBussId_whenItBringsNone() {
        assertThat(accepted().messageId()).isEqualTo("bus-1");
        assertThat(accepted("messageId", " ").messageId()).isEqualTo("bus-1");
        assertThat(accepted("message_id", "m-1").messageId()).isEqualTo("m-1");
    }

    private static @Nullable Object trait(CustomerEvent event) {
        return event.traits().get("plan");
    }

    @Test
    void findsTraitsWhereEachKindHasThem() {
        Map<String, Object> context = Map.of("traits", Map.of("plan", "context"));
        assertThat(trait(accepted("context", context))).isEqualTo("context");
        assertThat(trait(accepted("type", "identify", "context", context, "traits", Map.of("plan", "own"))))
                .isEqualTo("own");
        assertThat(trait(accepted("type", "group", "context", context, "traits", Map.of("plan", "the company's"))))
                .isEqualTo("context");
        assertThat(accepted("type", "page", "name", "Cart").name()).isEqualTo("Cart");
        assertThat(accepted("type", "page").name()).isEqualTo("page");
        assertThat(accepted("type", "Identify").kind()).isEqualTo(Kind.IDENTIFY);
        assertThat(accepted("type", "-", "event", "Signed Up").kind()).isEqualTo(Kind.TRACK);
        assertThat(accepted("type", "alias", "previousId", "anon-1").previousId())
                .isEqualTo("anon-1");
    }

    @Test
    void startsNothing_whenItIsOlderThanADay() {
        CustomerEvent event = accepted("timestamp", RECEIVED.toString());
        assertThat(event.startsNothing(RECEIVED.plus(Duration.ofHours(24)))).isFalse();
        assertThat(event.startsNothing(RECEIVED.plus(Duration.ofHours(24)).plusMillis(1)))
                .isTrue();
    }
}
