package dev.homing.adapter.handlebars;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks over a template's tags before it is parsed: what is not offered, and what would be too deep for the parser. */
final class Tags {
    private static final int LONGEST = 256 * 1024;
    private static final int DEEPEST = 20;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");

    /** The first word where another follows it, and every word after a parenthesis. */
    private static final Pattern CALLED =
            Pattern.compile("^([^\\s()=|]+)\\s+(?!as\\s+\\|)(?=[^\\s}])|\\(\\s*([^\\s()]+)");

    private Tags() {}

    /**
     * @throws IllegalArgumentException where a tag is not possible, naming its line and column
     */
    static void check(String template) {
        if (template.length() > LONGEST) {
            throw new TooMuch("it has " + template.length() + " characters; at most " + LONGEST + " are possible");
        }
        int depth = 0;
        int at = template.indexOf("{{");
        while (at >= 0) {
            int end = end(template, at);
            String tag = template.substring(Math.min(at + 2, end), end)
                    .replace("~", "")
                    .strip();
            char first = tag.isEmpty() ? ' ' : tag.charAt(0);
            boolean escaped = at > 0 && template.charAt(at - 1) == '\\';
            if (!escaped) {
                String decorated = tag.length() < 2 ? "" : tag.substring(1).strip();
                boolean special = first == '#' && (decorated.startsWith(">") || decorated.startsWith("*"));
                if (first == '>' || first == '*' || special) {
                    throw at(template, at, "templates cannot include others; write the text here");
                }
                if (first == '=') {
                    throw at(template, at, "delimiters cannot be changed; use {{ and }}");
                }
                if (template.startsWith("{{{{", at)) {
                    throw at(template, at, "raw blocks are not possible; write \\{{ for braces");
                }
                if (first == '#' || (first == '^' && tag.length() > 1)) {
                    depth++;
                } else if (first == '/') {
                    depth--;
                }
                String unknown = first == '!' ? null : unknownHelper(tag);
                if (unknown != null) {
                    throw at(
                            template,
                            at,
                            "there is no helper \"" + unknown + "\"; there are " + String.join(", ", Helpers.NAMES));
                }
                if (depth > DEEPEST || parentheses(tag) > DEEPEST) {
                    throw at(template, at, "nested more than " + DEEPEST + " deep; make it simpler");
                }
            }
            at = template.indexOf("{{", Math.max(end, at + 2));
        }
    }

    private static int end(String template, int at) {
        boolean longComment = template.startsWith("{{!--", at) || template.startsWith("{{~!--", at);
        int end = template.indexOf(longComment ? "--}}" : "}}", at);
        return end < 0 ? template.length() : end;
    }

    /** Whoever has arguments is a helper; null where all that are called so exist. */
    private static @Nullable String unknownHelper(String tag) {
        String code = QUOTED.matcher(tag).replaceAll("''");
        Matcher called = CALLED.matcher(code.replaceFirst("^[#^&{/]+\\s*", "").replaceFirst("^else\\s+", ""));
        while (called.find()) {
            String name = called.group(1) == null ? called.group(2) : called.group(1);
            if (!Helpers.NAMES.contains(name)) {
                return name;
            }
        }
        return null;
    }

    private static int parentheses(String tag) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < tag.length(); i++) {
            depth += tag.charAt(i) == '(' ? 1 : tag.charAt(i) == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static IllegalArgumentException at(String template, int offset, String what) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (template.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new IllegalArgumentException("line " + line + ", column " + (offset - lineStart + 1) + ": " + what);
    }
}
