package dev.homing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.Golden;
import dev.homing.adapter.Starters;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.app.TestCampaigns;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignFileTest {
    private static final HandlebarsRenderer RENDERER = new HandlebarsRenderer();

    private static String cartRecovery() {
        return Objects.requireNonNull(Golden.file("templates/campaigns/cart-recovery.json"));
    }

    private static CampaignFile.Reading read(String json) {
        return CampaignFile.read(json, CampaignFileTemplates.in(path -> Golden.file("templates/" + path)), RENDERER);
    }

    private static List<String> problems(String json) {
        return switch (read(json)) {
            case CampaignFile.Reading.Valid valid -> List.of();
            case CampaignFile.Reading.Invalid invalid ->
                invalid.problems().stream().map(CampaignFile.Problem::toString).toList();
        };
    }

    private static List<String> problemsAfter(String from, String to) {
        String changed = cartRecovery().replace(from, to);
        assertThat(changed).as("the starter has %s", from).isNotEqualTo(cartRecovery());
        return problems(changed);
    }

    @Test
    void readsTheStarter() {
        Campaign.Version version = Starters.campaign("cart-recovery");
        assertThat(version.number()).isZero();
        assertThat(version.executable()).isNull();
        assertThat(version.kind()).isEqualTo(Campaign.Kind.MARKETING);
        assertThat(version.trigger()).isEqualTo(TestCampaigns.abandonedCart(Duration.ofMinutes(30), null));
        assertThat(version.attributionWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(version.templates()).containsOnlyKeys("cart-reminder", "cart-reminder-whatsapp");
        Node.Message email = version.flow().message("email");
        assertThat(email.on()).containsOnlyKeys(MessageStatus.OPENED, MessageStatus.CLICKED);
        assertThat(email.to(Way.Sending.SKIPPED)).isEqualTo("whatsapp");
        assertThat(version.flow().onlyMessage()).isNull();
    }

    @Test
    void readsTheStarterOfOneMessage_whichNeedsNoExecution() {
        Campaign.Version version = Starters.campaign("payment-failed");
        assertThat(version.transactional()).isTrue();
        assertThat(version.trigger()).isEqualTo(TestCampaigns.paymentFailed().trigger());
        assertThat(version.flow().onlyMessage()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart-recovery", "payment-failed"})
    void writesWhatItReads(String key) {
        Campaign.Version version = Starters.campaign(key);
        assertThat(read(CampaignFile.write(version))).isEqualTo(new CampaignFile.Reading.Valid(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart-recovery", "payment-failed"})
    void storesAVersion_withItsTemplates(String key) {
        Campaign.Version version = numbered(Starters.campaign(key))
                .published(3, "arn:3", "ann", Instant.parse("2026-11-22T10:00:00.123Z"));
        assertThat(stored(version)).isEqualTo(version);
    }

    @Test
    void readsAndWritesAWayOfItsOwnForEachThingThatCanHappen() {
        String file = cartRecovery()
                .replace(
                        "\"clicked\": \"done\" }",
                        "\"clicked\": \"whatsapp\", \"failed\": \"done\", \"skipped\": \"whatsapp\" }");
        Campaign.Version version = ((CampaignFile.Reading.Valid) read(file)).version();
        Node.Message email = version.flow().message("email");
        assertThat(email.ways().keySet().stream().map(Way::key))
                .containsExactly("opened", "clicked", "otherwise", "skipped", "failed");
        assertThat(email.to(Way.Sending.FAILED)).isEqualTo("done");
        assertThat(email.to(Way.Sending.OTHERWISE)).isEqualTo("whatsapp");
        assertThat(email.to(new Way.On(MessageStatus.CLICKED))).isEqualTo("whatsapp");
        assertThat(read(CampaignFile.write(version))).isEqualTo(new CampaignFile.Reading.Valid(version));
        Campaign.Version numbered = numbered(version).published(3, "arn:3", "ann", Instant.EPOCH);
        assertThat(stored(numbered)).isEqualTo(numbered);
    }

    @Test
    void storesAMinimumOfTheCart() {
        String file = cartRecovery()
                .replace(
                        "\"everyMessage\"",
                        "\"entry\": {\"cart\": \"value\", \"atLeast\": {\"amount\": 50, \"currency\": \"eur\"}}, \"everyMessage\"");
        Campaign.Version version = ((CampaignFile.Reading.Valid) read(file)).version();
        assertThat(version.trigger())
                .isEqualTo(TestCampaigns.abandonedCart(Duration.ofMinutes(30), Money.of("50", "EUR")));
        Campaign.Version numbered = numbered(version);
        assertThat(stored(numbered)).isEqualTo(numbered);
    }

    private static Campaign.Version numbered(Campaign.Version version) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        version.templates().keySet().forEach(key -> numbers.put(key, 7));
        return version.with(version.templates(), numbers);
    }

    /** As it comes back from where it was stored, with version 7 of each template. */
    private static Campaign.Version stored(Campaign.Version version) {
        return CampaignVersionCodec.read(CampaignVersionCodec.write(version), (key, number) -> {
            assertThat(number).isEqualTo(7);
            return version.template(key);
        });
    }

    @Test
    void readsAnOldVersion_thatTodaysRulesWouldRefuse() {
        Campaign.Version version = numbered(Starters.campaign("cart-recovery"));
        String stored = CampaignVersionCodec.write(version)
                .replace("\"PT30M\"", "\"PT1S\"")
                .replace("\"kind\":", "\"unheardOf\":1,\"kind\":");
        assertThat(CampaignVersionCodec.read(stored, (key, _) -> version.template(key))
                        .trigger()
                        .delay())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> CampaignVersionCodec.read(
                        "{\"publishedAt\":\"2026-11-22T10:00:00Z\"}", (key, _) -> version.template(key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flow");
    }

    @Test
    void takesTemplatesInTheFileItself() throws Exception {
        Campaign.Version version = Starters.campaign("payment-failed");
        ObjectNode file = CampaignFile.toJson(version);
        file.set("templates", CampaignFileTemplates.toJson(version.templates()));
        CampaignFile.Reading reading = CampaignFile.read(file.toString(), key -> null, RENDERER);
        assertThat(reading).isEqualTo(new CampaignFile.Reading.Valid(version));
        assertThat(CampaignFile.read(
                        CampaignFile.write(version), CampaignFile.Templates.of(version.templates()), RENDERER))
                .isEqualTo(new CampaignFile.Reading.Valid(version));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"PT30M\"|\"PT4M\"|trigger.delay: PT4M is not possible; it must be from \"PT5M\" to \"P90D\"",
                "\"PT30M\"|\"P91D\"|trigger.delay: P91D is not possible",
                "\"PT30M\"|\"half an hour\"|trigger.delay: \"half an hour\" is no duration; write 30 minutes as \"PT30M\"",
                "\"P1D\"|\"PT30S\"|flow.nodes.email.waitsFor.within: PT30S is not possible; it must be from \"PT1M\" to \"P90D\"",
                "\"opened\": \"done\"|\"opend\": \"done\"|flow.nodes.email.ways.opend: is not known here; did you mean \"opened\"?",
                "\"opened\": \"done\"|\"read\": \"done\"|flow.nodes.email.ways.read: is not known here; the fields are delivered, opened, clicked, unsubscribed",
                "\"opened\": \"done\", \"clicked\": \"done\"||flow.nodes.email.ways: names no status to wait for; name \"delivered\" or \"opened\"",
                "\"waitsFor\":|\"waitFor\":|flow.nodes.email.waitFor: is not known here; did you mean \"waitsFor\"?",
                "\"waitsFor\": { \"within\": \"P1D\", \"unknownOpen\": \"as_opened\" },||flow.nodes.email.waitsFor: is missing; say within which time",
                "\"next\": \"whatsapp\"|\"nxt\": \"whatsapp\"|flow.nodes.email.next: is missing; name the node that follows, or name one for each of these ways: otherwise, skipped, failed",
                "\"clicked\": \"done\"|\"clicked\": \"done\", \"sent\": \"done\"|flow.nodes.email.ways.sent: is not known here",
                "\"description\":|\"summary\":|summary: is not known here; the fields are",
                "\"next\": \"whatsapp\"|\"next\": \"whatsap\"|flow.nodes.email.ways: otherwise, skipped, failed lead to \"whatsap\", which is no node",
                "\"template\": \"cart-reminder\"|\"template\": \"carts\"|flow.nodes.email.template: there is no template \"carts\"",
                "\"template\": \"cart-reminder\"|\"template\": \"cart-reminder-whatsapp\"|flow.nodes.email.template: \"cart-reminder-whatsapp\" is for whatsapp, the node sends by email",
                "\"channel\": \"email\"|\"channel\": \"fax\"|flow.nodes.email.channel: \"fax\" is not known; it must be \"email\" or \"whatsapp\" or \"sms\"",
                "\"channel\": \"email\"|\"channel\": \"sms\"|flow.nodes.email.ways.opened: is not known here; the fields are delivered, clicked, replied, unsubscribed",
                "\"kind\": \"marketing\",|| kind: is required: \"marketing\" or \"transactional\"",
                "\"key\": \"cart-recovery\"|\"key\": \"Cart Recovery\"|key: \"Cart Recovery\" must be of at most 60 lower-case letters",
                "\"id\": \"whatsapp\"|\"id\": \"email\"|flow.nodes.email.id: \"email\" is the id of another node too",
                "\"start\": \"email\"|\"start\": \"whatsapp\"|flow.nodes.email: no way leads to it",
                "\"type\": \"unfinished\"|\"type\": \"event\"|trigger.event: is required: a text"
            })
    void namesFieldAndRemedy(String from, String to, String problem) {
        assertThat(problemsAfter(from, to == null ? "" : to))
                .anySatisfy(found -> assertThat(found).startsWith(problem.strip()));
    }

    @Test
    void reportsAllProblems_notTheFirst() {
        assertThat(
                        problems(
                                "{\"key\": \"x\", \"kind\": \"spam\", \"trigger\": {}, \"flow\": {\"nodes\": 3}, \"nmae\": \"X\"}"))
                .hasSize(7)
                .anySatisfy(found -> assertThat(found).startsWith("nmae: is not known here; did you mean \"name\"?"))
                .anySatisfy(found -> assertThat(found).startsWith("flow.nodes: must be a list"));
    }

    @Test
    void saysWhereTheJsonIsBroken() {
        assertThat(problems("{\n \"key\": }")).singleElement().asString().contains("line 2");
        assertThat(problems("[]")).singleElement().asString().contains("not a JSON object");
        assertThat(CampaignFile.open("campaigns/none.json", path -> null, RENDERER))
                .isInstanceOf(CampaignFile.Reading.Invalid.class);
    }

    @Test
    void checksTheTemplates() {
        CampaignFile.Templates broken = CampaignFileTemplates.in(path -> {
            String text = Golden.file("templates/" + path);
            return text == null
                    ? null
                    : switch (path) {
                        case "messages/cart-reminder/body.html.hbs" -> "<p>\n{{#if a}}</p>";
                        case "messages/cart-reminder/template.json" -> text.replace("\"preheader\"", "\"preheeder\"");
                        case "messages/cart-reminder-whatsapp/template.json" ->
                            text.replace("at {{3}}", "at {{4}}").replace("\"en\"", "\"English\"");
                        default -> text;
                    };
        });
        CampaignFile.Reading reading = CampaignFile.read(cartRecovery(), broken, RENDERER);
        assertThat(((CampaignFile.Reading.Invalid) reading).problems())
                .extracting(CampaignFile.Problem::field)
                .containsExactly(
                        "templates.cart-reminder.preheeder",
                        "templates.cart-reminder.html",
                        "templates.cart-reminder.html",
                        "templates.cart-reminder-whatsapp.language",
                        "templates.cart-reminder-whatsapp.body");
    }

    @Test
    void wantsAWayOutOfMarketing() {
        CampaignFile.Templates templates = CampaignFileTemplates.in(path -> {
            String text = Golden.file("templates/" + path);
            return text == null ? null : text.replace("{{unsubscribeUrl}}", "#");
        });
        assertThat(((CampaignFile.Reading.Invalid) CampaignFile.read(cartRecovery(), templates, RENDERER)).problems())
                .singleElement()
                .asString()
                .contains("marketing email needs a way out");
    }
}
