package dev.homing.adapter.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsoupHtmlTest {
    private final JsoupHtml html = new JsoupHtml();

    private List<String> targets(String text) {
        List<String> targets = new ArrayList<>();
        html.replaceLinks(text, target -> {
            targets.add(target);
            return target;
        });
        return targets;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
                "<a href='https://shop.example/a?x=1&y=2'>A</a>",
                "<A CLASS=b\n  HREF = \" https://shop.example/a?x=1&amp;y=2 \" target=_blank>A</A>",
                "<a href=https://shop.example/a?x=1&amp;y=2>A</a>",
                "<a title=\"1 > 0\" href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
                "<a data-href=\"https://shop.example/other\" href=\"https://shop.example/a?x=1&amp;y=2\">A</a>",
                "<map name=m><area shape=rect coords=\"0,0,1,1\" href=\"https://shop.example/a?x=1&amp;y=2\"></map>",
                "<!--[if mso]><v:roundrect href=\"https://shop.example/a?x=1&amp;y=2\"><center>A</center></v:roundrect><![endif]-->",
            })
    void findsALink_howeverItIsWritten(String text) {
        assertThat(targets(text)).containsExactly("https://shop.example/a?x=1&y=2");
        String changed = html.replaceLinks(text, _ -> "https://t.example/1");
        assertThat(changed).contains("https://t.example/1").doesNotContain("shop.example/a");
        assertThat(targets(changed)).containsExactly("https://t.example/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <a href=\"https://shop.example/old\">Old</a> -->",
                "<link rel=stylesheet href=\"https://shop.example/x.css\">",
                "<a name=\"top\">Top</a>",
                "<a href=\"\">Nothing</a>",
                "<img src=\"https://shop.example/a.png\">",
                "<p>href=\"https://shop.example/text\"</p>",
            })
    void leavesAloneWhatNobodyClicks(String text) {
        assertThat(targets(text)).isEmpty();
        assertThat(html.replaceLinks(text, _ -> "https://t.example/1")).isEqualTo(text);
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String text = "<!DOCTYPE html>\n<html>\n <BODY bgcolor=#fff>\n  <p>1 &lt; 2 <br> <a href='x'>A</a></p>\n"
                + "<!--[if mso]><table><tr><td><![endif]-->B &nbsp;<![if !mso]>C<![endif]></BODY>";
        assertThat(html.replaceLinks(text, target -> target)).isEqualTo(text);
        assertThat(html.replaceLinks(text, _ -> "y?a=1&b=\"2\""))
                .isEqualTo(text.replace("href='x'", "href='y?a=1&amp;b=&quot;2&quot;'"));
    }

    @Test
    void takesNoLonger_forMarkupThatIsOdd() {
        String odd = "<div style=\"display:".repeat(20_000) + "none\">";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            html.text(odd);
            html.replaceLinks(odd, target -> target);
        });
    }

    @Test
    void readsAsAPersonDoes() {
        String text =
                "<html><head><title>T</title><style>p{}</style></head><body><div style=\"DISPLAY: none\">Preheader</div>"
                        + "<h1>Hi&nbsp;Ada</h1><p>You left\n  <b>2 mugs</b>.<br>See <a href=\"https://shop.example/?a=1&amp;b=2\">your cart</a></p>"
                        + "<table><tr><td>Mug</td><td>5 &euro;</td></tr></table></body></html>";
        assertThat(html.text(text))
                .isEqualTo("Hi Ada\nYou left 2 mugs.\nSee your cart https://shop.example/?a=1&b=2\nMug 5 €");
    }
}
