package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.WhatsAppButton;
import dev.homing.domain.template.WhatsAppHeader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsAppTemplateFileTest {
    private static final String HEAD = """
            "key":"order","name":"Order","channel":"whatsapp","approvedName":"order","language":"en","body":"Hi"\
            """;

    private static CampaignFileTemplates.Reading read(String rest) {
        return CampaignFileTemplates.alone("{" + HEAD + "," + rest.replace('\'', '"') + "}");
    }

    private static Template.WhatsApp template(String rest) {
        CampaignFileTemplates.Reading reading = read(rest);
        assertThat(reading.problems()).isEmpty();
        Template.WhatsApp template = (Template.WhatsApp) Objects.requireNonNull(reading.template());
        assertThat(CampaignFileTemplates.read(
                        CampaignFileTemplates.toJson(template).toString()))
                .as("as it is stored")
                .isEqualTo(template);
        return template;
    }

    @Test
    void readsTheShortForms() {
        Template.WhatsApp template = template("'headerImage':'{{image}}','button':{'text':'Back','url':'{{url}}'}");
        assertThat(template.header()).isEqualTo(new WhatsAppHeader(WhatsAppHeader.Kind.IMAGE, "{{image}}", null, null));
        assertThat(template.onlyLink()).isEqualTo(new WhatsAppButton.Link("Back", "{{url}}"));
        assertThat(template.texts()).containsOnlyKeys("headerImage", "button.url");
    }

    @Test
    void readsDocumentsAndEveryKindOfButton() {
        Template.WhatsApp template = template("""
                'header':{'type':'document','id':'7','fileName':'{{order.id}}.pdf'},
                'buttons':[{'type':'url','text':'See it','url':'{{url}}'},
                           {'type':'quickReply','text':'Stop','payload':'STOP'},{'type':'quickReply','text':'More'},
                           {'type':'copyCode','text':'Copy','code':'{{coupon}}'}]\
                """);
        assertThat(template.header())
                .isEqualTo(new WhatsAppHeader(WhatsAppHeader.Kind.DOCUMENT, null, "7", "{{order.id}}.pdf"));
        assertThat(template.buttons())
                .isEqualTo(List.of(
                        new WhatsAppButton.Link("See it", "{{url}}"),
                        new WhatsAppButton.QuickReply("Stop", "STOP"),
                        new WhatsAppButton.QuickReply("More", "More"),
                        new WhatsAppButton.CopyCode("Copy", "{{coupon}}")));
        assertThat(template.texts())
                .containsOnlyKeys(
                        "header.id",
                        "header.fileName",
                        "buttons[0].url",
                        "buttons[1].payload",
                        "buttons[2].payload",
                        "buttons[3].code");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'header':{'type':'image'} | header.link | either a link or the id
            'header':{'type':'image','link':'a','id':'b'} | header.link | either a link or the id
            'header':{'type':'sound','link':'a'} | header.type | image
            'header':{'type':'image','link':'a','fileName':'b'} | header.fileName | only a document
            'header':{'type':'image','link':'a'},'headerImage':'b' | headerImage | leave one of them out
            'buttons':[{'type':'url','text':'a'}] | buttons.a.url | is required
            'buttons':[{'type':'copyCode','text':'a'}] | buttons.a.code | is required
            'buttons':[{'type':'call','text':'a'}] | buttons.a.type | quickReply
            'buttons':[{'type':'quickReply','text':'a','url':'b'}] | buttons.a.url | is not known here
            'buttons':[{'type':'quickReply','text':'a'}],'button':{'text':'b','url':'c'} | button | leave one of them out
            'buttons':[{'type':'url','text':'a','url':'b'},{'type':'url','text':'c','url':'d'},{'type':'url','text':'e','url':'f'}] | buttons | at most 10 buttons
            """)
    void saysWhatIsWrong_andWhatToDo(String rest, String field, String words) {
        List<Problem> problems = read(rest).problems();
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(words);
        });
    }
}
