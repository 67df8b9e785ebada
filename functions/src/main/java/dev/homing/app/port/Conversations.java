package dev.homing.app.port;

import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers and people of the shop wrote each other, each under the customer's id. */
public interface Conversations {
    /** By a strongly consistent read; {@link Conversation#none} where nothing was said. */
    Conversation of(CustomerId customer);

    /** By a strongly consistent read; null where there is no such thing. */
    @Nullable
    Said find(CustomerId customer, String id);

    /**
     * Saves under the condition that nobody did since it was loaded; stores it with the next revision.
     *
     * @param said is kept with it, or changed where it was kept before; null where only the conversation itself changes
     * @return false where somebody else saved it: load again
     */
    boolean save(Conversation conversation, @Nullable Said said, Instant expiresAt);

    /**
     * The newest first.
     *
     * @param before {@link #place} of the last one of the page before; null: from the newest on
     */
    List<Said> said(CustomerId customer, @Nullable String before, int limit);

    /**
     * A page of conversations, that with the newest words first; as of at most a moment ago.
     *
     * @param unread those with something that nobody has read, or the others
     * @param before {@link Page#next} of the page before; null: from the newest on
     */
    Page latest(boolean unread, @Nullable String before, int limit);

    /** @param next null where there are no more */
    record Page(List<Conversation> conversations, @Nullable String next) {}

    /** Where something stands among what was said: an instant, a hash sign and its id. */
    static String place(Said said) {
        return TimelineKey.of(said.at(), said.id());
    }

    /** Where a conversation stands among the others. */
    static String place(Conversation conversation) {
        return TimelineKey.of(conversation.latestAt(), conversation.customer().value());
    }
}
