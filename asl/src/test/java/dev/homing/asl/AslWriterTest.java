package dev.homing.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AslWriterTest {

    static Stream<Cases> cases() {
        return Cases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void writesWhatTheParserReads(Cases each) {
        StateMachine machine = AslParser.parse(each.machine());

        String written = AslWriter.write(machine);

        assertThat(AslParser.parse(written)).isEqualTo(machine);
        assertThat(AslWriter.write(AslParser.parse(written))).isEqualTo(written);
    }

    @Test
    void writesEveryFieldInAFixedOrder_whenAMachineIsBuilt() {
        LinkedHashMap<String, com.fasterxml.jackson.databind.JsonNode> exit = new LinkedHashMap<>();
        exit.put("why", TextNode.valueOf("{% $states.errorOutput.Error %}"));
        StateMachine branch = StateMachine.builder()
                .state("In branch", Pass.builder().output(TextNode.valueOf("b")).end())
                .build();
        StateMachine machine = StateMachine.builder()
                .comment("Two messages")
                .timeoutSeconds(3600L)
                .state(
                        "Send",
                        Task.builder("arn:aws:states:::sqs:sendMessage.waitForTaskToken")
                                .comment("An email")
                                .arguments(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("token", Expressions.wrap("$states.context.Task.Token")))
                                .timeoutSeconds(Quantity.of(90))
                                .heartbeatSeconds(Quantity.jsonata("{% $window %}"))
                                .assign("status", TextNode.valueOf("{% $states.result.status %}"))
                                .output(TextNode.valueOf("{% $states.input %}"))
                                .retry(List.of(
                                        Retrier.on("Throttled", "Busy")
                                                .withInterval(2, 1.5)
                                                .withMaxAttempts(5)
                                                .withMaxDelaySeconds(60)
                                                .withJitter(Retrier.JitterStrategy.FULL),
                                        Retrier.on(ErrorNames.TASK_FAILED)))
                                .catching(List.of(Catcher.of("Failed", "Exit").withAssign(exit)))
                                .next("Decide"))
                .state(
                        "Decide",
                        Choice.builder()
                                .when("$status = 'opened'", "Done")
                                .rule(ChoiceRule.of("{% $status = 'sent' %}", "Pause")
                                        .withComment("not opened"))
                                .otherwise("Both"))
                .state("Pause", Wait.seconds(Quantity.of(60)).next("Until"))
                .state("Until", Wait.until("{% $states.input.at %}").next("Done"))
                .state("Both", Parallel.builder(List.of(branch)).next("Each"))
                .state(
                        "Each",
                        MapState.builder(StateMachine.builder()
                                        .state("In map", Succeed.plain())
                                        .build())
                                .items(TextNode.valueOf("{% $states.input %}"))
                                .maxConcurrency(Quantity.of(2))
                                .next("Done"))
                .state("Done", Succeed.plain())
                .state("Failed", new Fail("why", "Failed", "{% $why %}"))
                .build();

        assertThat(AslValidator.validate(machine)).isEmpty();
        assertThat(AslWriter.write(machine)).isEqualTo("""
                {
                  "Comment": "Two messages",
                  "QueryLanguage": "JSONata",
                  "StartAt": "Send",
                  "TimeoutSeconds": 3600,
                  "States": {
                    "Send": {
                      "Type": "Task",
                      "Comment": "An email",
                      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                      "Arguments": {
                        "token": "{% $states.context.Task.Token %}"
                      },
                      "TimeoutSeconds": 90,
                      "HeartbeatSeconds": "{% $window %}",
                      "Assign": {
                        "status": "{% $states.result.status %}"
                      },
                      "Output": "{% $states.input %}",
                      "Retry": [
                        {
                          "ErrorEquals": [
                            "Throttled",
                            "Busy"
                          ],
                          "IntervalSeconds": 2,
                          "MaxAttempts": 5,
                          "BackoffRate": 1.5,
                          "MaxDelaySeconds": 60,
                          "JitterStrategy": "FULL"
                        },
                        {
                          "ErrorEquals": [
                            "States.TaskFailed"
                          ]
                        }
                      ],
                      "Catch": [
                        {
                          "ErrorEquals": [
                            "Exit"
                          ],
                          "Assign": {
                            "why": "{% $states.errorOutput.Error %}"
                          },
                          "Next": "Failed"
                        }
                      ],
                      "Next": "Decide"
                    },
                    "Decide": {
                      "Type": "Choice",
                      "Choices": [
                        {
                          "Condition": "{% $status = 'opened' %}",
                          "Next": "Done"
                        },
                        {
                          "Comment": "not opened",
                          "Condition": "{% $status = 'sent' %}",
                          "Next": "Pause"
                        }
                      ],
                      "Default": "Both"
                    },
                    "Pause": {
                      "Type": "Wait",
                      "Seconds": 60,
                      "Next": "Until"
                    },
                    "Until": {
                      "Type": "Wait",
                      "Timestamp": "{% $states.input.at %}",
                      "Next": "Done"
                    },
                    "Both": {
                      "Type": "Parallel",
                      "Branches": [
                        {
                          "StartAt": "In branch",
                          "States": {
                            "In branch": {
                              "Type": "Pass",
                              "Output": "b",
                              "End": true
                            }
                          }
                        }
                      ],
                      "Next": "Each"
                    },
                    "Each": {
                      "Type": "Map",
                      "Items": "{% $states.input %}",
                      "MaxConcurrency": 2,
                      "ItemProcessor": {
                        "ProcessorConfig": {
                          "Mode": "INLINE"
                        },
                        "StartAt": "In map",
                        "States": {
                          "In map": {
                            "Type": "Succeed"
                          }
                        }
                      },
                      "Next": "Done"
                    },
                    "Done": {
                      "Type": "Succeed"
                    },
                    "Failed": {
                      "Type": "Fail",
                      "Comment": "why",
                      "Error": "Failed",
                      "Cause": "{% $why %}"
                    }
                  }
                }
                """);
        assertThat(AslParser.parse(AslWriter.write(machine))).isEqualTo(machine);
    }
}
