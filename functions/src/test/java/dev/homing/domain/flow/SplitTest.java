package dev.homing.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final int PEOPLE = 30_000;

    private static Node.Split split(String id, int... weights) {
        return new Node.Split(
                id,
                "Split",
                IntStream.range(0, weights.length)
                        .mapToObj(i -> new Node.Split.Arm("Arm " + i, weights[i], "end"))
                        .toList());
    }

    private static List<RunId> runs() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> RunId.of(CustomerId.ofUser("user-" + i), "welcome", "", Instant.EPOCH))
                .toList();
    }

    private static Map<String, Long> fall(Node.Split split) {
        return runs().stream()
                .collect(Collectors.groupingBy(run -> split.of(run).key(), Collectors.counting()));
    }

    @Test
    void sendsEveryArmItsShare() {
        Map<String, Long> fell = fall(split("s", 10, 60, 30));
        assertThat(fell.get("arm-1")).isCloseTo(PEOPLE / 10L, Percentage.withPercentage(5));
        assertThat(fell.get("arm-2")).isCloseTo(PEOPLE * 6L / 10, Percentage.withPercentage(5));
        assertThat(fell.get("arm-3")).isCloseTo(PEOPLE * 3L / 10, Percentage.withPercentage(5));
    }

    @Test
    void sendsTheSameRunTheSameWay_andFallsInEachSplitOnItsOwn() {
        Node.Split one = split("one", 1, 1);
        Node.Split other = split("other", 1, 1);
        assertThat(runs()).allSatisfy(run -> assertThat(one.of(run)).isEqualTo(one.of(run)));
        long alike =
                runs().stream().filter(run -> one.of(run).equals(other.of(run))).count();
        assertThat(alike).isCloseTo(PEOPLE / 2L, Percentage.withPercentage(5));
    }

    @Test
    void hasAtLeastTwoArms_eachWithAWeight() {
        assertThatThrownBy(() -> split("s", 1)).hasMessageContaining("has 1 arms");
        assertThatThrownBy(() -> split("s", 1, 0)).hasMessageContaining("has the weight 0");
    }
}
