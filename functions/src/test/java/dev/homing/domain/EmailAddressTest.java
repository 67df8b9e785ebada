package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ada@example.com                          | ada@example.com
            Ada@Example.COM                          | ada@example.com
            mailto:ada@example.com                   | ada@example.com
            MAILTO:ada@example.com?subject=Hi        | ada@example.com
            <ada@example.com>                        | ada@example.com
            Ada Lovelace <ada@example.com>           | ada@example.com
            "Lovelace, Ada" <Ada@example.com>        | ada@example.com
            "ada@example.com"                        | ada@example.com
            ada@example.com.                         | ada@example.com
            \u00a0ada@example.com\u200b              | ada@example.com
            ada+tag@mail.example.co.uk               | ada+tag@mail.example.co.uk
            o'brien@example.com                      | o'brien@example.com
            ada@exämple.de                           | ada@exämple.de
            ada@xn--exmple-cua.de                    | ada@xn--exmple-cua.de
            """)
    void readsWhatIsPlainlyOneAddress(String stated, String address) {
        assertThat(EmailAddress.read(stated)).isEqualTo(address);
        assertThat(EmailAddress.read(List.of(stated))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "ada@",
                "@example.com",
                "ada@example",
                "a@b@c.example",
                "ada@@example.com",
                "ada@example..com",
                "ada..l@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "ada@-example.com",
                "ada@[127.0.0.1]",
                "ada@127.0.0.1",
                "ada@[IPv6:::1]",
                "ada lovelace@example.com",
                "ada@exam ple.com",
                "ada\u2028@example.com",
                "ada@exa\u2028mple.com",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com,eve@example.com",
                "ada@example.com;eve@example.com",
                "ada@example.com eve@example.com",
                "ada@example.com <eve@example.com>",
                "\"ada l\"@example.com",
                "{{email}}",
                "null",
                "undefined",
                "a\u0000b@example.com"
            })
    void takesNothingElse(String stated) {
        assertThat(EmailAddress.read(stated)).isNull();
    }

    @Test
    void takesNoListOfSeveral_andNothingThatIsNoText() {
        assertThat(EmailAddress.read(List.of("a@example.com", "b@example.com"))).isNull();
        assertThat(EmailAddress.read(List.of())).isNull();
        assertThat(EmailAddress.read(Map.of("email", "a@example.com"))).isNull();
        assertThat(EmailAddress.read(12)).isNull();
        assertThat(EmailAddress.read("a".repeat(65) + "@example.com")).isNull();
    }
}
