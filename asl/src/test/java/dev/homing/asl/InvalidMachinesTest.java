package dev.homing.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidMachinesTest {

    static Stream<Cases> cases() {
        return Cases.of("invalid");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void refusesTheMachine_andSaysWhatToDo(Cases invalid) {
        Cases.allow(invalid.json(), "name", "text", "machine", "states", "problems");

        AslException refusal = catchThrowableOfType(AslException.class, () -> AslParser.parse(invalid.machine()));

        assertThat(refusal).as("the refusal").isNotNull();
        List<String> expected = invalid.json()
                .path("problems")
                .valueStream()
                .map(p -> p.asText())
                .toList();
        assertThat(refusal.problems())
                .map(problem -> (problem.state() == null ? "-" : problem.state()) + " " + problem.field())
                .isEqualTo(expected.stream()
                        .map(text -> text.substring(0, text.indexOf(": ")))
                        .toList());
        for (int i = 0; i < expected.size(); i++) {
            String part = expected.get(i).substring(expected.get(i).indexOf(": ") + 2);
            assertThat(refusal.problems().get(i).message()).contains(part);
            assertThat(refusal.getMessage()).contains(refusal.problems().get(i).toString());
        }
    }
}
