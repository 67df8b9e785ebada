package dev.homing.domain.state;

import dev.homing.domain.Hash;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.state.RecentEvents.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marketing messages that a customer got, or is about to get, within any {@link #PERIOD}: each has a place, under its id. A message that is not sent
 * after all gives its place back.
 *
 * @param places by channel, oldest first; hashes are those of the messages' ids
 */
public record Caps(Map<Channel, List<Entry>> places) {
    public static final Caps NONE = new Caps(Map.of());

    /** Sliding: it ends at the moment at which it is asked. */
    public static final Duration PERIOD = Duration.ofHours(24);

    /** Places on a channel, about 14 stored bytes each: no shop can allow more. */
    public static final int MOST = 10;

    public Caps {
        Map<Channel, List<Entry>> sorted = new EnumMap<>(Channel.class);
        places.forEach((channel, all) -> {
            List<Entry> entries = new ArrayList<>(all);
            entries.sort(Comparator.comparing(Entry::at));
            if (!entries.isEmpty()) {
                sorted.put(channel, List.copyOf(entries.subList(Math.max(0, entries.size() - MOST), entries.size())));
            }
        });
        places = Map.copyOf(sorted);
    }

    private List<Entry> of(Channel channel) {
        return places.getOrDefault(channel, List.of());
    }

    /**
     * With a place for a message; as it is where it has one.
     *
     * @param most that a customer gets on this channel within the period
     * @return null where there is no place left
     */
    public @Nullable Caps with(Channel channel, MessageId message, int most, Instant now) {
        long hash = hash(message);
        if (of(channel).stream().anyMatch(place -> place.idHash() == hash)) {
            return this;
        }
        Map<Channel, List<Entry>> left = new EnumMap<>(Channel.class);
        places.forEach((each, all) -> left.put(
                each,
                new ArrayList<>(all.stream()
                        .filter(place -> place.at().isAfter(now.minus(PERIOD)))
                        .toList())));
        List<Entry> here = left.computeIfAbsent(channel, _ -> new ArrayList<>());
        if (here.size() >= Math.min(most, MOST)) {
            return null;
        }
        here.add(new Entry(hash, now));
        return new Caps(left);
    }

    /** Without the place of a message; as it is where it has none. */
    public Caps without(Channel channel, MessageId message) {
        long hash = hash(message);
        Map<Channel, List<Entry>> left = new EnumMap<>(Channel.class);
        places.forEach((each, all) -> left.put(
                each,
                all.stream()
                        .filter(place -> each != channel || place.idHash() != hash)
                        .toList()));
        return new Caps(left);
    }

    private static long hash(MessageId message) {
        return Hash.number(message.toString());
    }

    Caps merged(Caps other) {
        Map<Channel, List<Entry>> both = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            List<Entry> all = new ArrayList<>(of(channel));
            other.of(channel).stream().filter(place -> !all.contains(place)).forEach(all::add);
            both.put(channel, all);
        }
        return new Caps(both);
    }
}
