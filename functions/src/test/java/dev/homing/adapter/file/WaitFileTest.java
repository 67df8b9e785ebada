package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Starters;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.flow.Awaited;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitFileTest {
    @Test
    void readsEveryKindOfWait_andWritesWhatItReads() {
        Flow flow = Starters.everyNode().flow();
        assertThat(flow.node("days"))
                .isEqualTo(new Node.Wait("days", "Three days", new Until.After(Duration.ofDays(3)), "morning"));
        assertThat(((Node.Wait) flow.node("morning")).until())
                .isEqualTo(new Until.TimeOfDay(
                        LocalTime.of(9, 0), Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY)));
        assertThat(((Node.Wait) flow.node("noon")).until()).isEqualTo(Until.TimeOfDay.onAnyDay(LocalTime.NOON));
        assertThat(((Node.Wait) flow.node("christmas")).until())
                .isEqualTo(new Until.Date(LocalDateTime.of(2026, 12, 24, 9, 0)));
        assertThat(((Node.WaitFor) flow.node("bought")).awaited().anew()).isTrue();
        assertThat(((Node.WaitFor) flow.node("vip")).awaited())
                .isEqualTo(Awaited.condition(
                        new Condition.Attribute("vip", List.of(new dev.homing.domain.condition.Test.Is(true)))));
        assertThat(FlowFile.write(flow)).isEqualTo(Starters.everyNodeJson().get("flow"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'for':'P3D' | ''",
                "'until':{'time':'09:00','weekdays':['Monday']} | ''",
                "'name2':1 | for is required",
                "'for':'P3' | \"P3\" is no duration",
                "'for':'PT5S' | it must be from \"PT1M\" to \"P180D\"",
                "'for':'P181D' | it must be from \"PT1M\" to \"P180D\"",
                "'for':'P3D','until':{'time':'09:00'} | for: cannot stand beside \"until\"",
                "'until':{'event':'Order Completed'},'otherwise':'x' | atMost: is required",
                "'until':{'event':'Order Completed'},'atMost':'P3D' | otherwise: is required",
                "'until':{'event':''},'atMost':'P3D','otherwise':'x' | until.event: is required",
                "'until':{'event':'A','condition':{'cart':'filled'}},'atMost':'P3D','otherwise':'x' | until.condition: cannot stand",
                "'until':{'condition':{'property':'a','is':'b'}},'atMost':'P3D','otherwise':'x' | cannot be asked for here",
                "'until':{'event':'A','where':{'cart':'filled'}},'atMost':'P3D','otherwise':'x' | only properties of the event",
                "'until':{'event':'A'},'atMost':'P300D','otherwise':'x' | it must be from \"PT1M\" to \"P180D\"",
                "'until':{'event':'A'},'atMost':'P3D','otherwise':'x','for':'P1D' | for: cannot stand beside \"until\"",
                "'until':{} | until.time: is required",
                "'until':{'time':'9 am'} | \"9 am\" is no time of day",
                "'until':{'time':'09:00','weekdays':[]} | names no day; name one, or leave it out",
                "'until':{'time':'09:00','weekdays':['mon']} | \"mon\" is no day; write monday",
                "'until':{'date':'2026-12-24'} | \"2026-12-24\" is no date and time; write it as",
                "'until':{'date':'2026-12-24T09:00Z'} | is no date and time",
                "'until':{'date':'2026-12-24T09:00','time':'09:00'} | until.time: cannot stand beside \"date\"",
            })
    void saysWhatIsWrong(String fields, String problem) throws Exception {
        ObjectNode json = (ObjectNode) CampaignFile.MAPPER.readTree(
                ("{'id':'w','type':'wait','name':'W','next':'x'," + fields + "}").replace('\'', '"'));
        List<CampaignFile.Problem> problems = new ArrayList<>();
        ArrayNode nodes = CampaignFile.MAPPER.createArrayNode().add(json);
        ObjectNode flow = CampaignFile.MAPPER.createObjectNode().put("start", "w");
        flow.set("nodes", nodes);
        FlowFile.read(CampaignFileFields.strict(flow, problems));
        String all =
                problems.stream().map(CampaignFile.Problem::toString).reduce("", (one, other) -> one + other + "\n");
        if (problem.equals("''") || problem.isEmpty()) {
            assertThat(all).isEmpty();
        } else {
            assertThat(all).contains(problem.equals("for is required") ? "for: is required" : problem);
        }
    }
}
