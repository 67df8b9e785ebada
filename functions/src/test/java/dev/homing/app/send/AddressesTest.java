package dev.homing.app.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Shop;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    private static final Shop SHOP = new Shop(
            "Shop",
            ZoneOffset.UTC,
            "EUR",
            null,
            "https://shop.example",
            "Shop",
            "shop@shop.example",
            null,
            Map.of(),
            null,
            BrowserRules.USUAL);

    private static final Facts DATA = Facts.of(Map.of(
            "event",
            Map.of("payment_url", "https://pay.partner.example/1", "reason", "https://reason.example/"),
            "cart",
            Map.of(
                    "lines",
                    List.of(Map.of("name", "https://name.example/", "url", "https://line.partner.example/a")))));

    private static Predicate<String> meant(@Nullable String template) {
        return Addresses.of(template, DATA, List.of("https://linked.example/"), SHOP);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    https://pay.partner.example/1,   true
                    https://line.partner.example/a,  true
                    https://linked.example/,         true
                    https://shop.example/cart,       true
                    https://written.example/x,       true
                    https://filled.example/o/17,     true
                    https://reason.example/,         false
                    https://name.example/,           false
                    https://evil.example/,           false
                    https://filled.example.evil/o/1, false
                    https://open.example,            false
                    https://open.evil.example,       false
                    """)
    void areThoseOfTheTemplateAndOfAddressFields(String address, boolean meant) {
        String template =
                "See https://written.example/x. Or https://filled.example/o/{{event.order}} or https://open{{event.x}}";
        assertThat(meant(template).test(address)).isEqualTo(meant);
        assertThat(meant(null).test(address))
                .isEqualTo(meant && !address.contains("written") && !address.contains("filled"));
    }
}
