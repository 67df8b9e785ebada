package dev.homing.adapter.memory;

import dev.homing.app.port.Conversations;
import dev.homing.domain.conversation.Conversation;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversations in memory. */
public final class MemoryConversations implements Conversations {
    private final Map<CustomerId, Conversation> conversations = new HashMap<>();
    private final Map<CustomerId, Map<String, Said>> said = new HashMap<>();

    @Override
    public synchronized Conversation of(CustomerId customer) {
        return conversations.getOrDefault(customer, Conversation.none(customer));
    }

    @Override
    public synchronized @Nullable Said find(CustomerId customer, String id) {
        return said.getOrDefault(customer, Map.of()).get(id);
    }

    @Override
    public synchronized boolean save(Conversation conversation, @Nullable Said line, Instant expiresAt) {
        CustomerId customer = conversation.customer();
        if (of(customer).revision() != conversation.revision()) {
            return false;
        }
        conversations.put(customer, conversation.withRevision(conversation.revision() + 1));
        if (line != null) {
            said.computeIfAbsent(customer, _ -> new HashMap<>()).put(line.id(), line);
        }
        return true;
    }

    @Override
    public synchronized List<Said> said(CustomerId customer, @Nullable String before, int limit) {
        return said.getOrDefault(customer, Map.of()).values().stream()
                .filter(line -> before == null || Conversations.place(line).compareTo(before) < 0)
                .sorted(Comparator.<Said, String>comparing(Conversations::place).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Page latest(boolean unread, @Nullable String before, int limit) {
        List<Conversation> found = conversations.values().stream()
                .filter(each -> unread == each.unread() > 0)
                .filter(each -> before == null || Conversations.place(each).compareTo(before) < 0)
                .sorted(Comparator.<Conversation, String>comparing(Conversations::place)
                        .reversed())
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), Conversations.place(found.get(limit - 1)));
    }
}
