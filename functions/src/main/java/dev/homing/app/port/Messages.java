package dev.homing.app.port;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages and the task tokens of those that a flow waits for. */
public interface Messages {
    /** As last saved, by a strongly consistent read. */
    @Nullable
    Message find(MessageId id);

    /**
     * As it was at most a moment ago, at half the price; null also where it is that new. For who saves what follows from it, and finds it
     * again where that was not the latest.
     */
    @Nullable
    Message findEventually(MessageId id);

    /**
     * Saves under the condition that nobody did since; revision 0: that it does not exist.
     *
     * @return false where that is not so
     */
    boolean save(Message message, Instant expiresAt);

    List<Message> of(CustomerId customer);

    /** Those of these that there are, in no order, as they were at most a moment ago; in batches of a hundred. */
    List<Message> findAll(Set<MessageId> ids);

    /** Keeps a task token, up to 2 KB, in an item of its own. */
    void putToken(MessageId id, String token, Instant expiresAt);

    /** Null where nothing waits. */
    @Nullable
    String token(MessageId id);

    void removeToken(MessageId id);
}
