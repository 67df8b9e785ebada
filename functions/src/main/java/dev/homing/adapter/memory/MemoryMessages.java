package dev.homing.adapter.memory;

import dev.homing.app.port.History;
import dev.homing.app.port.Messages;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Messages and task tokens in memory. */
public final class MemoryMessages implements Messages {
    private final ConcurrentMap<MessageId, Message> messages = new ConcurrentHashMap<>();
    /** As they were before they were last saved. */
    private final ConcurrentMap<MessageId, Message> earlier = new ConcurrentHashMap<>();

    private final ConcurrentMap<MessageId, String> tokens = new ConcurrentHashMap<>();
    private BooleanSupplier behind = () -> false;

    @Override
    public @Nullable Message find(MessageId id) {
        return messages.get(id);
    }

    @Override
    public @Nullable Message findEventually(MessageId id) {
        return (behind.getAsBoolean() ? earlier : messages).get(id);
    }

    /** @param now whether the next read that may be a moment behind is */
    public void behind(BooleanSupplier now) {
        behind = now;
    }

    @Override
    public boolean save(Message message, Instant expiresAt) {
        Message before = messages.get(message.id());
        boolean saved = Revisions.save(messages, message.id(), message, Message::revision, Message::withRevision);
        if (saved && before != null) {
            earlier.put(message.id(), before);
        }
        return saved;
    }

    @Override
    public List<Message> of(CustomerId customer) {
        return messages.values().stream()
                .filter(message -> message.id().customer().equals(customer))
                .sorted(Comparator.comparing((Message message) -> message.at())
                        .thenComparing(message -> message.id().hash()))
                .toList();
    }

    @Override
    public List<Message> findAll(Set<MessageId> ids) {
        return messages.values().stream()
                .filter(message -> ids.contains(message.id()))
                .toList();
    }

    @Override
    public void putToken(MessageId id, String token, Instant expiresAt) {
        tokens.put(id, token);
    }

    @Override
    public @Nullable String token(MessageId id) {
        return tokens.get(id);
    }

    @Override
    public void removeToken(MessageId id) {
        tokens.remove(id);
    }

    /** All there are. */
    public List<Message> all() {
        return List.copyOf(messages.values());
    }

    /** What is kept of a customer. */
    public List<MemoryHistory.Thing> kept(CustomerId customer) {
        return of(customer).stream()
                .map(message ->
                        new MemoryHistory.Thing(new History.Kept("M#" + message.id(), message.toString(), null), () -> {
                            messages.remove(message.id());
                            earlier.remove(message.id());
                            tokens.remove(message.id());
                        }))
                .toList();
    }
}
