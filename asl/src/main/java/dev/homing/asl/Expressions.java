package dev.homing.asl;

/** The <code>{% %}</code> that tell a JSONata expression from an ordinary string. */
public final class Expressions {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    private Expressions() {}

    /** Whether the string is an expression: it begins and ends with the delimiters, no space outside them. */
    public static boolean isExpression(String text) {
        return text.length() >= OPEN.length() + CLOSE.length() && text.startsWith(OPEN) && text.endsWith(CLOSE);
    }

    /**
     * Whether the string has one delimiter at its very beginning or end but not the other, which AWS refuses. With space
     * outside of the delimiters it is an ordinary string.
     */
    public static boolean isHalfDelimited(String text) {
        return !isExpression(text) && (text.startsWith(OPEN) || text.endsWith(CLOSE));
    }

    /** The expression without delimiters and surrounding space; text without delimiters is only stripped. */
    public static String body(String text) {
        return isExpression(text)
                ? text.substring(OPEN.length(), text.length() - CLOSE.length()).strip()
                : text.strip();
    }

    /** The expression in its delimiters, for a string field of a machine. */
    public static String wrap(String jsonata) {
        return OPEN + " " + body(jsonata) + " " + CLOSE;
    }
}
