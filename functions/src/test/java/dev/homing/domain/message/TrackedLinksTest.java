package dev.homing.domain.message;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.html.JsoupHtml;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.TrackedLinks.Tracked;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedLinksTest {
    private static final JsoupHtml MARKUP = new JsoupHtml();
    private static final String BASE = "https://shop.example/de/start";
    private static final MessageId MESSAGE = MessageId.of(
            Visit.first(RunId.of(CustomerId.ofUser("ada"), "cart-recovery", "", minutes(0)), "email"), Channel.EMAIL);
    private static final Pattern CLICK =
            Pattern.compile("https://t\\.shop\\.example/t/c/(c[a-z2-7]+-[a-z2-7]+)/(\\d+)/([A-Za-z0-9_-]{16})");

    private final TrackedLinks links = new TrackedLinks("https://t.shop.example", new Signature("secret"));

    private Tracked html(String html) {
        return links.html(html, MESSAGE, List.of(), BASE, MARKUP::replaceLinks);
    }

    private String click(int number) {
        return links.clickUrl(MESSAGE, number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
                "<a href='https://shop.example/a?x=1&y=2'>A</a>",
                "<A CLASS=b\n  HREF = \" https://shop.example/a?x=1&amp;y=2 \" target=_blank>A</A>",
                "<a style=\"font-family:'Arial'\" href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
                "<a data-href=\"https://shop.example/other\" href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
            })
    void replacesTheTarget_howeverItIsWritten(String html) {
        Tracked tracked = html(html);
        assertThat(tracked.targets()).containsExactly("https://shop.example/a?x=1&y=2");
        assertThat(tracked.text()).contains(click(1)).doesNotContain("shop.example/a?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"mailto:help@shop.example\">Write</a>",
                "<a href=\"tel:+49401234\">Call</a>",
                "<a href=\"#top\">Top</a>",
                "<a name=\"top\">Top</a>",
                "<abbr title=\"x\" href=\"https://shop.example/a\">A</abbr>",
                "<img src=\"https://shop.example/a.png\">",
                "<a href=\"https://t.shop.example/u/m/s\">Unsubscribe</a>",
                "<a href=\"https://t.shop.example/preferences/m/s\">Preferences</a>",
            })
    void leavesAloneWhatIsNoLinkToFollow(String html) {
        Tracked tracked = html(html);
        assertThat(tracked.targets()).isEmpty();
        assertThat(tracked.text()).contains(html);
    }

    @Test
    void leadsRelativeLinksToTheShop() {
        assertThat(html("<a href=\"/cart?id=1\">Cart</a>").targets()).containsExactly("https://shop.example/cart?id=1");
        assertThat(links.html(
                                "<a href=\"/cart\">Cart</a>",
                                MESSAGE,
                                List.of(),
                                "https://shop.example",
                                MARKUP::replaceLinks)
                        .targets())
                .containsExactly("https://shop.example/cart");
    }

    @Test
    void givesTheSameTargetTheSameNumber_inAllPartsOfTheMessage() {
        Tracked html = html(
                "<a href=\"https://a.example/\">A</a><a href=\"https://b.example/\">B</a><a href='https://a.example/'>A</a>");
        assertThat(html.targets()).containsExactly("https://a.example/", "https://b.example/");
        Tracked plain =
                links.plain("B: https://b.example/ C: https://c.example/?a=1&b=2", MESSAGE, html.targets(), _ -> true);
        assertThat(plain.targets())
                .containsExactly("https://a.example/", "https://b.example/", "https://c.example/?a=1&b=2");
        assertThat(plain.text()).isEqualTo("B: " + click(2) + " C: " + click(3));
    }

    @Test
    void findsWhereAnAddressEndsInRunningText() {
        Tracked plain = links.plain(
                "See https://a.example/x. Or (https://b.example/y), or <https://c.example>!",
                MESSAGE,
                List.of(),
                _ -> true);
        assertThat(plain.targets()).containsExactly("https://a.example/x", "https://b.example/y", "https://c.example");
        assertThat(plain.text()).isEqualTo("See " + click(1) + ". Or (" + click(2) + "), or <" + click(3) + ">!");
        assertThat(links.plain("Out: https://t.shop.example/u/m/s", MESSAGE, List.of(), _ -> true)
                        .targets())
                .isEmpty();
    }

    @Test
    void putsTheHiddenLinkFirstAndThePixelLast_withinTheBody() {
        String text = html("<html><body class=\"x\"><p>Hi</p><a href=\"https://a.example\">A</a></body></html>")
                .text();
        assertThat(text)
                .startsWith("<html><body class=\"x\"><a href=\"" + click(0) + "\"")
                .containsPattern("<img src=\"" + Pattern.quote(links.openUrl(MESSAGE)) + "\"[^>]*></body></html>$");
        Matcher hidden = CLICK.matcher(text);
        assertThat(hidden.find()).isTrue();
        assertThat(hidden.group(2)).isEqualTo("0");
        assertThat(text).containsPattern("<a href=\"[^\"]*/0/[^\"]*\" style=\"display:none\"");
        assertThat(html("<p>Hi</p>").text()).startsWith("<a href=\"" + click(0)).endsWith("style=\"display:block\">");
    }

    @Test
    void keepsWordsThatAReplacementCouldTakeForItsOwn() {
        assertThat(html("<p>$1 \\ {{x}}</p><a href=\"https://a.example/$2\\\">A</a>")
                        .targets())
                .containsExactly("https://a.example/$2\\");
    }

    @Test
    void provesByItsSignatureThatALinkIsOurs() {
        Matcher click = CLICK.matcher(links.clickUrl(MESSAGE, 3));
        assertThat(click.matches()).isTrue();
        assertThat(MessageId.parse(click.group(1))).isEqualTo(MESSAGE);
        String signature = click.group(3);
        assertThat(links.clickFits(MESSAGE, 3, signature)).isTrue();
        assertThat(links.clickFits(MESSAGE, 4, signature)).isFalse();
        assertThat(links.openFits(MESSAGE, signature)).isFalse();
        assertThat(links.unsubscribeFits(MESSAGE, signature)).isFalse();
        String open = links.openUrl(MESSAGE);
        assertThat(links.openFits(MESSAGE, open.substring(open.lastIndexOf('/') + 1)))
                .isTrue();
        String unsubscribe = links.unsubscribeUrl(MESSAGE);
        assertThat(links.unsubscribeFits(MESSAGE, unsubscribe.substring(unsubscribe.lastIndexOf('/') + 1)))
                .isTrue();
        assertThat(links.clickUrl(MESSAGE, 3)).endsWith(links.clickPath(MESSAGE, 3));
    }

    @Test
    void saysALinkInFewCharacters_whereEveryOneCounts() {
        String url = links.shortUrl(MESSAGE, 3);
        assertThat(url).hasSize("https://t.shop.example".length() + 42).matches(".*/t/[A-Za-z0-9_-]{39}");
        String end = url.substring(url.lastIndexOf('/') + 1);
        assertThat(links.shortLink(end)).isEqualTo(new TrackedLinks.Link(MESSAGE, 3));

        for (int i = 0; i < end.length(); i++) {
            char other = end.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.shortLink(end.substring(0, i) + other + end.substring(i + 1)))
                    .as("changed at %s", i)
                    .isNull();
        }
        for (String none : List.of("", end + "A", end.substring(1), "/".repeat(39), "é".repeat(39))) {
            assertThat(links.shortLink(none)).as(none).isNull();
        }
        TrackedLinks other = new TrackedLinks("https://t.shop.example", new Signature("another"));
        assertThat(other.shortLink(end)).isNull();
        TrackedLinks changed = new TrackedLinks("https://t.shop.example", new Signature("another", "secret"));
        assertThat(changed.shortLink(end)).isEqualTo(new TrackedLinks.Link(MESSAGE, 3));
    }

    @Test
    void saysALinkAsItAlwaysIs_whereItDoesNotGoIntoFewCharacters() {
        assertThat(links.shortUrl(MESSAGE, 16)).isEqualTo(links.clickUrl(MESSAGE, 16));
        MessageId longer = new MessageId(new CustomerId("customer-of-a-test"), "m");
        assertThat(links.shortUrl(longer, 1)).isEqualTo(links.clickUrl(longer, 1));
    }

    @Property
    void everyMessageHasAShortLink_thatLeadsBackToIt(
            @ForAll int seed, @ForAll @IntRange(min = 1, max = 15) int number) {
        MessageId id = MessageId.of(
                Visit.first(RunId.of(CustomerId.ofUser("u" + seed), "c", "", minutes(0)), "sms"), Channel.SMS);
        String url = links.shortUrl(id, number);
        assertThat(links.shortLink(url.substring(url.lastIndexOf('/') + 1)))
                .isEqualTo(new TrackedLinks.Link(id, number));
    }

    @Test
    void knowsWhereANumberLeads() {
        Message message = Messages.sent(MESSAGE)
                .filled(
                        AddressKey.of(Channel.EMAIL, "ada@example.com"),
                        "Subject",
                        List.of("https://a.example", "https://b.example"),
                        0);
        assertThat(TrackedLinks.target(message, 1)).isEqualTo("https://a.example");
        assertThat(TrackedLinks.target(message, 2)).isEqualTo("https://b.example");
        for (int number : new int[] {TrackedLinks.HIDDEN, -1, 3, Integer.MAX_VALUE}) {
            assertThat(TrackedLinks.target(message, number)).isNull();
        }
    }
}
