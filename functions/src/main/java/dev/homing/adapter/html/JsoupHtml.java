package dev.homing.adapter.html;

import dev.homing.app.port.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/** {@link Html} by jsoup. The parser says where in the text each attribute stands, so nothing is written anew but the targets of links. */
public final class JsoupHtml implements Html {
    private static final String HREF = "href";

    /** What begins a comment that Outlook reads as HTML. */
    private static final String CONDITION = "[if";

    private static final String COMMENT = "<!--";

    /** Elements that lead somewhere when they are clicked; Outlook's own shapes, such as {@code v:roundrect}, do so too. */
    private static final Set<String> CLICKED = Set.of("a", "area");

    /** The target of one link. */
    private record Target(int start, int end, String address) {}

    @Override
    public String replaceLinks(String html, UnaryOperator<String> target) {
        List<Target> targets = new ArrayList<>();
        collect(html, 0, targets);
        targets.sort(Comparator.comparingInt(Target::start));
        StringBuilder text = new StringBuilder(html.length());
        int from = 0;
        for (Target one : targets) {
            String address = one.address.strip();
            String replacement = target.apply(address);
            if (!replacement.equals(address)) {
                text.append(html, from, one.start).append(Entities.escape(replacement));
                from = one.end;
            }
        }
        return text.append(html, from, html.length()).toString();
    }

    /** @param offset of this piece of HTML in the whole */
    private static void collect(String html, int offset, List<Target> targets) {
        Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
        NodeTraversor.traverse((node, _) -> visit(node, offset, targets), document);
    }

    private static void visit(Node node, int offset, List<Target> targets) {
        switch (node) {
            case Element element
            when clicked(element) && element.hasAttr(HREF) -> {
                Range value = range(element.attributes());
                if (value.isTracked() && value.endPos() > value.startPos()) {
                    targets.add(new Target(offset + value.startPos(), offset + value.endPos(), element.attr(HREF)));
                }
            }
            case Comment comment
            when comment.getData().stripLeading().startsWith(CONDITION) -> {
                int start = comment.sourceRange().startPos() + COMMENT.length();
                collect(comment.getData(), offset + start, targets);
            }
            default -> {}
        }
    }

    private static boolean clicked(Element element) {
        return CLICKED.contains(element.normalName()) || element.normalName().startsWith("v:");
    }

    private static Range range(Attributes attributes) {
        return attributes.sourceRange(HREF).valueRange();
    }

    @Override
    public String text(String html) {
        Text text = new Text();
        text.children(Parser.htmlParser().parseInput(html, ""));
        return text.words
                .toString()
                .replaceAll("[ \\t\\x0B\\f\\r\\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static final class Text {
        private static final Set<String> LEFT_OUT = Set.of("head", "style", "script", "title", "template", "noscript");

        private final StringBuilder words = new StringBuilder();

        private void children(Node parent) {
            parent.childNodes().forEach(this::add);
        }

        private void add(Node node) {
            switch (node) {
                case org.jsoup.nodes.TextNode text ->
                    words.append(text.getWholeText().replaceAll("\\s+", " "));
                case Element element -> add(element);
                default -> {}
            }
        }

        private void add(Element element) {
            if (LEFT_OUT.contains(element.normalName()) || hidden(element)) {
                return;
            }
            if (element.normalName().equals("br")) {
                words.append('\n');
                return;
            }
            children(element);
            if (element.normalName().equals("a") && !element.attr(HREF).isBlank()) {
                words.append(' ').append(element.attr(HREF).strip());
            }
            switch (element.normalName()) {
                case "td", "th" -> words.append(' ');
                default -> words.append(element.isBlock() ? "\n" : "");
            }
        }

        private static boolean hidden(Element element) {
            return element.attr("style")
                    .replaceAll("\\s", "")
                    .toLowerCase(Locale.ROOT)
                    .contains("display:none");
        }
    }
}
