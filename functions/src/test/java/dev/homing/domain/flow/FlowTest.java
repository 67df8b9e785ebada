package dev.homing.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Awaits.UnknownOpen;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration SENDING = Flow.SENDING_TAKES_AT_MOST;

    private static Node.Message email(String id, String next) {
        return Node.Message.then(id, id, Channel.EMAIL, "template", next);
    }

    private static Node.Message email(String id, String opened, String next) {
        return Node.Message.waiting(
                id,
                id,
                Channel.EMAIL,
                "template",
                new Awaits(DAY, UnknownOpen.AS_OPENED),
                Map.of(MessageStatus.OPENED, opened),
                next);
    }

    private static Node.Message whatsApp(String id, String next) {
        return Node.Message.then(id, id, Channel.WHATSAPP, "template", next);
    }

    private static Flow flow(String start, Node... nodes) {
        SequencedMap<String, Node> byId = new LinkedHashMap<>();
        for (Node node : nodes) {
            byId.put(node.id(), node);
        }
        byId.putIfAbsent("end", new Node.End("end", "End"));
        return new Flow(start, byId);
    }

    @Test
    void hasNoProblems_whenAllWaysLeadForwardToAnEnd() {
        assertThat(flow("a", email("a", "end", "b"), whatsApp("b", "end")).problems())
                .isEmpty();
        assertThat(flow("a", email("a", "b", "c"), email("b", "d"), email("c", "d"), email("d", "end"))
                        .problems())
                .as("ways may meet again")
                .isEmpty();
    }

    @Test
    void namesTheNodeAndTheRemedy() {
        assertThat(flow("x", email("a", "end")).problems())
                .containsExactly("start: no node \"x\"; name one of [a, end]");
        assertThat(flow("a", email("a", "y", "z")).problems())
                .containsExactly(
                        "nodes.a.ways: opened leads to \"y\", which is no node; name one of [a, end]",
                        "nodes.a.ways: otherwise, skipped, failed lead to \"z\", which is no node; name one of [a, end]",
                        "nodes.end: no way leads to it; remove it, or lead a way there");
        assertThat(flow("a", email("a", "end"), email("b", "end")).problems())
                .containsExactly("nodes.b: no way leads to it; remove it, or lead a way there");
        assertThat(flow("end").problems()).containsExactly("nodes: there is no message; add one");
        assertThat(flow("w", wait("w", new Until.After(DAY), "x"), email("a", "w"))
                        .problems())
                .containsExactly(
                        "nodes.w.ways: next leads to \"x\", which is no node; name one of [w, a, end]",
                        "nodes.a: no way leads to it; remove it, or lead a way there",
                        "nodes.end: no way leads to it; remove it, or lead a way there");
    }

    @Test
    void namesEverythingAtOnce() {
        assertThat(flow("a", email("a", "x", "a"), email("b", "y")).problems())
                .containsExactly(
                        "nodes.a.ways: opened leads to \"x\", which is no node; name one of [a, b, end]",
                        "nodes.b.ways: sent, skipped, failed lead to \"y\", which is no node; name one of [a, b, end]",
                        "nodes.a: can be reached from itself; a flow goes forward only",
                        "nodes.b: no way leads to it; remove it, or lead a way there",
                        "nodes.end: no way leads to it; remove it, or lead a way there");
    }

    @Test
    void namesTheOtherProblemsToo_whereTheStartIsNoNode() {
        assertThat(flow("x", email("a", "y"), email("b", "b")).problems())
                .containsExactly(
                        "start: no node \"x\"; name one of [a, b, end]",
                        "nodes.a.ways: sent, skipped, failed lead to \"y\", which is no node; name one of [a, b, end]",
                        "nodes.b: can be reached from itself; a flow goes forward only");
    }

    @Test
    void hasATailFromEveryNode() {
        Flow flow = flow("a", email("a", "b", "c"), email("b", "d"), email("c", "d"), email("d", "end"));
        assertThat(flow.startingAt("a")).isEqualTo(flow);
        Flow tail = flow.startingAt("c");
        assertThat(tail.start()).isEqualTo("c");
        assertThat(tail.nodes().keySet()).containsExactly("c", "d", "end");
        assertThat(tail.problems()).isEmpty();
        assertThatThrownBy(() -> flow.startingAt("x")).hasMessageContaining("\"x\"");
    }

    @Test
    void goesForwardOnly() {
        assertThat(flow("a", email("a", "a", "end")).problems())
                .singleElement()
                .asString()
                .startsWith("nodes.a: can be reached from itself");
        assertThat(flow("a", email("a", "end", "b"), email("b", "end", "c"), email("c", "b"))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("nodes.b: can be reached from itself");
    }

    @Test
    void takesAsLongAsItsLongestWay() {
        assertThat(flow("end").longest(START)).isZero();
        assertThat(flow("a", email("a", "end")).longest(START)).isEqualTo(SENDING);
        assertThat(flow("a", email("a", "end", "b"), whatsApp("b", "end")).longest(START))
                .isEqualTo(SENDING.multipliedBy(2).plus(DAY));
        assertThat(flow("a", email("a", "b", "end"), whatsApp("b", "end")).longest(START))
                .as("the way of a status may be the longer one")
                .isEqualTo(SENDING.multipliedBy(2).plus(DAY));
    }

    private static Node.Wait wait(String id, Until until, String next) {
        return new Node.Wait(id, id, until, next);
    }

    @Test
    void takesAsLongAsItsWaitsDo() {
        Flow days = flow("a", email("a", "w"), wait("w", new Until.After(DAY.multipliedBy(3)), "b"), email("b", "end"));
        assertThat(days.problems()).isEmpty();
        assertThat(days.longest(START)).isEqualTo(SENDING.multipliedBy(2).plusDays(3));
        assertThat(days.waits(START)).isEqualTo(DAY.multipliedBy(3));
        assertThat(days.onlyMessage()).isNull();
        Flow morning = flow("w", wait("w", Until.TimeOfDay.onAnyDay(LocalTime.of(9, 0)), "b"), email("b", "end"));
        assertThat(morning.waits(START)).isBetween(DAY, DAY.multipliedBy(2));
        assertThat(morning.onlyMessage()).isNull();
    }

    @Test
    void waitsUntilADateOnce_howeverManyWaitsNameIt() {
        Until christmas = new Until.Date(LocalDateTime.parse("2026-12-24T09:00"));
        Flow flow = flow("a", wait("a", christmas, "b"), wait("b", christmas, "m"), email("m", "end"));
        Duration aWait = Duration.between(START, Instant.parse("2026-12-25T03:00:00Z"));
        assertThat(flow.waits(START)).as("in the zone that is farthest behind").isEqualTo(aWait);
        assertThat(flow.waits(Instant.parse("2026-12-26T00:00:00Z"))).isZero();
    }

    @Test
    void saysSo_whenARunCouldWaitForLongerThanItIsKept() {
        Until half = new Until.After(Duration.ofDays(160));
        Flow flow = flow("a", wait("a", half, "b"), wait("b", half, "m"), email("m", "end"));
        assertThat(flow.problems())
                .containsExactly("nodes: a run could wait for 320 days in all; at most 300 are possible, so shorten"
                        + " its waits");
        Until someDay = new Until.Date(LocalDateTime.parse("2030-01-01T09:00"));
        Flow dated = flow("a", wait("a", someDay, "m"), email("m", "end"));
        assertThat(dated.problems()).as("that depends on when it begins").isEmpty();
        assertThat(dated.tooLong(START)).contains("1136 days");
        assertThat(dated.tooLong(Instant.parse("2029-12-01T00:00:00Z"))).isNull();
    }

    @Test
    void isOneMessage_whenThatIsFollowedByAnEndAndNothingIsAwaited() {
        Node.Message only = email("a", "end");
        assertThat(flow("a", only).onlyMessage()).isEqualTo(only);
        assertThat(flow("a", email("a", "end", "end")).onlyMessage()).isNull();
        assertThat(flow("a", email("a", "b"), email("b", "end")).onlyMessage()).isNull();
        assertThat(flow("end").onlyMessage()).isNull();
    }

    @Test
    void knowsWhichMessageIsTheFirstOnItsChannel_onEveryWay() {
        Node.Message a = email("a", "b", "c");
        Node.Message b = whatsApp("b", "d");
        Node.Message c = email("c", "d");
        Node.Message d = whatsApp("d", "end");
        Flow flow = flow("a", a, b, c, d);
        assertThat(flow.messages()).containsExactly(a, b, c, d);
        assertThat(List.of(
                        flow.firstOnChannel(a, a.channel()),
                        flow.firstOnChannel(b, b.channel()),
                        flow.firstOnChannel(c, c.channel()),
                        flow.firstOnChannel(d, d.channel())))
                .containsExactly(true, true, false, false);
    }

    @Test
    void isReadQuickly_howeverManyWaysLeadThroughIt() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            nodes.add(email("fork" + i, "left" + i, "right" + i));
            nodes.add(email("left" + i, "fork" + (i + 1)));
            nodes.add(email("right" + i, "fork" + (i + 1)));
        }
        nodes.add(email("fork60", "end"));
        Flow flow = flow("fork0", nodes.toArray(Node[]::new));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(flow.problems()).isEmpty();
            assertThat(flow.longest(START)).isEqualTo(SENDING.multipliedBy(121).plus(DAY.multipliedBy(60)));
            assertThat(flow.firstOnChannel(email("fork60", "end"), Channel.EMAIL))
                    .isFalse();
        });
    }

    @Test
    void saysWhatItHas_whenItIsAskedForANodeThatItHasNot() {
        assertThatThrownBy(() -> flow("a", email("a", "end")).node("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"b\"")
                .hasMessageContaining("[a, end]");
    }
}
