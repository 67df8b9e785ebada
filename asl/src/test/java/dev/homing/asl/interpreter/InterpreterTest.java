package dev.homing.asl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.homing.asl.AslParser;
import dev.homing.asl.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds between executions, and between an interpreter and its caller; the language itself is in {@link CasesTest}. */
class InterpreterTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();
    private static final String TASK = """
            {"T": {"Type": "Task", "Resource": "test", "End": true}}""";
    private static final String TOKEN_TASK = """
            {"T": {"Type": "Task", "Resource": "test.waitForTaskToken", "End": true}}""";
    private static final String LOOP = """
            {"A": {"Type": "Pass", "Next": "C"},
             "C": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "A"}], "Default": "S"},
             "S": {"Type": "Succeed"}}""";

    private final List<TaskCall> calls = new ArrayList<>();
    private final Interpreter interpreter = new Interpreter(this::echo, new SplittableRandom(1));

    private TaskOutcome echo(TaskCall call) {
        calls.add(call);
        return call.token() == null ? new TaskOutcome.Succeeded(call.arguments()) : new TaskOutcome.Pending();
    }

    private static StateMachine machine(String states) {
        String first = states.substring(states.indexOf('"') + 1, states.indexOf('"', states.indexOf('"') + 1));
        return AslParser.parse(
                "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"" + first + "\", \"States\": " + states + "}");
    }

    private static StateMachine waiting(long seconds) {
        return machine("{\"W\": {\"Type\": \"Wait\", \"Seconds\": " + seconds
                + ", \"Next\": \"T\"}, \"T\": {\"Type\": \"Task\", \"Resource\": \"test\", \"End\": true}}");
    }

    private static void start(Interpreter interpreter, String arn, StateMachine machine, Instant now) {
        interpreter.start(arn, "arn:aws:states:eu-west-1:1:stateMachine:m", arn, machine, EMPTY, now);
    }

    private Execution execution(String arn) {
        return interpreter.execution(arn).orElseThrow();
    }

    @Test
    void doesNothing_untilItIsRun() {
        start(interpreter, "e", machine(TASK), START);

        assertThat(calls).isEmpty();
        assertThat(execution("e").status()).isEqualTo(Execution.Status.RUNNING);
        assertThat(interpreter.nextDue()).contains(START);
        assertThat(interpreter.history("e")).extracting(HistoryEvent::type).containsExactly("ExecutionStarted");
    }

    @Test
    void doesEverythingAtItsOwnTime_whenItIsRunLate() {
        start(interpreter, "slow", waiting(60), START);
        start(interpreter, "fast", waiting(10), START);

        interpreter.runDue(START.plusSeconds(3600));

        assertThat(calls).extracting(TaskCall::executionArn).containsExactly("fast", "slow");
        assertThat(calls).extracting(TaskCall::now).containsExactly(START.plusSeconds(10), START.plusSeconds(60));
        assertThat(execution("slow").stoppedAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void takesTurns_whenExecutionsAreDueAtOnce() {
        start(interpreter, "a", waiting(10), START);
        start(interpreter, "b", waiting(10), START);

        interpreter.runDue(START.plusSeconds(10));

        assertThat(calls).extracting(TaskCall::executionArn).containsExactly("a", "b");
    }

    @Test
    void saysWhatIsDueNext_andNothingOfWhatWasStopped() {
        start(interpreter, "a", waiting(10), START);
        start(interpreter, "b", waiting(20), START);
        interpreter.runDue(START);
        assertThat(interpreter.nextDue()).contains(START.plusSeconds(10));

        interpreter.stop("a", null, null, START.plusSeconds(1));
        assertThat(interpreter.nextDue()).contains(START.plusSeconds(20));

        interpreter.runDue(START.plusSeconds(20));
        assertThat(interpreter.nextDue()).isEmpty();
    }

    @Test
    void countsItsSteps() {
        start(interpreter, "e", waiting(10), START);

        assertThat(interpreter.runDue(START)).isEqualTo(1);
        assertThat(interpreter.runDue(START.plusSeconds(9))).isZero();
        assertThat(interpreter.runDue(START.plusSeconds(10))).isEqualTo(2);
    }

    @Test
    void doesTheSame_whenTheSeedIsTheSame() {
        String random = """
                {"P": {"Type": "Pass", "Output": "{% $uuid() & $random() %}", "End": true}}""";
        List<String> outputs = Stream.of(7L, 7L, 8L)
                .map(seed -> {
                    Interpreter seeded = new Interpreter(this::echo, new SplittableRandom(seed));
                    start(seeded, "e", machine(random), START);
                    start(seeded, "t", machine(TOKEN_TASK), START);
                    seeded.runDue(START);
                    return seeded.execution("e").orElseThrow().output()
                            + calls.getLast().token();
                })
                .toList();

        assertThat(outputs.get(0)).isEqualTo(outputs.get(1)).isNotEqualTo(outputs.get(2));
    }

    @Test
    void givesEveryCallATokenOfItsOwn() {
        for (int i = 0; i < 100; i++) {
            start(interpreter, "e" + i, machine(TOKEN_TASK), START);
        }
        interpreter.runDue(START);

        assertThat(calls)
                .extracting(TaskCall::token)
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(calls).allSatisfy(call -> assertThat(call.token()).hasSizeLessThanOrEqualTo(2048));
    }

    @Test
    void tellsUnknownTokensFromUsedOnes() {
        start(interpreter, "e", machine(TOKEN_TASK), START);
        interpreter.runDue(START);
        String token = String.valueOf(calls.getFirst().token());

        assertThat(interpreter.taskSucceeded("nobody's", EMPTY, START)).isEqualTo(new TokenResult.Unknown());
        assertThat(interpreter.heartbeat("nobody's", START)).isEqualTo(new TokenResult.Unknown());
        assertThat(interpreter.taskFailed(token, "E", null, START)).isEqualTo(new TokenResult.Accepted());
        assertThat(interpreter.taskSucceeded(token, EMPTY, START)).isEqualTo(new TokenResult.TimedOut());
    }

    @Test
    void takesATokenFromWithinTheCall() {
        List<Interpreter> self = new ArrayList<>();
        Interpreter direct = new Interpreter(
                call -> {
                    self.getFirst()
                            .taskSucceeded(String.valueOf(call.token()), TextNode.valueOf("at once"), call.now());
                    return new TaskOutcome.Succeeded(EMPTY);
                },
                new SplittableRandom(1));
        self.add(direct);
        start(direct, "e", machine(TOKEN_TASK), START);
        direct.runDue(START);

        assertThat(direct.execution("e").orElseThrow().output()).isEqualTo(TextNode.valueOf("at once"));
        assertThat(direct.history("e"))
                .extracting(HistoryEvent::type)
                .containsSubsequence("TaskStarted", "TaskSubmitted", "TaskSucceeded", "ExecutionSucceeded");
    }

    @Test
    void staysAborted_whenACallStopsItsOwnExecution() {
        List<Interpreter> self = new ArrayList<>();
        Interpreter direct = new Interpreter(
                call -> {
                    self.getFirst().stop(call.executionArn(), "Exit", null, call.now());
                    return new TaskOutcome.Succeeded(EMPTY);
                },
                new SplittableRandom(1));
        self.add(direct);
        start(direct, "e", machine(TASK), START);
        direct.runDue(START);

        assertThat(direct.execution("e").orElseThrow().status()).isEqualTo(Execution.Status.ABORTED);
        assertThat(direct.history("e").getLast().type()).isEqualTo("ExecutionAborted");
        assertThat(direct.nextDue()).isEmpty();
    }

    @Test
    void startsAnother_whenACallAsksForIt() {
        List<Interpreter> self = new ArrayList<>();
        Interpreter direct = new Interpreter(
                call -> {
                    start(self.getFirst(), "child", machine("{\"S\": {\"Type\": \"Succeed\"}}"), call.now());
                    return new TaskOutcome.Succeeded(EMPTY);
                },
                new SplittableRandom(1));
        self.add(direct);
        start(direct, "e", machine(TASK), START);
        direct.runDue(START);

        assertThat(direct.executions())
                .extracting(Execution::status)
                .containsExactly(Execution.Status.SUCCEEDED, Execution.Status.SUCCEEDED);
    }

    @Test
    void refusesToRunWithinItself() {
        List<Interpreter> self = new ArrayList<>();
        Interpreter direct = new Interpreter(
                call -> {
                    self.getFirst().runDue(call.now());
                    return new TaskOutcome.Pending();
                },
                new SplittableRandom(1));
        self.add(direct);
        start(direct, "e", machine(TASK), START);

        assertThatIllegalStateException()
                .isThrownBy(() -> direct.runDue(START))
                .withMessageContaining("already at work");
        assertThat(direct.execution("e").orElseThrow().error()).isEqualTo("States.Runtime");
    }

    @Test
    void endsTheExecutionAndPassesTheBugOn_whenARunnerThrows() {
        Interpreter broken = new Interpreter(
                _ -> {
                    throw new IllegalArgumentException("a bug");
                },
                new SplittableRandom(1));
        start(broken, "e", machine(TASK), START);
        start(broken, "other", waiting(5), START);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> broken.runDue(START))
                .withMessage("a bug");
        assertThat(broken.execution("e").orElseThrow().status()).isEqualTo(Execution.Status.FAILED);
        assertThat(broken.runDue(START)).as("steps of the other, which goes on").isEqualTo(1);
    }

    @Test
    void refusesPending_whenTheResourceWaitsForNoToken() {
        Interpreter broken = new Interpreter(_ -> new TaskOutcome.Pending(), new SplittableRandom(1));
        start(broken, "e", machine(TASK), START);

        assertThatIllegalStateException().isThrownBy(() -> broken.runDue(START)).withMessageContaining("Pending");
    }

    @Test
    void tellsTheListenerOfEveryStartAndEnd() {
        List<String> heard = new ArrayList<>();
        Interpreter told = new Interpreter(
                this::echo,
                new SplittableRandom(1),
                Limits.aws(),
                execution -> heard.add(execution.executionArn() + " " + execution.status()));
        start(told, "a", waiting(10), START);
        start(told, "b", waiting(20), START);
        told.runDue(START.plusSeconds(10));
        told.stop("b", null, null, START.plusSeconds(15));
        told.stop("b", null, null, START.plusSeconds(16));

        assertThat(heard).containsExactly("a RUNNING", "b RUNNING", "a SUCCEEDED", "b ABORTED");
    }

    @Test
    void refusesASecondExecutionOfTheSameArn() {
        start(interpreter, "e", machine(TASK), START);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(interpreter, "e", machine(TASK), START))
                .withMessageContaining("e already");
    }

    @Test
    void refusesAnInputOverTheLimit() {
        JsonNode tooLarge = TextNode.valueOf("x".repeat(262_143));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> interpreter.start("e", "m", "e", machine(TASK), tooLarge, START))
                .withMessageContaining("262144 bytes");
        assertThat(interpreter.execution("e")).isEmpty();
    }

    @Test
    void failsTheTask_whenItsResultIsOverTheLimit() {
        Interpreter small = new Interpreter(
                _ -> new TaskOutcome.Succeeded(TextNode.valueOf("x".repeat(99))),
                new SplittableRandom(1),
                new Limits(25_000, 100, 1_000),
                _ -> {});
        start(small, "e", machine(TASK), START);
        small.runDue(START);

        assertThat(small.execution("e").orElseThrow().error()).isEqualTo("States.DataLimitExceeded");
        assertThat(small.history("e"))
                .extracting(HistoryEvent::type)
                .contains("TaskFailed")
                .doesNotContain("TaskSucceeded");
    }

    @Test
    void endsAtTheLastEventOfAFullHistory() {
        Interpreter small =
                new Interpreter(this::echo, new SplittableRandom(1), new Limits(10, 262_144, 1_000), _ -> {});
        start(small, "e", machine(LOOP), START);
        small.runDue(START);

        assertThat(small.history("e")).hasSize(10);
        assertThat(small.history("e").getLast().type()).isEqualTo("ExecutionFailed");
        assertThat(small.execution("e").orElseThrow().error()).isEqualTo("States.Runtime");
    }

    @Test
    void namesTheExecutionThatLoops_whenNoTimeGoesBy() {
        Interpreter small =
                new Interpreter(this::echo, new SplittableRandom(1), new Limits(1_000_000, 262_144, 500), _ -> {});
        start(small, "arn:of:the:loop", machine(LOOP), START);
        small.runDue(START);

        Execution ended = small.execution("arn:of:the:loop").orElseThrow();
        assertThat(ended.error()).isEqualTo("States.Runtime");
        assertThat(ended.cause()).contains("arn:of:the:loop", "it loops", "put a Wait");
    }

    @Test
    void goesOn_whenALoopWaits() {
        StateMachine patient = machine("""
                {"W": {"Type": "Wait", "Seconds": 1, "Next": "C"},
                 "C": {"Type": "Choice", "Choices": [{"Condition": "{% true %}", "Next": "W"}], "Default": "S"},
                 "S": {"Type": "Succeed"}}""");
        Interpreter small =
                new Interpreter(this::echo, new SplittableRandom(1), new Limits(1_000_000, 262_144, 10), _ -> {});
        start(small, "e", patient, START);
        small.runDue(START.plusSeconds(1000));

        assertThat(small.execution("e").orElseThrow().status()).isEqualTo(Execution.Status.RUNNING);
    }

    @Test
    void spreadsRetries_whenTheJitterIsFull() {
        List<Instant> tries = new ArrayList<>();
        Interpreter failing = new Interpreter(
                call -> {
                    tries.add(call.now());
                    return new TaskOutcome.Failed("E", null);
                },
                new SplittableRandom(3));
        start(failing, "e", machine("""
                        {"T": {"Type": "Task", "Resource": "test", "End": true, "Retry": [{"ErrorEquals": ["E"],
                          "IntervalSeconds": 10, "BackoffRate": 1, "MaxAttempts": 50, "JitterStrategy": "FULL"}]}}"""), START);
        failing.runDue(START.plusSeconds(10_000));

        assertThat(tries).hasSize(51);
        List<Duration> delays = new ArrayList<>();
        for (int i = 1; i < tries.size(); i++) {
            delays.add(Duration.between(tries.get(i - 1), tries.get(i)));
        }
        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofSeconds(10)))
                .anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofSeconds(3)))
                .anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofSeconds(7)));
    }

    @Test
    void forgetsAnExecutionAndItsTokens_whenItHasEnded() {
        start(interpreter, "e", machine(TOKEN_TASK), START);
        interpreter.runDue(START);
        String token = String.valueOf(calls.getFirst().token());
        assertThatIllegalStateException().isThrownBy(() -> interpreter.forget("e"));

        interpreter.stop("e", null, null, START);
        assertThat(interpreter.taskSucceeded(token, EMPTY, START)).isEqualTo(new TokenResult.TimedOut());
        interpreter.forget("e");

        assertThat(interpreter.execution("e")).isEmpty();
        assertThat(interpreter.executions()).isEmpty();
        assertThat(interpreter.taskSucceeded(token, EMPTY, START)).isEqualTo(new TokenResult.Unknown());
    }

    @Test
    void knowsNoExecutionThatWasNotStarted() {
        assertThat(interpreter.execution("e")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> interpreter.history("e"));
        assertThatIllegalArgumentException().isThrownBy(() -> interpreter.stop("e", null, null, START));
    }

    @Test
    void describesAnExecution() {
        start(interpreter, "e", waiting(10), START);
        assertThat(execution("e").stoppedAt()).isNull();
        interpreter.runDue(START.plusSeconds(10));

        assertThat(execution("e"))
                .isEqualTo(new Execution(
                        "e",
                        "arn:aws:states:eu-west-1:1:stateMachine:m",
                        "e",
                        Execution.Status.SUCCEEDED,
                        EMPTY,
                        EMPTY,
                        null,
                        null,
                        START,
                        START.plusSeconds(10)));
    }
}
