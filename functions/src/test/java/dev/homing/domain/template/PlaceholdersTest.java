package dev.homing.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.Starters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    /** Misspelt fields, and what was meant. */
    @ParameterizedTest
    @CsvSource({
        "'{{customer.fristName}} hi', customer.fristName, customer.firstName",
        "'{{default customer.firstname \"you\"}}', customer.firstname, customer.firstName",
        "'{{#if shop.postaladdress}}x{{/if}}', shop.postaladdress, shop.postalAddress",
        "'{{#each cart.line}}{{name}}{{/each}}', cart.line, cart.lines",
        "'{{money cart.totl}}', cart.totl, cart.total",
        "'{{{unsubscribeURL}}}', unsubscribeURL, unsubscribeUrl",
        "'{{imageURL}}', imageURL, imageUrl",
        "'{{shop.colour}}', shop.colour, ",
        "'{{hello}}', hello, ",
    })
    void findsWhatNothingWillFill_andWhatWasMeant(String text, String name, String meant) {
        assertThat(Placeholders.unknown(text)).containsOnlyKeys(name);
        assertThat(Placeholders.unknown(text).get(name)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{customer.tier}} {{customer.favouriteColour}}",
                "{{event.anything}} {{money event.total (default event.currency shop.currency)}}",
                "{{#each cart.totals}}{{money this}}{{#unless @first}}, {{/unless}}{{else}}none{{/each}}",
                "{{cart.lines.[0].name}} {{#if (eq cart.items 1)}}it{{/if}} {{default customer.firstName \"shop.of\"}}",
                "{{1}} {{! a note on shop.nothing }} {{#with cart}}{{url}}{{/with}}",
                "no placeholder at all",
            })
    void isQuiet_whereNothingIsWrong(String text) {
        assertThat(Placeholders.unknown(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cart-recovery", "payment-failed"})
    void isQuiet_aboutTheStarters(String key) {
        Starters.campaign(key).templates().values().forEach(template -> template.texts()
                .forEach((field, text) ->
                        assertThat(Placeholders.unknown(text)).as(field).isEmpty()));
    }

    @Test
    void isQuick_onOddTexts() {
        assertThat(Placeholders.unknown("{{".repeat(100_000))).isEmpty();
    }
}
