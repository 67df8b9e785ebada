package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Starters;
import dev.homing.domain.flow.Call;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookFileTest {
    @Test
    void readsACall() {
        Node.Webhook webhook = (Node.Webhook) Starters.everyNode().flow().node("coupon");
        Call call = webhook.call();
        assertThat(call.host()).isEqualTo("api.example.com");
        assertThat(call.headers()).containsEntry("Authorization", new Call.Header.Secret("coupons"));
        assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(call.retries()).isEqualTo(2);
        assertThat(call.keep()).containsEntry("code", "data.code");
        assertThat(webhook.ways())
                .containsEntry(Way.Calling.FAILED, "vip")
                .containsEntry(Way.Calling.SUCCEEDED, "bought");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'method':'GET','url':'https://api.example.com/a?b={{customer.id}}','next':'x' | ''",
                "'method':'GET','url':'https://api.example.com:8443/{{default event.id 0}}#x','next':'x' | ''",
                "'method':'GET','url':'https://1.1.1.1','next':'x' | ''",
                "'method':'GET','url':'http://localhost:9000/','next':'x' | ''",
                "'method':'PUT','url':'https://example.com','ways':{'succeeded':'x','failed':'x'} | ''",
                "'url':'https://example.com','next':'x' | method: is required",
                "'method':'PATCH','url':'https://example.com','next':'x' | \"PATCH\" is not known",
                "'method':'GET','next':'x' | url: is required",
                "'method':'GET','url':'ftp://example.com','next':'x' | is no address that can be called",
                "'method':'GET','url':'https://{{event.host}}/','next':'x' | is no address that can be called",
                "'method':'GET','url':'https://example.com{{event.rest}}','next':'x' | is no address that can be called",
                "'method':'GET','url':'https://user:pw@example.com/','next':'x' | is no address that can be called",
                "'method':'GET','url':'http://example.com/','next':'x' | write https",
                "'method':'GET','url':'https://10.0.0.1/','next':'x' | names 10.0.0.1, which is no public address",
                "'method':'GET','url':'https://[fd00:ec2::254]/','next':'x' | which is no public address",
                "'method':'GET','url':'https://intranet/','next':'x' | names intranet, which is no public address",
                "'method':'GET','url':'https://example.com','body':'x','next':'x' | body: cannot stand with GET",
                "'method':'GET','url':'https://example.com','headers':{'Host':'x'},'next':'x' | is said by Homing itself",
                "'method':'GET','url':'https://example.com','headers':{'a b':'x'},'next':'x' | is no name of a header",
                "'method':'GET','url':'https://example.com','headers':{'a':{'secret':'../x'}},'next':'x' | is no name of a secret",
                "'method':'GET','url':'https://example.com','headers':{'a':1},'next':'x' | headers.a",
                "'method':'GET','url':'https://example.com','timeout':'PT1M','next':'x' | from \"PT1S\" to \"PT30S\"",
                "'method':'GET','url':'https://example.com','retries':11,'next':'x' | retries",
                "'method':'GET','url':'https://example.com','keep':{'status':'x'},'next':'x' | is no name for a field that is kept",
                "'method':'GET','url':'https://example.com','ways':{'failed':'x'} | next: is missing; name the node that follows, or name one for each of these ways: succeeded",
                "'method':'GET','url':'https://example.com','ways':{'sent':'x'},'next':'x' | sent",
            })
    void saysWhatIsWrong(String fields, String problem) throws Exception {
        ObjectNode flow = (ObjectNode) CampaignFile.MAPPER.readTree(
                ("{'start':'c','nodes':[{'id':'c','type':'webhook','name':'C'," + fields + "}]}").replace('\'', '"'));
        List<CampaignFile.Problem> problems = new ArrayList<>();
        FlowFile.read(CampaignFileFields.strict(flow, problems));
        if (problem.isEmpty() || problem.equals("''")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems.toString()).contains(problem);
        }
    }

    @Test
    void aCampaignThatStartsItself_isRefused() {
        ObjectNode file = Starters.everyNodeJson();
        String text = file.toString().replace("\"startCampaign\":\"welcome\"", "\"startCampaign\":\"cart-recovery\"");
        CampaignFile.Reading reading = CampaignFile.read(
                text,
                CampaignFileTemplates.in(path -> dev.homing.adapter.Golden.file("templates/" + path)),
                new dev.homing.adapter.handlebars.HandlebarsRenderer());
        assertThat(((CampaignFile.Reading.Invalid) reading).problems().toString())
                .contains("names this campaign");
    }
}
