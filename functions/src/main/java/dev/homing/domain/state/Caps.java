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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marketing messages that a customer got, or is about to get: each has a place, under its id. A message that is not sent after all gives its place
 * back.
 *
 * @param places those of any {@link #PERIOD} by channel, oldest first; hashes are those of the messages' ids
 * @param byCampaign those of campaigns that have limits of their own; of more than {@link #MOST_BY_CAMPAIGN} the ones go that would be forgotten first
 * @param lead of the latest messages the one whose campaign comes before the others'; null where there is none
 */
public record Caps(
        Map<Channel, List<Entry>> places,
        Map<CampaignChannel, Remembered> byCampaign,
        @Nullable Lead lead) {
    public static final Caps NONE = new Caps(Map.of(), Map.of(), null);

    /** Sliding: it ends at the moment at which it is asked. */
    public static final Duration PERIOD = Duration.ofHours(24);

    /** Places on a channel, about 14 stored bytes each: no shop can allow more. */
    public static final int MOST = 10;

    /** Places of all campaigns that have limits of their own. */
    public static final int MOST_BY_CAMPAIGN = 30;

    /** A campaign's messages on one channel. */
    public record CampaignChannel(String campaign, Channel channel) {}

    /**
     * @param within how long each is remembered
     * @param places oldest first
     */
    public record Remembered(Duration within, List<Entry> places) {
        public Remembered {
            places = places.stream().sorted(Comparator.comparing(Entry::at)).toList();
        }
    }

    /**
     * At most so many messages of one campaign.
     *
     * @param channel null: on all channels together
     * @param most from 1 to {@link #MOST}
     * @param within sliding, as {@link #PERIOD}
     */
    public record Limit(@Nullable Channel channel, int most, Duration within) {
        public static final Duration SHORTEST = Duration.ofHours(1);
        public static final Duration LONGEST = Duration.ofDays(90);

        public Limit {
            if (most < 1 || most > MOST) {
                throw new IllegalArgumentException("A cap is from 1 to " + MOST + " messages, not " + most);
            }
            if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A cap is of an hour to 90 days, not " + within);
            }
        }

        boolean concerns(Channel asked) {
            return channel == null || channel == asked;
        }
    }

    /** A message that went before others: its campaign, and the campaign's priority then. */
    public record Lead(String campaign, int priority, Instant at) {}

    /**
     * What a message asks for that is about to leave.
     *
     * @param perDay marketing messages that the customer gets on the channel within {@link #PERIOD}
     * @param priority of its campaign; a lower number comes first
     * @param window how long after a message of a campaign that comes first this one yields to it; zero: never
     * @param limits of its campaign
     */
    public record Wish(
            MessageId message,
            Channel channel,
            String campaign,
            int perDay,
            int priority,
            Duration window,
            List<Limit> limits) {
        public Wish {
            limits = List.copyOf(limits);
        }
    }

    public sealed interface Answer {
        /** It has its place; the caps are the same where it had it already. */
        record Placed(Caps caps) implements Answer {}

        /** The customer got as many on the channel as they get in a day. */
        record DayIsFull() implements Answer {}

        record LimitReached(Limit limit) implements Answer {}

        /** A campaign that comes first wrote just now. */
        record ComesAfter(Lead lead) implements Answer {}
    }

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
        byCampaign = fitting(byCampaign);
    }

    private static Map<CampaignChannel, Remembered> fitting(Map<CampaignChannel, Remembered> all) {
        record Place(CampaignChannel of, Entry entry, Instant until) {}
        List<Place> latest = all.entrySet().stream()
                .flatMap(each -> each.getValue().places().stream()
                        .map(entry -> new Place(
                                each.getKey(),
                                entry,
                                entry.at().plus(each.getValue().within()))))
                .sorted(Comparator.comparing(Place::until).reversed())
                .limit(MOST_BY_CAMPAIGN)
                .toList();
        Map<CampaignChannel, Remembered> fitting = new LinkedHashMap<>();
        all.forEach((of, remembered) -> {
            List<Entry> left = latest.stream()
                    .filter(place -> place.of().equals(of))
                    .map(Place::entry)
                    .toList();
            if (!left.isEmpty()) {
                fitting.put(of, new Remembered(remembered.within(), left));
            }
        });
        return Map.copyOf(fitting);
    }

    private List<Entry> of(Channel channel) {
        return places.getOrDefault(channel, List.of());
    }

    /** Whether a message may leave, as far as others that left are concerned. */
    public Answer ask(Wish wish, Instant now) {
        long hash = hash(wish.message());
        if (of(wish.channel()).stream().anyMatch(place -> place.idHash() == hash)) {
            return new Answer.Placed(this);
        }
        Lead first = lead;
        boolean after = first != null
                && first.priority() < wish.priority()
                && !first.campaign().equals(wish.campaign())
                && first.at().isAfter(now.minus(wish.window()));
        if (first != null && after) {
            return new Answer.ComesAfter(first);
        }
        for (Limit limit : wish.limits()) {
            if (limit.concerns(wish.channel()) && counted(wish.campaign(), limit, now) >= limit.most()) {
                return new Answer.LimitReached(limit);
            }
        }
        Map<Channel, List<Entry>> left = new EnumMap<>(Channel.class);
        places.forEach((each, all) -> left.put(each, new ArrayList<>(since(all, now.minus(PERIOD)))));
        List<Entry> here = left.computeIfAbsent(wish.channel(), _ -> new ArrayList<>());
        if (here.size() >= Math.min(wish.perDay(), MOST)) {
            return new Answer.DayIsFull();
        }
        Entry place = new Entry(hash, now);
        here.add(place);
        return new Answer.Placed(new Caps(left, remembering(wish, place, now), leadWith(wish, now)));
    }

    private long counted(String campaign, Limit limit, Instant now) {
        return byCampaign.entrySet().stream()
                .filter(each -> each.getKey().campaign().equals(campaign)
                        && limit.concerns(each.getKey().channel()))
                .mapToLong(each -> since(each.getValue().places(), now.minus(limit.within()))
                        .size())
                .sum();
    }

    private Map<CampaignChannel, Remembered> remembering(Wish wish, Entry place, Instant now) {
        Map<CampaignChannel, Remembered> left = new LinkedHashMap<>();
        byCampaign.forEach((of, remembered) -> left.put(
                of, new Remembered(remembered.within(), since(remembered.places(), now.minus(remembered.within())))));
        Duration longest = wish.limits().stream()
                .filter(limit -> limit.concerns(wish.channel()))
                .map(Limit::within)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (!longest.isZero()) {
            left.merge(
                    new CampaignChannel(wish.campaign(), wish.channel()),
                    new Remembered(longest, List.of(place)),
                    (before, added) -> new Remembered(added.within(), union(before.places(), added.places())));
        }
        return left;
    }

    private @Nullable Lead leadWith(Wish wish, Instant now) {
        if (wish.window().isZero()) {
            return null;
        }
        boolean stays =
                lead != null && lead.priority() < wish.priority() && lead.at().isAfter(now.minus(wish.window()));
        return stays ? lead : new Lead(wish.campaign(), wish.priority(), now);
    }

    /** Without the place of a message; as it is where it has none. */
    public Caps without(Channel channel, MessageId message, String campaign) {
        long hash = hash(message);
        Map<Channel, List<Entry>> left = new EnumMap<>(Channel.class);
        left.putAll(places);
        left.computeIfPresent(channel, (_, all) -> others(all, hash));
        Map<CampaignChannel, Remembered> remembered = new LinkedHashMap<>(byCampaign);
        remembered.computeIfPresent(
                new CampaignChannel(campaign, channel),
                (_, all) -> new Remembered(all.within(), others(all.places(), hash)));
        boolean wasFirst = lead != null && lead.campaign().equals(campaign);
        return new Caps(left, remembered, wasFirst ? null : lead);
    }

    private static List<Entry> others(List<Entry> all, long hash) {
        return all.stream().filter(place -> place.idHash() != hash).toList();
    }

    private static List<Entry> since(List<Entry> all, Instant from) {
        return all.stream().filter(place -> place.at().isAfter(from)).toList();
    }

    private static long hash(MessageId message) {
        return Hash.number(message.toString());
    }

    Caps merged(Caps other) {
        Map<Channel, List<Entry>> both = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            both.put(channel, union(of(channel), other.of(channel)));
        }
        Map<CampaignChannel, Remembered> remembered = new LinkedHashMap<>(byCampaign);
        other.byCampaign.forEach((of, theirs) -> remembered.merge(
                of,
                theirs,
                (ours, more) -> new Remembered(
                        ours.within().compareTo(more.within()) < 0 ? more.within() : ours.within(),
                        union(ours.places(), more.places()))));
        return new Caps(both, remembered, first(lead, other.lead));
    }

    private static List<Entry> union(List<Entry> ours, List<Entry> theirs) {
        List<Entry> all = new ArrayList<>(ours);
        theirs.stream().filter(place -> !all.contains(place)).forEach(all::add);
        return all;
    }

    private static @Nullable Lead first(@Nullable Lead ours, @Nullable Lead theirs) {
        if (ours == null) {
            return theirs;
        }
        return theirs != null && theirs.priority() < ours.priority() ? theirs : ours;
    }
}
