package dev.homing.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTellsTest {
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, true",
                "Mozilla/5.0, true",
                "' Mozilla/5.0 ', true",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15, false",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy), false",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html, false",
                "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT; Mimecast), true",
                "facebookexternalhit/1.1, true",
                "WhatsApp/2.23.20.0, true",
                "Microsoft Office/16.0 (Microsoft Outlook 16.0.17328; Pro), false",
            })
    void tellsAMachinesOpening(@Nullable String userAgent, boolean machine) {
        assertThat(MachineTells.opened(userAgent)).isEqualTo(machine);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "GET, Mozilla/5.0 (iPhone), 1, false, false",
                "HEAD, Mozilla/5.0 (iPhone), 1, false, true",
                "POST, Mozilla/5.0 (iPhone), 1, false, true",
                "GET, Mozilla/5.0 (iPhone), 0, false, true",
                "GET, Mozilla/5.0 (iPhone), 2, true, true",
                "GET, BarracudaSentinel/1.0, 1, false, true",
                "GET, Slackbot-LinkExpanding 1.0, 1, false, true",
                "GET, none, 1, false, false",
                "GET, Mozilla/5.0, 1, false, false",
            })
    void tellsAMachinesClick(
            String method, @Nullable String userAgent, int link, boolean scannedBefore, boolean machine) {
        assertThat(MachineTells.clicked(method, userAgent, link, scannedBefore)).isEqualTo(machine);
    }

    @Test
    void takesAPersonForAPerson() {
        assertThat(MachineTells.opened(IPHONE)).isFalse();
        assertThat(MachineTells.clicked("GET", IPHONE, 1, false)).isFalse();
    }
}
