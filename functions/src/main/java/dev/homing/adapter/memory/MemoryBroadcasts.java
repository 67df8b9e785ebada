package dev.homing.adapter.memory;

import dev.homing.app.port.Broadcasts;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Figures;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Broadcasts and their recipients in memory. */
public final class MemoryBroadcasts implements Broadcasts {
    private record One(String campaign, int number) {}

    private final Map<String, NavigableMap<Integer, Broadcast>> broadcasts = new HashMap<>();
    private final Map<One, NavigableMap<String, Recipient>> recipients = new HashMap<>();
    private final Map<One, Map<CustomerId, CustomerId>> aliases = new HashMap<>();

    /** How many of whom nobody knows any more who they were stand where. */
    private final Map<One, Map<Recipient.Status, Long>> forgotten = new HashMap<>();

    @Override
    public synchronized List<Broadcast> of(String campaign, int limit) {
        return of(campaign).descendingMap().values().stream().limit(limit).toList();
    }

    private NavigableMap<Integer, Broadcast> of(String campaign) {
        return broadcasts.computeIfAbsent(campaign, _ -> new TreeMap<>());
    }

    @Override
    public synchronized @Nullable Broadcast find(String campaign, int number) {
        return of(campaign).get(number);
    }

    @Override
    public synchronized boolean save(Broadcast broadcast, @Nullable Integer step) {
        Broadcast known = find(broadcast.campaign(), broadcast.number());
        if (!Objects.equals(known == null ? null : (Integer) known.step(), step)) {
            return false;
        }
        of(broadcast.campaign()).put(broadcast.number(), broadcast);
        return true;
    }

    private NavigableMap<String, Recipient> recipients(String campaign, int number) {
        return recipients.computeIfAbsent(new One(campaign, number), _ -> new TreeMap<>());
    }

    private Map<CustomerId, CustomerId> aliases(String campaign, int number) {
        return aliases.computeIfAbsent(new One(campaign, number), _ -> new HashMap<>());
    }

    @Override
    public synchronized void add(String campaign, int number, List<Recipient> more) {
        more.forEach(recipient ->
                recipients(campaign, number).putIfAbsent(recipient.customer().value(), recipient));
    }

    @Override
    public synchronized boolean settle(
            String campaign,
            int number,
            CustomerId customer,
            Recipient.Status status,
            @Nullable Reason reason,
            Instant now) {
        CustomerId recipient = aliases(campaign, number).getOrDefault(customer, customer);
        Recipient known = recipients(campaign, number).get(recipient.value());
        if (known != null && known.yieldsTo(status)) {
            recipients(campaign, number).put(recipient.value(), known.with(status, reason, now));
        }
        return known != null;
    }

    @Override
    public synchronized boolean alias(String campaign, int number, CustomerId recipient, CustomerId as) {
        return !recipients(campaign, number).containsKey(as.value())
                && recipient.equals(aliases(campaign, number).computeIfAbsent(as, _ -> recipient));
    }

    @Override
    public synchronized Page recipients(String campaign, int number, @Nullable String after, int limit) {
        NavigableMap<String, Recipient> all = recipients(campaign, number);
        List<Recipient> page = (after == null ? all : all.tailMap(after, false))
                .values().stream().limit(limit).toList();
        return new Page(
                page, page.size() < limit ? null : page.getLast().customer().value());
    }

    @Override
    public synchronized Figures figures(String campaign, int number) {
        Map<Recipient.Status, Long> counts = new EnumMap<>(Recipient.Status.class);
        counts.putAll(forgotten.getOrDefault(new One(campaign, number), Map.of()));
        recipients(campaign, number).values().forEach(recipient -> counts.merge(recipient.status(), 1L, Long::sum));
        return new Figures(counts);
    }

    @Override
    public synchronized @Nullable Recipient recipient(String campaign, int number, CustomerId customer) {
        return recipients(campaign, number).get(customer.value());
    }

    @Override
    public synchronized void forget(String campaign, int number, CustomerId customer) {
        Recipient known = recipients(campaign, number).remove(customer.value());
        if (known != null) {
            Recipient.Status counted =
                    known.status() == Recipient.Status.PENDING ? Recipient.Status.SKIPPED : known.status();
            forgotten
                    .computeIfAbsent(new One(campaign, number), _ -> new EnumMap<>(Recipient.Status.class))
                    .merge(counted, 1L, Long::sum);
        }
        aliases(campaign, number).remove(customer);
        aliases(campaign, number).values().remove(customer);
    }
}
