package dev.homing.app.port;

/** What was to be stored has more bytes than its place can hold; the message says what, how much, and what to do about it. */
public final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /** @param field which part is too large, as files name it; empty for the whole */
    public TooLarge(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
