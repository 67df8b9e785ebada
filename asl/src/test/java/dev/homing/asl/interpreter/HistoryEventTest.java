package dev.homing.asl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homing.asl.AslParser;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The events as GetExecutionHistory gives them. */
class HistoryEventTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.250Z");

    private static List<String> history(String states, TaskOutcome outcome) {
        Interpreter interpreter = new Interpreter(_ -> outcome, new SplittableRandom(1));
        interpreter.start(
                "e",
                "m",
                "e",
                AslParser.parse("{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": " + states + "}"),
                JsonNodeFactory.instance.objectNode().put("a", 1),
                START);
        interpreter.runDue(START.plusSeconds(100));
        return interpreter.history("e").stream()
                .map(event -> event.toJson().toString())
                .toList();
    }

    @Test
    void givesATasksEventsWithAwssDetails() {
        List<String> events = history(
                """
                {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Arguments": {"b": 2}, "End": true}}""",
                new TaskOutcome.Succeeded(JsonNodeFactory.instance.objectNode().put("c", 3)));

        assertThat(events).containsExactly("""
                        {"timestamp":1.77236640025E9,"type":"ExecutionStarted","id":1,"previousEventId":0,"executionStartedEventDetails":{"input":"{\\"a\\":1}","inputDetails":{"truncated":false}}}""", """
                        {"timestamp":1.77236640025E9,"type":"TaskStateEntered","id":2,"previousEventId":0,"stateEnteredEventDetails":{"name":"A","input":"{\\"a\\":1}","inputDetails":{"truncated":false}}}""", """
                        {"timestamp":1.77236640025E9,"type":"TaskScheduled","id":3,"previousEventId":2,"taskScheduledEventDetails":{"resourceType":"sqs","resource":"sendMessage","parameters":"{\\"b\\":2}"}}""", """
                        {"timestamp":1.77236640025E9,"type":"TaskStarted","id":4,"previousEventId":3,"taskStartedEventDetails":{"resourceType":"sqs","resource":"sendMessage"}}""", """
                        {"timestamp":1.77236640025E9,"type":"TaskSucceeded","id":5,"previousEventId":4,"taskSucceededEventDetails":{"resourceType":"sqs","resource":"sendMessage","output":"{\\"c\\":3}","outputDetails":{"truncated":false}}}""", """
                        {"timestamp":1.77236640025E9,"type":"TaskStateExited","id":6,"previousEventId":5,"stateExitedEventDetails":{"name":"A","output":"{\\"c\\":3}","outputDetails":{"truncated":false}}}""", """
                        {"timestamp":1.77236640025E9,"type":"ExecutionSucceeded","id":7,"previousEventId":6,"executionSucceededEventDetails":{"output":"{\\"c\\":3}","outputDetails":{"truncated":false}}}""");
    }

    @Test
    void givesFailuresWithErrorAndCause() {
        List<String> events = history("""
                {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken", "End": true}}""", new TaskOutcome.Failed("E", "c"));

        assertThat(events.subList(4, 6)).containsExactly("""
                        {"timestamp":1.77236640025E9,"type":"TaskSubmitFailed","id":5,"previousEventId":4,"taskSubmitFailedEventDetails":{"resourceType":"aws-sdk:dynamodb","resource":"updateItem.waitForTaskToken","error":"E","cause":"c"}}""", """
                        {"timestamp":1.77236640025E9,"type":"ExecutionFailed","id":6,"previousEventId":5,"executionFailedEventDetails":{"error":"E","cause":"c"}}""");
    }

    @Test
    void givesIterationsTheirIndex_andChainsThemToTheMap() {
        List<String> events = history("""
                {"A": {"Type": "Map", "Items": [7, 8], "End": true, "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}}}""", new TaskOutcome.Pending());

        assertThat(events.subList(2, 5)).containsExactly("""
                        {"timestamp":1.77236640025E9,"type":"MapStateStarted","id":3,"previousEventId":2,"mapStateStartedEventDetails":{"length":2}}""", """
                        {"timestamp":1.77236640025E9,"type":"MapIterationStarted","id":4,"previousEventId":3,"mapIterationStartedEventDetails":{"name":"A","index":0}}""", """
                        {"timestamp":1.77236640025E9,"type":"MapIterationStarted","id":5,"previousEventId":3,"mapIterationStartedEventDetails":{"name":"A","index":1}}""");
    }

    @Test
    void givesTheStateOfAFailedEvaluation() {
        List<String> events = history("""
                {"A": {"Type": "Pass", "Output": "{% $x %}", "End": true}}""", new TaskOutcome.Pending());

        assertThat(events.get(2))
                .contains(
                        "\"type\":\"EvaluationFailed\"",
                        "\"evaluationFailedEventDetails\":{\"state\":\"A\",\"error\":\"States.QueryEvaluationError\",\"cause\":\"An error");
    }
}
