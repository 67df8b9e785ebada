package dev.homing.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Policy;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopTest {
    private static final Shop SHOP = new Shop(
            "Shop",
            ZoneOffset.UTC,
            "EUR",
            null,
            "https://shop.example/start",
            "Shop",
            "shop@shop.example",
            null,
            Map.of(),
            null,
            BrowserRules.USUAL);

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a.png, true",
        "https://cdn.shop.example/a.png, true",
        "/a.png, true",
        "a.png, false",
        "https://evil.example/a.png, false",
        "//evil.example/a.png, false",
        "https://shop.example.evil.example/, false",
        "https://evilshop.example/, false",
        "https://shop.example@evil.example/, false",
        "https://evil.example/?https://shop.example, false",
        "https://evil.example#@shop.example, false",
        "'https:\\\\evil.example', false",
        "javascript:alert(1), false",
        "'java script:alert(1)', false",
        "'data:text/html;base64,AA', false",
        "'https://[', false",
    })
    void ownsWhatLiesOnItsDomain(String address, boolean owns) {
        assertThat(SHOP.owns(address)).isEqualTo(owns);
    }

    @Test
    void ownsNoHost_beforeItIsSetUp() {
        assertThat(Shop.NOT_SET_UP.owns("https://shop.example/")).isFalse();
        assertThat(Shop.NOT_SET_UP.owns("/a.png")).isTrue();
    }

    @Test
    void wantsAnOptInForPhones_whereItSaysNothing() {
        assertThat(SHOP.policy(Channel.WHATSAPP)).isEqualTo(Policy.EXPLICIT);
        assertThat(SHOP.policy(Channel.EMAIL)).isEqualTo(Policy.IMPLIED);
    }
}
