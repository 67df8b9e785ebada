package dev.homing.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What left on every channel. Safe for any thread. */
public final class Inbox {
    /** How a message's provider carries out a reaction. */
    @FunctionalInterface
    public interface Reactor {
        /** @return false when this channel knows no such reaction */
        boolean react(Reaction reaction);
    }

    /** What became of a reaction. */
    public enum Outcome {
        /** The provider's event is on its way. */
        EMITTED,
        UNKNOWN_MESSAGE,
        /** The message's channel knows no such reaction. */
        NOT_ON_CHANNEL
    }

    private record Entry(InboxMessage message, Reactor reactor) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Oldest first. */
    public synchronized List<InboxMessage> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    /** Under one id the newest; provider's ids are found too. */
    public Optional<InboxMessage> message(String messageId) {
        return entry(messageId).map(Entry::message);
    }

    /** Makes the provider tell what happened to a message; its events are carried by the emulator's worker, so settle after it. */
    public Outcome react(String messageId, Reaction reaction) {
        Optional<Entry> entry = entry(messageId);
        if (entry.isEmpty()) {
            return Outcome.UNKNOWN_MESSAGE;
        }
        return entry.get().reactor.react(reaction) ? Outcome.EMITTED : Outcome.NOT_ON_CHANNEL;
    }

    /** For providers. */
    public synchronized void add(InboxMessage message, Reactor reactor) {
        entries.add(new Entry(message, reactor));
    }

    /** Forgets all messages. */
    public synchronized void clear() {
        entries.clear();
    }

    private synchronized Optional<Entry> entry(String messageId) {
        for (Entry entry : entries.reversed()) {
            if (entry.message.messageId().equals(messageId)
                    || entry.message.providerId().equals(messageId)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
