package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Golden;
import dev.homing.adapter.Starters;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.domain.flow.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchFileTest {
    private static final String ONE = "{'name':'A','if':{'cart':'filled'},'next':'x'}";
    private static final String ARM = "{'name':'A','weight':1,'next':'x'}";

    private static String problems(String fields) throws Exception {
        ObjectNode flow = (ObjectNode) CampaignFile.MAPPER.readTree(
                ("{'start':'b','nodes':[{'id':'b','name':'B'," + fields + "}]}").replace('\'', '"'));
        List<CampaignFile.Problem> problems = new ArrayList<>();
        FlowFile.read(CampaignFileFields.strict(flow, problems));
        return String.join(
                "\n", problems.stream().map(CampaignFile.Problem::toString).toList());
    }

    @Test
    void readsBranchesAndSplits() {
        Node.Branch branch = (Node.Branch) Starters.everyNode().flow().node("who");
        assertThat(branch.cases()).extracting(Node.Branch.Case::name).containsExactly("In Germany", "Bought before");
        assertThat(branch.ways().values()).containsExactly("whatsapp", "done", "noon");
        Node.Split split = (Node.Split) Starters.everyNode().flow().node("holdout");
        assertThat(split.arms()).extracting(Node.Split.Arm::weight).containsExactly(10, 90);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'type':'branch','otherwise':'x' | flow.nodes.b.cases: is required: a list",
                "'type':'branch','cases':[],'otherwise':'x' | cases: has 0 entries; it needs from 1 to 20",
                "'type':'branch','cases':[ONE] | otherwise: is required: a text",
                "'type':'branch','cases':[ONE,ONE],'otherwise':'x' | \"A\" is the name of another one too",
                "'type':'branch','cases':[{'name':'A','next':'x'}],'otherwise':'x' | cases.A.if: is required",
                "'type':'branch','cases':[{'name':'A','if':{'x':1},'next':'x'}],'otherwise':'x' | cases.A.if: must be a condition",
                "'type':'branch','cases':[{'name':'A','if':{'cart':'abandoned','within':null},'next':'x'}],'otherwise':'x'"
                        + " | cases.A.if.within: is null; give it a value, or leave it out",
                "'type':'split','arms':[ARM] | arms: has 1 entries; it needs from 2 to 10",
                "'type':'split','arms':[ARM,{'name':'B','weight':0,'next':'x'}] | weight: must be a whole number from 1 to 1000",
                "'type':'split','arms':[ARM,{'name':'B','next':'x'}] | arms.B.weight: must be a whole number",
            })
    void saysWhatIsWrong(String fields, String problem) throws Exception {
        assertThat(problems(fields.replace("ONE", ONE).replace("ARM", ARM))).contains(problem.replace("flow.", ""));
    }

    @Test
    void refusesAConditionOnTheEvent_whereRunsKeepNone() throws Exception {
        ObjectNode file = Starters.everyNodeJson();
        String text = file.toString()
                .replace("{\"event\":\"Order Completed\",\"within\":\"P30D\"}", "{\"property\":\"total\",\"above\":5}");
        assertThat(text).isNotEqualTo(file.toString());
        CampaignFile.Reading reading = CampaignFile.read(
                text, CampaignFileTemplates.in(path -> Golden.file("templates/" + path)), new HandlebarsRenderer());
        assertThat(reading).isInstanceOfSatisfying(CampaignFile.Reading.Invalid.class, invalid -> assertThat(
                        invalid.problems().toString())
                .contains("flow.nodes.who.cases.Bought before.if", "asks about the event"));
    }
}
