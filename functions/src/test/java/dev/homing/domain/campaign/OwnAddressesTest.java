package dev.homing.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {
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
            new BrowserRules(List.of("img.cdn.example"), 3, false));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cart",
                "/cart?t=1&u=a%20b#top",
                "/caf%C3%A9/Größe",
                "https://shop.example",
                "https://shop.example/",
                "https://shop.example?t=1",
                "HTTPS://Shop.Example/cart",
                "http://shop.example/cart",
                "https://m.shop.example/cart",
                "https://img.cdn.example/a.png",
                "https://x.img.cdn.example/a.png?w=100",
                "https://shop.example/a?discount=100%25"
            })
    void areTheShopsOwn(String address) {
        assertThat(SHOP.owns(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cart",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "\t//evil.example",
                " https://shop.example/",
                "x/https://evil.example",
                "./https://evil.example/a",
                "?x=https://evil.example",
                "#https://evil.example",
                "/login?next=https://evil.example",
                "/login?next=https:%2F%2Fevil.example",
                "/login?next=%2568ttps%253A%252F%252Fevil.example",
                "/login?next=//evil.example",
                "/login?next=%2F%2Fevil.example",
                "/%5Cevil.example",
                "/%09/evil.example",
                "/a//b",
                "/50%",
                "/a##b",
                "https://shop.example@evil.example/",
                "https://shop.example:pass@evil.example/",
                "https://evil.example\\@shop.example/",
                "https://evil.example#@shop.example",
                "https://evil.example?@shop.example",
                "https://shop.example.evil.example/",
                "https://notshop.example/",
                "https://shop.example%2eevil.example/",
                "https://shop.example:8443/",
                "https://shop.example/login?next=https://evil.example",
                "https:/shop.example/",
                "https:shop.example/",
                "https:///shop.example/",
                "https://shop。example/",
                "https://.shop.example/",
                "https://a..shop.example/",
                "https://cdn.example/a.png",
                "ftp://shop.example/",
                "javascript://shop.example/%0aalert(1)",
                "data:text/html,x",
                "//shop.example/"
            })
    void areSomebodyElses(String address) {
        assertThat(SHOP.owns(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8484/dev/shop, true",
        "http://127.0.0.1/x, true",
        "http://1.127.0.0.1/x, false",
        "http://127.0.0.1:8485/, false"
    })
    void areOfOneMachine(String address, boolean own) {
        Shop here = new Shop(
                "Shop",
                ZoneOffset.UTC,
                "EUR",
                null,
                "http://127.0.0.1:8484/dev/shop",
                "Shop",
                "s@s.example",
                null,
                Map.of(),
                null,
                BrowserRules.USUAL);
        assertThat(here.owns(address)).isEqualTo(own);
    }

    /** The host to which a browser goes from the shop's own page, by the steps of the WHATWG's URL standard; null where it goes nowhere. */
    private static @Nullable String browsersHost(String address) {
        String input = address.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "").replaceAll("[\\t\\n\\r]", "");
        int colon = input.indexOf(':');
        boolean scheme = colon > 0 && input.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
        String rest = input;
        if (scheme) {
            String name = input.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!name.equals("https") && !name.equals("http")) {
                return null;
            }
            rest = input.substring(colon + 1);
            // A special scheme takes any number of slashes, also none; https: of a page on https without slashes is
            // relative to it.
            if (name.equals("https") && !rest.startsWith("/") && !rest.startsWith("\\")) {
                return "shop.example";
            }
        } else if (!rest.matches("(?s)[/\\\\]{2}.*")) {
            return "shop.example";
        }
        String authority = rest.replaceFirst("^[/\\\\]*", "").split("[/\\\\?#]", 2)[0];
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceAll("[。．｡]", ".")
                .replaceAll("\\.$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean ofTheShop(@Nullable String host) {
        return host != null
                && (host.equals("shop.example")
                        || host.endsWith(".shop.example")
                        || host.equals("img.cdn.example")
                        || host.endsWith(".img.cdn.example"));
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of(
                        "https",
                        "http",
                        ":",
                        "//",
                        "/",
                        "\\",
                        "shop.example",
                        "evil.example",
                        ".",
                        "@",
                        "?",
                        "#",
                        "x",
                        "%2F",
                        "%5c",
                        "%40",
                        "%00",
                        "%",
                        "\t",
                        " ",
                        "\n",
                        "。",
                        "img.cdn.example",
                        "443",
                        "javascript",
                        "next=",
                        "-",
                        "é",
                        "HTTPS://SHOP.EXAMPLE",
                        "https://shop.example")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 20_000)
    void areReadAlikeByJavaAndByBrowsers(@ForAll("addresses") String address) {
        if (!SHOP.owns(address)) {
            return;
        }
        assertThat(ofTheShop(browsersHost(address)))
                .as("a browser at %s", address)
                .isTrue();
        URI byJava = URI.create("https://shop.example/").resolve(URI.create(address));
        assertThat(ofTheShop(byJava.getHost().toLowerCase(Locale.ROOT)))
                .as("Java at %s", address)
                .isTrue();
        assertThat(byJava.getUserInfo()).isNull();
    }
}
