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

    /** Whether somebody meant an expression and misplaced a delimiter, which AWS refuses. */
    public static boolean isHalfDelimited(String text) {
        String stripped = text.strip();
        return !isExpression(text) && (stripped.startsWith(OPEN) || stripped.endsWith(CLOSE));
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
