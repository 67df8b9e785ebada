package dev.homing.adapter.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homing.adapter.Golden;
import dev.homing.adapter.Starters;
import dev.homing.app.port.Journeys;
import dev.homing.asl.AslParser;
import dev.homing.asl.StateMachine;
import dev.homing.asl.Task;
import dev.homing.asl.Transition;
import dev.homing.asl.interpreter.Execution;
import dev.homing.asl.interpreter.HistoryEvent;
import dev.homing.asl.interpreter.Interpreter;
import dev.homing.asl.interpreter.TaskCall;
import dev.homing.asl.interpreter.TaskOutcome;
import dev.homing.asl.interpreter.TokenResult;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowCompilerTest {
    private static final String BASE = "https://sqs.us-east-1.amazonaws.com/000000000000/";

    static final FlowCompiler COMPILER = new FlowCompiler(
            Map.of(Channel.EMAIL, BASE + "email", Channel.WHATSAPP, BASE + "whatsapp"),
            BASE + "outcomes",
            BASE + "webhooks");

    private static final Campaign.Version CART_RECOVERY = Starters.campaign("cart-recovery");

    @Test
    void compilesTheStarter_asItsGoldenFile() {
        Golden.assertSame("statemachines/cart-recovery.asl.json", COMPILER.compile(CART_RECOVERY, null));
    }

    @Test
    void writesWhatTheParserReads() {
        assertThat(AslParser.parse(COMPILER.compile(CART_RECOVERY, null)))
                .isEqualTo(COMPILER.machine(CART_RECOVERY, null));
    }

    @Test
    void hasOneStateAMessage_andNoTransitionForAnEnd() {
        StateMachine machine = COMPILER.machine(CART_RECOVERY, null);
        assertThat(machine.states().keySet())
                .containsExactly(
                        "Email reminder",
                        "Email reminder later",
                        "WhatsApp reminder",
                        "WhatsApp reminder later",
                        "Done",
                        "Exited",
                        "Held");
        for (String message : List.of("Email reminder", "WhatsApp reminder")) {
            assertThat(machine.states().get(message))
                    .isInstanceOfSatisfying(
                            Task.class, task -> assertThat(task.transition()).isEqualTo(new Transition.End()));
        }
    }

    @Test
    void namesStatesById_whenNamesAreTheSameOrTooLong() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("a", Node.Message.then("a", "Reminder", Channel.EMAIL, "t", "b"));
        nodes.put("b", Node.Message.then("b", "Reminder", Channel.EMAIL, "t", "c"));
        nodes.put("c", Node.Message.then("c", "x".repeat(100), Channel.EMAIL, "t", "d"));
        nodes.put("d", Node.Message.then("d", "Done", Channel.EMAIL, "t", "end"));
        nodes.put("end", new Node.End("end", "End"));
        StateMachine machine = COMPILER.machine(with(new Flow("a", nodes)), null);
        assertThat(machine.states().keySet())
                .containsExactly(
                        "a", "a later", "b", "b later", "c", "c later", "d", "d later", "Done", "Exited", "Held");
        assertThat(AslParser.parse(COMPILER.compile(with(new Flow("a", nodes)), null)))
                .isEqualTo(machine);
    }

    private static Campaign.Version transactional() {
        return new Campaign.Version(
                CART_RECOVERY.campaign(),
                1,
                CART_RECOVERY.name(),
                "",
                Campaign.Kind.TRANSACTIONAL,
                CART_RECOVERY.trigger(),
                CART_RECOVERY.flow(),
                CART_RECOVERY.attributionWindow(),
                CART_RECOVERY.templates(),
                null,
                Instant.EPOCH);
    }

    @Test
    void refusesAFlowWithProblems() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("a", Node.Message.then("a", "Reminder", Channel.EMAIL, "t", "nowhere"));
        assertThatThrownBy(() -> COMPILER.compile(with(new Flow("a", nodes)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void refusesAChannelWithoutAQueue() {
        FlowCompiler onlyEmail =
                new FlowCompiler(Map.of(Channel.EMAIL, BASE + "email"), BASE + "outcomes", BASE + "webhooks");
        assertThatThrownBy(() -> onlyEmail.compile(CART_RECOVERY, null)).hasMessageContaining("whatsapp");
    }

    private static Campaign.Version with(Flow flow) {
        return new Campaign.Version(
                CART_RECOVERY.campaign(),
                1,
                CART_RECOVERY.name(),
                "",
                CART_RECOVERY.kind(),
                CART_RECOVERY.trigger(),
                flow,
                CART_RECOVERY.attributionWindow(),
                CART_RECOVERY.templates(),
                null,
                Instant.EPOCH);
    }

    private static SequencedMap<MessageStatus, String> statuses(Object... pairs) {
        SequencedMap<MessageStatus, String> on = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            on.put((MessageStatus) pairs[i], (String) pairs[i + 1]);
        }
        return on;
    }

    /** Opened and clicked lead elsewhere, and so do skipped and failed; the others end. */
    private static Campaign.Version manyWays() {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        statuses(MessageStatus.OPENED, "nudge", MessageStatus.CLICKED, "thanks", MessageStatus.UNSUBSCRIBED, "end")
                .forEach((status, to) -> ways.put(new Way.On(status), to));
        ways.put(Way.Sending.OTHERWISE, "again");
        ways.put(Way.Sending.SKIPPED, "whatsapp");
        ways.put(Way.Sending.FAILED, "again");
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Awaits awaits = new Awaits(Duration.ofDays(2), Awaits.UnknownOpen.AS_OPENED);
        nodes.put("offer", new Node.Message("offer", "Offer", Channel.EMAIL, "t", awaits, ways));
        for (String id : List.of("nudge", "thanks", "again")) {
            nodes.put(id, Node.Message.then(id, id, Channel.EMAIL, "t", "end"));
        }
        nodes.put("whatsapp", Node.Message.then("whatsapp", "On WhatsApp", Channel.WHATSAPP, "t", "end"));
        nodes.put("end", new Node.End("end", "End"));
        return with(new Flow("offer", nodes));
    }

    @Test
    void compilesAMessageWithAWayOfItsOwnForEachStatus_asItsGoldenFile() {
        Golden.assertSame("statemachines/many-ways.asl.json", COMPILER.compile(manyWays(), null));
    }

    /** Read: after an hour "A". Delivered, and unread for a day: "B". An error: at once "C". */
    private static Campaign.Version readOrNot() {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        ways.put(new Way.On(MessageStatus.READ), "hour");
        ways.put(new Way.On(MessageStatus.DELIVERED), "b");
        ways.put(Way.Sending.OTHERWISE, "end");
        ways.put(Way.Sending.SKIPPED, "end");
        ways.put(Way.Sending.FAILED, "c");
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Awaits awaits = new Awaits(Duration.ofDays(1), Awaits.UnknownOpen.AS_OPENED);
        nodes.put("first", new Node.Message("first", "First", Channel.WHATSAPP, "t", awaits, ways));
        nodes.put("hour", new Node.Wait("hour", "An hour", new Until.After(Duration.ofHours(1)), "a"));
        nodes.put("a", Node.Message.then("a", "A", Channel.WHATSAPP, "t", "end"));
        nodes.put("b", Node.Message.then("b", "B", Channel.EMAIL, "t", "end"));
        nodes.put("c", Node.Message.then("c", "C", Channel.EMAIL, "t", "end"));
        nodes.put("end", new Node.End("end", "End"));
        return with(new Flow("first", nodes));
    }

    @Test
    void compilesWhatFollowsWhoeverReadsOrDoesNot_asItsGoldenFile() {
        Golden.assertSame("statemachines/read-or-not.asl.json", COMPILER.compile(readOrNot(), null));
    }

    @Test
    void compilesEveryKindOfNode_asItsGoldenFile() {
        Golden.assertSame("statemachines/every-node.asl.json", COMPILER.compile(Starters.everyNode(), null));
    }

    @Test
    void compilesATail_asItsGoldenFile() {
        Golden.assertSame(
                "statemachines/cart-recovery-from-whatsapp.asl.json", COMPILER.compile(CART_RECOVERY, "whatsapp"));
    }

    /** The starter on the interpreter: email, then WhatsApp a day after its sending unless it was opened or clicked. */
    @Nested
    class Running {
        private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
        private static final String ARN = "arn:aws:states:us-east-1:000000000000:execution:homing-cart-recovery:c-1";

        private final List<TaskCall> calls = new ArrayList<>();
        private final List<TaskOutcome> outcomes = new ArrayList<>();
        private final Interpreter interpreter = new Interpreter(this::run, new Random(1));
        private Instant now = START;

        private TaskOutcome run(TaskCall call) {
            calls.add(call);
            return outcomes.isEmpty()
                    ? new TaskOutcome.Succeeded(JsonNodeFactory.instance.objectNode())
                    : outcomes.removeFirst();
        }

        private void start() {
            start(CART_RECOVERY);
        }

        private void start(Campaign.Version version) {
            interpreter.start(
                    ARN,
                    "arn:aws:states:us-east-1:000000000000:stateMachine:homing-cart-recovery",
                    "c-1",
                    AslParser.parse(COMPILER.compile(version, null)),
                    JsonNodeFactory.instance.objectNode().put("run", "c-1").put("generation", 1),
                    now);
            interpreter.runDue(now);
        }

        private void advance(Duration by) {
            Instant until = now.plus(by);
            while (interpreter.nextDue().filter(due -> !due.isAfter(until)).isPresent()) {
                interpreter.runDue(interpreter.nextDue().orElseThrow());
            }
            now = until;
            interpreter.runDue(now);
        }

        private String token() {
            return Objects.requireNonNull(calls.getLast().token());
        }

        private TokenResult complete(String status) {
            TokenResult result = interpreter.taskSucceeded(
                    token(), JsonNodeFactory.instance.objectNode().put("way", status), now);
            interpreter.runDue(now);
            return result;
        }

        private TokenResult fail(String error) {
            TokenResult result = interpreter.taskFailed(token(), error, "because", now);
            interpreter.runDue(now);
            return result;
        }

        private JsonNode body() {
            return calls.getLast().arguments().get("MessageBody");
        }

        private List<String> queues() {
            return calls.stream()
                    .map(call -> call.arguments().get("QueueUrl").textValue().substring(BASE.length()))
                    .toList();
        }

        private Execution execution() {
            return interpreter.execution(ARN).orElseThrow();
        }

        private long transitions() {
            return interpreter.history(ARN).stream()
                    .map(HistoryEvent::type)
                    .filter(type -> type.endsWith("StateEntered"))
                    .count();
        }

        private void assertSucceededAfter(long transitions) {
            assertThat(execution().status()).isEqualTo(Execution.Status.SUCCEEDED);
            assertThat(transitions()).isEqualTo(transitions);
        }

        @Test
        void putsTheJobOnTheChannelsQueue() {
            start();
            assertThat(queues()).containsExactly("email");
            assertThat(body().get("run").textValue()).isEqualTo("c-1");
            assertThat(body().get("generation").intValue()).isEqualTo(1);
            assertThat(body().get("node").textValue()).isEqualTo("email");
            assertThat(body().get("turn").intValue()).isEqualTo(1);
            assertThat(body().get("channel").textValue()).isEqualTo("email");
            assertThat(body().get("token").textValue()).isEqualTo(token());
            assertThat(execution().status()).isEqualTo(Execution.Status.RUNNING);
        }

        @Test
        void ends_whenClickedInTime() {
            start();
            advance(Duration.ofHours(1));
            interpreter.heartbeat(token(), now);
            advance(Duration.ofHours(23));
            assertThat(complete("clicked")).isEqualTo(new TokenResult.Accepted());
            assertSucceededAfter(1);
            assertThat(queues()).containsExactly("email");
        }

        @ParameterizedTest
        @CsvSource({"clicked, thanks", "opened, nudge", "otherwise, again"})
        void goesTheWayOfTheStatus_whenTheyLeadToDifferentNodes(String status, String node) {
            start(manyWays());
            complete(status);
            assertThat(body().get("node").textValue()).isEqualTo(node);
            assertThat(transitions()).isEqualTo(3);
        }

        @Test
        void asksWhichStatusIsTheFurthest_whenTheTimeIsOver() {
            start(manyWays());
            interpreter.heartbeat(token(), now);
            advance(Duration.ofDays(2));
            assertThat(queues()).containsExactly("email", "outcomes");
            JsonNode job = body().get("timeOver");
            assertThat(job.get("node").textValue()).isEqualTo("offer");
            assertThat(job.get("channel").textValue()).isEqualTo("email");
            assertThat(job.get("token").textValue()).isEqualTo(token());
            complete("opened");
            assertThat(body().get("node").textValue()).isEqualTo("nudge");
        }

        @ParameterizedTest
        @CsvSource({"Skipped, whatsapp", "SendFailed, again"})
        void goesTheWayOfSkippedAndFailed(String error, String node) {
            start(manyWays());
            fail(error);
            assertThat(body().get("node").textValue()).isEqualTo(node);
        }

        @Test
        void goesOnToWhatsApp_whenNothingCameWithinADayOfTheSending() {
            start();
            advance(Duration.ofHours(5));
            assertThat(interpreter.heartbeat(token(), now)).isEqualTo(new TokenResult.Accepted());
            advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(queues()).containsExactly("email");
            String email = token();
            advance(Duration.ofSeconds(2));
            assertThat(queues()).containsExactly("email", "whatsapp");
            assertThat(interpreter.taskSucceeded(email, JsonNodeFactory.instance.objectNode(), now))
                    .isEqualTo(new TokenResult.TimedOut());
            complete("sent");
            assertSucceededAfter(2);
        }

        @Test
        void goesOn_whenTheEmailWasSkippedOrFailed() {
            start();
            fail(Journeys.SKIPPED);
            assertThat(queues()).containsExactly("email", "whatsapp");
            fail(Journeys.SEND_FAILED);
            assertSucceededAfter(3);
        }

        @Test
        void exits_fromAnyMessage() {
            start();
            fail(Journeys.EXIT);
            assertSucceededAfter(2);
            assertThat(queues()).containsExactly("email");
        }

        @Test
        void letsTheExecutionGo_whilePaused() {
            start();
            fail(Journeys.PAUSED);
            assertThat(queues()).containsExactly("email");
            assertSucceededAfter(2);
        }

        @Test
        void waitsUntilQuietHoursAreOver_andTriesTheSameMessageAgain() {
            start();
            Instant end = now.plus(Duration.ofHours(9));
            interpreter.taskFailed(token(), Journeys.LATER, end.toString(), now);
            interpreter.runDue(now);
            advance(Duration.ofHours(8));
            assertThat(queues()).containsExactly("email");
            advance(Duration.ofHours(1));
            assertThat(queues()).containsExactly("email", "email");
            interpreter.heartbeat(token(), now);
            complete("opened");
            assertSucceededAfter(3);
        }

        @Test
        void knowsNoQuietHours_whereItIsNoMarketing() {
            Campaign.Version version = transactional();
            assertThat(COMPILER.compile(version, null)).doesNotContain(Journeys.LATER);
        }

        @Test
        void refusesTheHeartbeat_whenTheMessageIsTooLate() {
            start();
            String email = token();
            advance(Duration.ofHours(25));
            assertThat(interpreter.heartbeat(email, now)).isEqualTo(new TokenResult.TimedOut());
            assertThat(queues()).containsExactly("email", "whatsapp");
        }

        @Test
        void isBoundedByTheOuterLimit_howeverOftenAMessageIsPutOff() {
            start();
            for (int hours = 0; hours < 95; hours++) {
                assertThat(interpreter.heartbeat(token(), now)).isEqualTo(new TokenResult.Accepted());
                advance(Duration.ofHours(1));
            }
            assertThat(queues()).containsExactly("email");
            advance(Duration.ofHours(1));
            assertThat(queues()).containsExactly("email", "whatsapp");
        }

        @Test
        void goesOn_whenTheLastMessageIsNeverTaken() {
            start();
            fail(Journeys.SKIPPED);
            advance(Flow.SENDING_TAKES_AT_MOST);
            assertSucceededAfter(3);
        }

        @Test
        void triesAgain_whenTheQueueThrottles_andFailsWhenItRefuses() {
            outcomes.add(new TaskOutcome.Failed("SQS.AmazonSQSException", "Rate exceeded"));
            start();
            advance(Duration.ofSeconds(2));
            assertThat(queues()).containsExactly("email", "email");
            assertThat(body().get("token").textValue()).isEqualTo(token());
            outcomes.add(new TaskOutcome.Failed("States.Permissions", "not allowed"));
            fail(Journeys.SKIPPED);
            assertThat(execution().status()).isEqualTo(Execution.Status.FAILED);
        }
    }
}
