package dev.homing.domain.conversation;

import dev.homing.domain.conversation.Said.Answer;
import dev.homing.domain.conversation.Said.Heard;
import dev.homing.domain.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a conversation with a customer, and what an answer has to know. What was said lies beside it, and changes with it alone.
 *
 * @param customer under whose id it is kept; they may have turned out to be somebody else
 * @param address from which they wrote last, and to which answers go; null where they never wrote
 * @param latestAt of the newest that was said
 * @param latest its beginning; a kind, such as {@code image}, where it has no words
 * @param latestTheirs whether the customer said it
 * @param heardAt when they wrote last; null where they never did
 * @param unread how much of what they wrote nobody has read
 * @param revision as stored; 0 where it is not
 */
public record Conversation(
        CustomerId customer,
        @Nullable String address,
        Instant latestAt,
        String latest,
        boolean latestTheirs,
        @Nullable Instant heardAt,
        int unread,
        long revision) {
    /**
     * How long after their last words a customer can be answered freely.
     *
     * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows">Meta, customer service
     *     windows</a>
     */
    private static final Duration WINDOW = Duration.ofHours(24);

    private static final int LONGEST_EXCERPT = 140;

    /** Nothing was said. */
    public static Conversation none(CustomerId customer) {
        return new Conversation(customer, null, Instant.EPOCH, "", false, null, 0, 0);
    }

    /** With what the customer wrote from an address; older words that arrive late change neither the excerpt nor the window. */
    public Conversation with(Heard heard, String from) {
        boolean newest = !heard.at().isBefore(latestAt);
        boolean latestHeard = heardAt == null || !heard.at().isBefore(heardAt);
        return new Conversation(
                customer,
                latestHeard ? from : address,
                newest ? heard.at() : latestAt,
                newest ? excerpt(heard) : latest,
                newest || latestTheirs,
                latestHeard ? heard.at() : heardAt,
                unread + 1,
                revision);
    }

    /** With what somebody of the shop answered, who has read what came before it. */
    public Conversation with(Answer answer) {
        boolean newest = !answer.at().isBefore(latestAt);
        return new Conversation(
                customer,
                address,
                newest ? answer.at() : latestAt,
                newest ? cut(answer.text()) : latest,
                !newest && latestTheirs,
                heardAt,
                0,
                revision);
    }

    public Conversation read() {
        return new Conversation(customer, address, latestAt, latest, latestTheirs, heardAt, 0, revision);
    }

    /** As if nobody had read the last thing: for somebody to come back to it. */
    public Conversation unreadAgain() {
        return new Conversation(
                customer, address, latestAt, latest, latestTheirs, heardAt, Math.max(1, unread), revision);
    }

    public Conversation withRevision(long stored) {
        return new Conversation(customer, address, latestAt, latest, latestTheirs, heardAt, unread, stored);
    }

    /** Until when it can be answered freely; null where the customer never wrote. */
    public @Nullable Instant windowEndsAt() {
        return heardAt == null ? null : heardAt.plus(WINDOW);
    }

    public boolean isOpen(Instant now) {
        Instant end = windowEndsAt();
        return end != null && now.isBefore(end);
    }

    private static String excerpt(Heard heard) {
        return heard.text() == null
                ? Objects.requireNonNullElse(heard.name(), heard.kind().key())
                : cut(heard.text());
    }

    private static String cut(String text) {
        return String.valueOf(Cut.to(LONGEST_EXCERPT, text.strip().replaceAll("\\s+", " ")));
    }
}
