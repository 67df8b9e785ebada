package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Starters;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFileTest {
    @Test
    void readsEveryChange() {
        List<Effect> effects = Starters.everyNode().flow().nodes().values().stream()
                .filter(Node.Change.class::isInstance)
                .map(node -> ((Node.Change) node).effect())
                .toList();
        assertThat(effects)
                .containsExactly(
                        new Effect.Attribute("stage", "lead"),
                        new Effect.OnList("leads"),
                        new Effect.OffList("visitors"),
                        new Effect.Started("welcome"),
                        new Effect.Suppressed(Channel.EMAIL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'next':'x' | set: is missing; name what is changed",
                "'next':'x','addToList':'a','startCampaign':'b' | startCampaign: cannot stand beside \"addToList\"",
                "'next':'x','set':{'attribute':'stage'} | set.to: must be a text, a number, true or false",
                "'next':'x','set':{'attribute':'Email','to':'a@b.de'} | \"Email\" cannot be set by a flow",
                "'next':'x','set':{'attribute':'address.city','to':'Bonn'} | has a dot",
                "'next':'x','suppress':'post' | \"post\" is not known; it must be",
                "'addToList':'a' | next: is required",
            })
    void saysWhatIsWrong(String fields, String problem) throws Exception {
        ObjectNode flow = (ObjectNode) CampaignFile.MAPPER.readTree(
                ("{'start':'c','nodes':[{'id':'c','type':'change','name':'C'," + fields + "}]}").replace('\'', '"'));
        List<CampaignFile.Problem> problems = new ArrayList<>();
        FlowFile.read(CampaignFileFields.strict(flow, problems));
        assertThat(problems.toString()).contains(problem);
    }
}
