package dev.homing.domain.reason;

/** What a reason led to where it is a message's, as the beginning of the sentence that tells it. */
public enum Lead {
    NOT_SENT("Not sent: "),
    /** It left, and did not reach the customer. */
    NOT_DELIVERED("Not delivered: "),
    PERHAPS_SENT("Perhaps sent: "),
    /** The journey goes on with another message when the reason is over. */
    KEPT_BACK("Kept back: ");

    private final String words;

    Lead(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
