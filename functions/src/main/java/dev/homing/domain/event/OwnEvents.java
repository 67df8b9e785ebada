package dev.homing.domain.event;

import dev.homing.domain.message.MessageStatus;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Titles of events beside those that tell what customers did: what Homing itself tells of, what other calls are, and what products are. */
public final class OwnEvents {
    /** Stands for everything that a customer does. */
    public static final String ANY = "*";

    /** What a page call is, whatever the page is called. */
    public static final String PAGE_VIEWED = "Page Viewed";

    /** What a screen call is, whatever the screen is called. */
    public static final String SCREEN_VIEWED = "Screen Viewed";

    /** What a product is now: the shop's, and of no customer. */
    public static final String PRODUCT_UPDATED = "Product Updated";

    /** A product that the customer took an interest in is not what it was. */
    public static final String PRODUCT_CHANGED = "Product Changed";

    /** Somebody put the customer on a list. */
    public static final String LIST_JOINED = "List Joined";

    /** Somebody took the customer off a list. */
    public static final String LIST_LEFT = "List Left";

    /** Somebody or something had a campaign started for the customer. */
    public static final String CAMPAIGN_CALLED = "Campaign Called";

    /** The customer chose what they want to hear. */
    public static final String PREFERENCES_CHANGED = "Preferences Changed";

    /** The customer wrote to the shop, or pressed a button of one of its messages. */
    public static final String MESSAGE_RECEIVED = "Message Received";

    private static final String MESSAGE = "Message ";

    private OwnEvents() {}

    /** Whether an event is Homing's to tell, and the shop's servers': nobody else knows. */
    static boolean isToldByHoming(String title) {
        return Set.of(PRODUCT_CHANGED, CAMPAIGN_CALLED, LIST_JOINED, LIST_LEFT, PREFERENCES_CHANGED, MESSAGE_RECEIVED)
                        .contains(title)
                || Stream.of(MessageStatus.values())
                        .anyMatch(status -> ofMessage(status).equals(title));
    }

    /** The event that tells what became of a message, such as {@code Message Clicked}. */
    public static String ofMessage(MessageStatus status) {
        String key = status == MessageStatus.READ ? MessageStatus.OPENED.key() : status.key();
        return MESSAGE
                + Stream.of(key.split("_"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining(" "));
    }
}
