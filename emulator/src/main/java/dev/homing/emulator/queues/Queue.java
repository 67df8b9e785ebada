package dev.homing.emulator.queues;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue. A standard queue gives them in the order in which they became visible, and of those of one instant in the order of their
 * sending, as SQS mostly does; a FIFO queue in the order of sending, and none of a group that has one out. Safe for any thread.
 */
final class Queue {
    /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
    private static final Duration DUPLICATES_KNOWN = Duration.ofMinutes(5);

    private static final Comparator<Place> BY_NUMBER = Comparator.comparingLong(place -> place.number);
    private static final Comparator<Place> BY_TIME =
            Comparator.<Place, Instant>comparing(place -> place.visibleAt).thenComparing(BY_NUMBER);

    private final String name;
    private final boolean fifo;
    private volatile QueueAttributes attributes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<Place> ready;
    private final TreeSet<Place> later = new TreeSet<>(BY_TIME);
    private final Map<String, First> firsts = new LinkedHashMap<>();
    private long sent;

    Queue(String name, QueueAttributes attributes) {
        this.name = name;
        this.fifo = name.endsWith(".fifo");
        this.attributes = attributes;
        this.ready = new TreeSet<>(fifo ? BY_NUMBER : BY_TIME);
    }

    /** Where a message stands. */
    private static final class Place {
        private final Message message;
        private final long number;
        private Instant visibleAt;
        private int receives;
        private @Nullable Instant firstReceivedAt;
        private @Nullable String source;

        Place(Message message, long number, Instant visibleAt) {
            this.message = message;
            this.number = number;
            this.visibleAt = visibleAt;
        }

        Received received(Instant now) {
            return new Received(message, number, receives, firstReceivedAt == null ? now : firstReceivedAt, source);
        }
    }

    /** The message that a deduplication id was first sent with. */
    private record First(Sent sent, Instant until) {}

    /** @param number its place among all of the queue */
    record Sent(String messageId, long number) {}

    /** @param spent what was received too often before, and is no longer here */
    record Taken(List<Received> received, List<Received> spent) {}

    /** @param hidden received and neither deleted nor visible again */
    record Counts(int visible, int hidden, int delayed) {}

    /** What changing a message's visibility can come to. */
    enum Change {
        DONE,
        /** It is deleted, or was received again since. */
        GONE,
        /** It is visible already. */
        NOT_IN_FLIGHT
    }

    String name() {
        return name;
    }

    boolean fifo() {
        return fifo;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    void attributes(QueueAttributes changed) {
        attributes = changed;
    }

    /** Takes a message in, but for one that a FIFO queue knows already. */
    Sent put(Message message, Instant visibleAt) {
        lock.lock();
        try {
            Instant now = message.sentAt();
            String id = message.deduplicationId();
            firsts.values().removeIf(first -> !first.until.isAfter(now));
            First first = id == null ? null : firsts.get(id);
            if (first != null) {
                return first.sent;
            }
            Place place = new Place(message, ++sent, visibleAt);
            stand(place, now);
            Sent taken = new Sent(message.id(), place.number);
            if (id != null) {
                firsts.put(id, new First(taken, now.plus(DUPLICATES_KNOWN)));
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a dead letter of another queue in; it goes on counting its receives. */
    void bury(Received letter, String source, Instant now) {
        lock.lock();
        try {
            Place place = new Place(letter.message(), ++sent, now);
            place.receives = letter.receives();
            place.firstReceivedAt = letter.firstReceivedAt();
            place.source = source;
            stand(place, now);
        } finally {
            lock.unlock();
        }
    }

    private void stand(Place place, Instant now) {
        places.put(place.message.id(), place);
        if (place.visibleAt.isAfter(now)) {
            later.add(place);
        } else {
            ready.add(place);
            arrived.signalAll();
        }
    }

    /**
     * Receives what is visible now.
     *
     * @param hidden how long what is received stays invisible
     * @param attempts receives after which a message is spent
     */
    Taken receive(int most, Duration hidden, int attempts, Instant now) {
        lock.lock();
        try {
            becomeReady(now);
            Set<String> out = groupsOut();
            List<Place> taken = new ArrayList<>();
            List<Received> spent = new ArrayList<>();
            for (Iterator<Place> places = ready.iterator(); places.hasNext() && taken.size() < most; ) {
                Place place = places.next();
                if (fifo && out.contains(place.message.group())) {
                    continue;
                }
                places.remove();
                if (place.receives >= attempts) {
                    this.places.remove(place.message.id());
                    spent.add(place.received(now));
                } else {
                    taken.add(place);
                }
            }
            List<Received> received = new ArrayList<>(taken.size());
            for (Place place : taken) {
                place.receives++;
                place.firstReceivedAt = place.firstReceivedAt == null ? now : place.firstReceivedAt;
                place.visibleAt = now.plus(hidden);
                stand(place, now);
                received.add(place.received(now));
            }
            return new Taken(received, spent);
        } finally {
            lock.unlock();
        }
    }

    /** Of a FIFO queue: those that have a message out. */
    private Set<String> groupsOut() {
        Set<String> out = new HashSet<>();
        if (fifo) {
            later.stream().filter(place -> place.receives > 0).forEach(place -> out.add(place.message.group()));
        }
        return out;
    }

    private void becomeReady(Instant now) {
        while (!later.isEmpty() && !later.first().visibleAt.isAfter(now)) {
            ready.add(later.pollFirst());
        }
    }

    /** Waits, by the wall clock, until something may be visible: something was sent, or so long has passed. */
    void await(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !readable()) {
                left = arrived.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** No effect when the message is gone, or was received again since. */
    void delete(Handle handle) {
        lock.lock();
        try {
            Place place = places.get(handle.messageId());
            if (place != null && place.receives == handle.receive()) {
                places.remove(handle.messageId());
                leave(place);
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Place place) {
        if (!ready.remove(place)) {
            later.remove(place);
        }
    }

    /** @param hidden how long it stays invisible from now on */
    Change changeVisibility(Handle handle, Duration hidden, Instant now) {
        lock.lock();
        try {
            Place place = places.get(handle.messageId());
            if (place == null || place.receives != handle.receive()) {
                return Change.GONE;
            }
            if (!place.visibleAt.isAfter(now)) {
                return Change.NOT_IN_FLIGHT;
            }
            leave(place);
            place.visibleAt = now.plus(hidden);
            stand(place, now);
            return Change.DONE;
        } finally {
            lock.unlock();
        }
    }

    void purge() {
        lock.lock();
        try {
            places.clear();
            ready.clear();
            later.clear();
        } finally {
            lock.unlock();
        }
    }

    Counts counts(Instant now) {
        lock.lock();
        try {
            becomeReady(now);
            int hidden =
                    (int) later.stream().filter(place -> place.receives > 0).count();
            return new Counts(ready.size(), hidden, later.size() - hidden);
        } finally {
            lock.unlock();
        }
    }

    /** How many a receive could have now. */
    int visible(Instant now) {
        lock.lock();
        try {
            becomeReady(now);
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    /** When a receive has something next: long ago when it has now; empty when nothing is here that time alone makes visible. */
    Optional<Instant> nextVisible() {
        lock.lock();
        try {
            if (readable()) {
                return Optional.of(Instant.EPOCH);
            }
            return later.isEmpty() ? Optional.empty() : Optional.of(later.first().visibleAt);
        } finally {
            lock.unlock();
        }
    }

    private boolean readable() {
        if (!fifo) {
            return !ready.isEmpty();
        }
        Set<String> out = groupsOut();
        return ready.stream().anyMatch(place -> !out.contains(place.message.group()));
    }
}
