package dev.homing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Jean-Luc",
                "O'Neill",
                "D’Arcy",
                "J.R.R. Tolkien",
                "Dr. Ada Byron",
                "Søren Kierkegaard",
                "李小龍",
                "محمد علي",
                "अमिताभ बच्चन",
                "Наталья",
                "São Paulo"
            })
    void takesNamesOfAnyScript(String name) {
        assertThat(BrowserWords.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " Ada",
                "Log in at evil-bank.com",
                "evil。example",
                "evil．example",
                "ｗｗｗ.evil",
                "ACCOUNT LOCKED! Log in now",
                "call +1 900 555 0100",
                "Ada 19005550100",
                "ada@evil.example",
                "Ada\u200BByron",
                "Ada\u2800Byron",
                "Ada\nByron",
                "Ada\u202Enoryb",
                "https://evil.example",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void takesNothingElseForAName(String name) {
        assertThat(BrowserWords.isName(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    Wool scarf, grey                      | Wool scarf, grey
                    Mug "Node" 2.0 (330 ml), -20 %        | Mug "Node" 2.0 (330 ml), -20 %
                    Brötchen №5 – ½ kg                    | Brötchen №5 – ½ kg
                    Shirt 38/40 blue                      | Shirt 38/40 blue
                    Your parcel: pay at evil-bank.com/pay | Your parcel: pay at
                    evil.example/login                    | -
                    Pay/https://evil.example/login        | -
                    ./https://evil.example/a              | -
                    see evil。example now                 | see now
                    see bücher.example now                | see now
                    see xn--bcher-kva.xn--p1ai now        | see now
                    see www.evil now                      | see now
                    see ｗｗｗ．evil．ｅｘａｍｐｌｅ now    | see now
                    see //evil.example now                | see now
                    see https:/evil now                   | see now
                    see mailto:a now                      | see now
                    write to eve@evil now                 | write to now
                    write to eve＠evil now                | write to now
                    call +1 (900) 555-0100 now            | call now
                    call 1 9 0 0 5 5 5 0 1 0 0            | call
                    call １９００５５５０１００ now       | call now
                    call 1。900·555_0100 now               | call now
                    call 192.168.100.200 now              | call now
                    C:\\evil\\x here                      | here
                    """)
    void leavesOutWhatAMailProgramCouldMakeALinkOf(String text, String label) {
        assertThat(BrowserWords.label(text)).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your\u2800account\u2800is\u2800locked/https://evil.example/login",
                "Your\u00A0account\u3000evil.example",
                "Your\u202Eelpmaxe.live account",
                "Your account\u2066evil.example\u2069",
                "Your\u3164account\u115Fevil\uFE0F.example",
                "Your account \u0001evil.\uFE0Fexample",
                "Your account evil.\u034Fexample"
            })
    void seesThroughWhatCannotBeSeen(String text) {
        assertThat(BrowserWords.label(text))
                .isNotNull()
                .doesNotContainPattern("[\\p{C}\\u2800\\u3164\\uFE0F\\u034F]")
                .satisfies(label -> assertThat(linkable(label)).as(label).isFalse());
    }

    @Test
    void shortensWhatIsLong_andSplitsNoCharacter() {
        String label = String.valueOf(BrowserWords.label("😀".repeat(200)));
        assertThat(label).endsWith("…");
        assertThat(label.codePointCount(0, label.length())).isEqualTo(BrowserWords.LONGEST_LABEL);
    }

    /** What mail programs make links of, in other words than the code has. */
    private static boolean linkable(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('。', '.')
                .toLowerCase(Locale.ROOT);
        return Pattern.compile("[\\p{L}\\p{N}-]\\.\\p{L}{2,}").matcher(plain).find()
                || plain.contains("://")
                || plain.contains("www.")
                || plain.contains("@")
                || plain.contains("\\")
                || Pattern.compile("\\d([ ()./-]?\\d){6,}").matcher(plain).find();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "evil", "example", "com", "www", ".", "。", "．", "://", "https", ":", "/", "//", "\\", "@",
                        "\u2800", "\u200B", "\u00AD", "\uFE0F", "\u034F", "\u202E", " ", "\t", "1", "900", "555", "０",
                        "-", "(", "+", "é", "e\u0301", "字", "ﬁ", "Ⅳ", "…", "mailto:", "xn--", "😀")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 5_000)
    void neverShowsALink(@ForAll("texts") String text) {
        String label = BrowserWords.label(text);
        assertThat(label == null || !linkable(label))
                .as("%s became %s", text, label)
                .isTrue();
        assertThat(label == null || label.equals(BrowserWords.label(label)))
                .as("twice is once: %s", label)
                .isTrue();
        assertThat(!BrowserWords.isName(text) || !linkable(text)).as(text).isTrue();
    }

    @Test
    void keepsOfPropertiesWhatCanBeShown() {
        Facts kept = BrowserWords.properties(
                Facts.of(Map.of(
                        "order_id", "order-9",
                        "reason", "Refund waits: confirm your card at evil-bank.com/pay",
                        "payment_url", "https://evil.example/pay",
                        "cart_url", "/cart",
                        "total", 12,
                        "gift", true,
                        "currency", "EUR",
                        "products", List.of(Map.of("product_id", "A", "name", "Mug evil.example", "colour", "red")),
                        "more", Map.of("deep", List.of("free text")))),
                "/cart"::equals);
        assertThat(kept.values())
                .isEqualTo(Map.of(
                        "order_id",
                        "order-9",
                        "cart_url",
                        "/cart",
                        "total",
                        12,
                        "gift",
                        true,
                        "currency",
                        "EUR",
                        "products",
                        List.of(Map.of("product_id", "A", "name", "Mug")),
                        "more",
                        Map.of("deep", List.of())));
        assertThat(BrowserWords.properties(Facts.of(Map.of("order_id", "o1 see evil-bank.com")), _ -> true)
                        .values())
                .isEmpty();
        assertThat(BrowserWords.properties(Facts.of(Map.of("order_id", "19005550100")), _ -> true)
                        .values())
                .isEmpty();
    }
}
