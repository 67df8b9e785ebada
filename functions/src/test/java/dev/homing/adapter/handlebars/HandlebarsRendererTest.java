package dev.homing.adapter.handlebars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlebarsRendererTest {
    private final HandlebarsRenderer renderer = new HandlebarsRenderer();

    private static final Facts DATA = new Facts(Map.of(
            "customer", Map.of("firstName", "Zoë", "email", "zoe@example.com", "joined", "2026-11-22T23:30:00Z"),
            "shop", Map.of("name", "Bows & <Arrows>"),
            "count", new BigDecimal("1E+3"),
            "empty", "",
            "price", Map.of("amount", "1290.5", "currency", "EUR"),
            "lines", List.of(Map.of("name", "Mug", "quantity", 2), Map.of("name", "Bowl", "quantity", 1))));

    private String text(String template) {
        return renderer.render(template, DATA, Locale.ENGLISH, false);
    }

    @Test
    void fillsPlaceholders_fromNestedMaps() {
        assertThat(text("Hi {{customer.firstName}}, {{count}} {{lines.[1].name}}"))
                .isEqualTo("Hi Zoë, 1000 Bowl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi {{firstName}}",
                "Hi {{customer.lastName}}!",
                "{{money cart.total}}",
                "{{money count \"XXZ\"}}",
                "{{date customer.born \"long\"}}",
                "{{upper customer.lastName}}",
                "{{default customer.lastName customer.nick}}"
            })
    void leavesThePlaceholderAsItIs_whenDataIsMissing(String template) {
        assertThat(text(template)).isEqualTo(template);
        assertThat(renderer.render(template, DATA, Locale.ENGLISH, true)).isEqualTo(template);
    }

    @Test
    void namesWhatIsMissing_eachOnceAndOnlyWhatWouldShow() {
        assertThat(renderer.missing(
                        "{{customer.firstName}} {{a}} {{#if b}}{{c}}{{else}}{{d.e}}{{/if}} {{a}} {{money x.y}}", DATA))
                .containsExactly("{{a}}", "{{d.e}}", "{{money x.y}}");
    }

    @Test
    void escapesHtml_onlyWhenAsked() {
        assertThat(text("{{shop.name}}")).isEqualTo("Bows & <Arrows>");
        assertThat(renderer.render("{{shop.name}}{{{shop.name}}}", DATA, Locale.ENGLISH, true))
                .isEqualTo("Bows &amp; &lt;Arrows&gt;Bows & <Arrows>");
    }

    @Test
    void leavesAddressesReadable_whenTheyAreEscaped() {
        Facts data = new Facts(Map.of("url", "https://shop.example/cart?id=7&lang=en"));
        assertThat(renderer.render("<a href=\"{{url}}\">", data, Locale.ENGLISH, true))
                .isEqualTo("<a href=\"https://shop.example/cart?id=7&amp;lang=en\">");
    }

    @Test
    void loops_withIndexFirstLastAndTheOuterData() {
        assertThat(text(
                        "{{#each lines}}{{#unless @first}}, {{/unless}}{{@index}}:{{quantity}} {{name}} by {{shop.name}}"
                                + "{{#if @last}}.{{/if}}{{else}}none{{/each}}"))
                .isEqualTo("0:2 Mug by Bows & <Arrows>, 1:1 Bowl by Bows & <Arrows>.");
        assertThat(text("{{#each lines as |line i|}}{{i}}{{line.name}}{{/each}}"))
                .isEqualTo("0Mug1Bowl");
        assertThat(text("{{#each customer}}{{#if (eq @key \"email\")}}{{this}}{{/if}}{{/each}}"))
                .isEqualTo("zoe@example.com");
        assertThat(text("{{#each nothing}}x{{else}}none{{/each}}")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{#if (eq customer.firstName \"Zoë\")}}yes{{else}}no{{/if}}|yes",
                "{{#if (gt lines.[0].quantity 1)}}yes{{else}}no{{/if}}|yes",
                "{{#if (lt count 10)}}yes{{else}}no{{/if}}|no",
                "{{#ne count 1000}}yes{{else}}no{{/ne}}|no",
                "{{#eq missing 1}}yes{{else}}no{{/eq}}|no",
                "{{#with customer}}{{firstName}}{{/with}}|Zoë",
                "{{lookup customer \"firstName\"}}|Zoë",
                "{{upper customer.firstName}} {{lower \"ABC\"}}|ZOË abc",
                "{{default customer.nick \"friend\"}}|friend",
                "{{default empty \"friend\"}}|friend",
                "{{default customer.firstName \"friend\"}}|Zoë"
            })
    void offersItsHelpers(String template, String expected) {
        assertThat(text(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|€1,290.50|November 22, 2026",
                "de-DE|1.290,50 €|22. November 2026",
                "fr-FR|1 290,50 €|22 novembre 2026"
            })
    void writesMoneyAndDates_asTheLocaleDoes(String tag, String money, String date) {
        Locale locale = Locale.forLanguageTag(tag);
        String both = renderer.render(
                "{{money price}}|{{money 1290.5 \"EUR\"}}|{{date customer.joined}}", DATA, locale, false);
        assertThat(both.replace('\u00a0', ' ').replace('\u202f', ' ')).isEqualTo(money + "|" + money + "|" + date);
    }

    @Test
    void tellsTheDay_inTheZoneThatIsNamed() {
        assertThat(text("{{date customer.joined \"medium\" zone=\"Asia/Tokyo\"}}"))
                .isEqualTo("Nov 23, 2026");
        assertThat(text("{{date \"2026-03-01\" \"full\" zone=\"America/Los_Angeles\"}}"))
                .isEqualTo("Sunday, March 1, 2026");
    }

    @Test
    void usesTheCurrencysDecimals_notTheLocales() {
        assertThat(text("{{money 1200 \"JPY\"}} {{money 1.5 \"KWD\"}}").replace("\u00a0", ""))
                .isEqualTo("¥1,200 KWD1.500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{customer.class.name}}",
                "{{lines.class}}",
                "{{customer.getClass}}",
                "{{shop.name.bytes}}",
                "{{lines.size}}",
                "{{this.class}}"
            })
    void reachesNothingButTheData(String template) {
        assertThat(text(template)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{{> other}}|line 1, column 2: templates cannot include others",
                "a{{~ > other}}|line 1, column 2: templates cannot include others",
                "{{#> layout}}x{{/layout}}|line 1, column 1: templates cannot include others",
                "{{#*inline \"a\"}}x{{/inline}}|line 1, column 1: templates cannot include others",
                "{{=<% %>=}}<%> other%>|line 1, column 1: delimiters cannot be changed",
                "{{{{raw}}}}x{{{{/raw}}}}|line 1, column 1: raw blocks are not possible"
            })
    void refusesWhatIsNotOffered(String template, String message) {
        assertThatThrownBy(() -> text(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\n  {{#if a}}two",
                "one\n{{#if a}}x{{/each}}",
                "one\n{{a b c}}",
                "one\n{{upper (shout a)}}",
                "one\n{{#include a}}x{{/include}}",
                "one\n{{a"
            })
    void namesLineAndColumn_whenATemplateIsBroken(String template) {
        assertThatThrownBy(() -> text(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)line [23], column \\d+: .+");
    }

    @Test
    void limitsSizeDepthTurnsAndOutput() {
        assertThatThrownBy(() -> text("x".repeat(300_000))).hasMessageContaining("characters");
        assertThatThrownBy(() -> text("{{#if a}}".repeat(30) + "{{/if}}".repeat(30)))
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> text("{{upper " + "(upper ".repeat(30) + "a" + ")".repeat(30) + "}}"))
                .hasMessageContaining("deep");
        List<Object> many = new ArrayList<>(Collections.nCopies(1_000, "x"));
        Facts data = new Facts(Map.of("many", many));
        String loops = "{{#each many}}{{#each ../many}}{{#each ../../many}}{{/each}}{{/each}}{{/each}}";
        assertThatThrownBy(() -> renderer.render(loops, data, Locale.ENGLISH, false))
                .hasMessageContaining("go round");
        String flood = "{{#each many}}" + "y".repeat(10_000) + "{{/each}}";
        assertThatThrownBy(() -> renderer.render(flood, data, Locale.ENGLISH, false))
                .hasMessageContaining("grows over");
    }

    @Test
    void ignoresTagsInComments() {
        assertThat(text("{{!-- shout a --}}{{! shout a}}")).isEmpty();
        assertThat(text("a{{!-- {{> other}} {{#if}} --}}b{{! {{x }}c")).isEqualTo("abc");
    }
}
