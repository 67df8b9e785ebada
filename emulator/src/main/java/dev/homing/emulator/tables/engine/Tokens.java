package dev.homing.emulator.tables.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words and signs of an expression, one after the other. */
final class Tokens {
    private static final String END = "<EOF>";

    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> begins = new ArrayList<>();
    private final String text;
    private final String kind;
    private int at;

    /** @param kind {@code ConditionExpression} and so on, for refusals */
    Tokens(String text, String kind) {
        this.text = text;
        this.kind = kind;
        cut();
    }

    private void cut() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            int end = i + 1;
            if (isWord(c) || c == '#' || c == ':') {
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
            } else if ((c == '<' || c == '>')
                    && end < text.length()
                    && (text.charAt(end) == '=' || (c == '<' && text.charAt(end) == '>'))) {
                end++;
            } else if ("=<>()[],.+-".indexOf(c) < 0) {
                throw Refusal.invalid("Invalid " + kind + ": Syntax error; token: \"" + c + "\", near: \""
                        + text.substring(Math.max(0, i - 5), Math.min(text.length(), i + 2))
                                .strip() + "\"");
            }
            tokens.add(text.substring(i, end));
            begins.add(i);
            i = end;
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    String kind() {
        return kind;
    }

    String peek() {
        return at < tokens.size() ? tokens.get(at) : END;
    }

    String peekSecond() {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : END;
    }

    boolean over() {
        return at >= tokens.size();
    }

    String next() {
        String token = peek();
        at++;
        return token;
    }

    /** Whether the next one is this word, in any case. */
    boolean isWord(String word) {
        return peek().equalsIgnoreCase(word);
    }

    /** Takes the next one if it is this. */
    boolean take(String token) {
        if (peek().toUpperCase(Locale.ROOT).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String token) {
        if (!take(token)) {
            throw unexpected();
        }
    }

    /** The next one is not what can stand there. */
    Refusal unexpected() {
        int here = Math.min(at, tokens.size() - 1);
        if (here < 0) {
            return Refusal.invalid("Invalid " + kind + ": The expression can not be empty;");
        }
        int from = begins.get(Math.max(0, here - 1));
        int last = Math.min(tokens.size() - 1, here + (over() ? 0 : 1));
        int to = begins.get(last) + tokens.get(last).length();
        return Refusal.invalid("Invalid " + kind + ": Syntax error; token: \"" + peek() + "\", near: \""
                + text.substring(from, to) + "\"");
    }
}
