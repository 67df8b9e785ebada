package dev.homing.domain.flow;

import dev.homing.domain.Hash;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One step of a flow. */
public sealed interface Node {
    /** Known by it in the flow, in the machine and in the reports. */
    String id();

    /** As people call it. */
    String name();

    /** Every way out of it, and the id of the node that it leads to. */
    SequencedMap<Way, String> ways();

    /** How long it can take at the most where it begins at an instant. */
    Duration longest(Instant from);

    /** The part of it in which it waits on purpose. */
    Duration waits(Instant from);

    /** How long a step may take to say what is asked of it: which way to take, or until when to wait. */
    Duration ASKED_WITHIN = Duration.ofHours(6);

    /**
     * Where a way of it leads.
     *
     * @throws IllegalArgumentException where it has no such way
     */
    default String to(Way way) {
        String target = ways().get(way);
        if (target == null) {
            throw new IllegalArgumentException(
                    "Node \"" + id() + "\" has no way " + way.key() + ": it has " + ways().keySet());
        }
        return target;
    }

    /** The nodes that it can lead to. */
    default SequencedSet<String> targets() {
        return new LinkedHashSet<>(ways().values());
    }

    /**
     * Sends one message, on the first of its channels on which it can be sent.
     *
     * @param contents one for each channel, in the order in which they are tried; at least one
     * @param awaits that it waits for what becomes of the message; null: it goes on at once
     * @param ways where to after it was skipped or failed, and after it was sent; or, where it waits, after each status that has a way of its
     *     own (at least one), and otherwise
     */
    record Message(
            String id,
            String name,
            List<Content> contents,
            @Nullable Awaits awaits,
            SequencedMap<Way, String> ways) implements Node {
        /**
         * What it says on a channel.
         *
         * @param template key of the template
         */
        public record Content(Channel channel, String template) {}

        public Message {
            contents = List.copyOf(contents);
            if (contents.isEmpty()
                    || contents.stream().map(Content::channel).distinct().count() < contents.size()) {
                throw new IllegalArgumentException("Message \"" + id + "\" cannot have these contents: " + contents);
            }
            ways = new LinkedHashMap<>(ways);
            Set<Way> sending = Set.of(
                    Way.Sending.SKIPPED, Way.Sending.FAILED, awaits == null ? Way.Sending.SENT : Way.Sending.OTHERWISE);
            List<Way> reactions =
                    ways.keySet().stream().filter(way -> !sending.contains(way)).toList();
            boolean whole = ways.keySet().containsAll(sending)
                    && reactions.stream().allMatch(Way.On.class::isInstance)
                    && reactions.isEmpty() == (awaits == null);
            if (!whole) {
                throw new IllegalArgumentException(
                        "Message \"" + id + "\" cannot have the ways " + ways.keySet() + " and wait: " + awaits);
            }
        }

        /** On one channel alone. */
        public Message(
                String id,
                String name,
                Channel channel,
                String template,
                @Nullable Awaits awaits,
                SequencedMap<Way, String> ways) {
            this(id, name, List.of(new Content(channel, template)), awaits, ways);
        }

        /** The channel that is tried first, where the customer prefers none. */
        public Channel channel() {
            return contents.getFirst().channel();
        }

        /** In the order in which they are tried. */
        public List<Channel> channels() {
            return contents.stream().map(Content::channel).toList();
        }

        /** Whether it can go out on more than one channel. */
        public boolean several() {
            return contents.size() > 1;
        }

        /**
         * Key of its template for a channel.
         *
         * @throws IllegalArgumentException where it has none
         */
        public String template(Channel channel) {
            return contents.stream()
                    .filter(content -> content.channel() == channel)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Message \"" + id + "\" says nothing by " + channel.words() + ": it has " + channels()))
                    .template();
        }

        /** With its channels in another order: those of a list first, in its order. */
        public Message inOrder(List<Channel> order) {
            List<Content> sorted = new ArrayList<>(contents);
            sorted.sort(Comparator.comparingInt(content -> {
                int place = order.indexOf(content.channel());
                return place < 0 ? order.size() : place;
            }));
            return new Message(id, name, sorted, awaits, ways);
        }

        /** It goes on at once, to the same node whatever came of it. */
        public static Message then(String id, String name, Channel channel, String template, String next) {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            ways.put(Way.Sending.SENT, next);
            ways.put(Way.Sending.SKIPPED, next);
            ways.put(Way.Sending.FAILED, next);
            return new Message(id, name, channel, template, null, ways);
        }

        /**
         * It waits for what becomes of the message.
         *
         * @param next where to when none of the statuses came, or it was skipped or failed
         */
        public static Message waiting(
                String id,
                String name,
                Channel channel,
                String template,
                Awaits awaits,
                Map<MessageStatus, String> on,
                String next) {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            on.forEach((status, to) -> ways.put(new Way.On(status), to));
            ways.put(Way.Sending.OTHERWISE, next);
            ways.put(Way.Sending.SKIPPED, next);
            ways.put(Way.Sending.FAILED, next);
            return new Message(id, name, channel, template, awaits, ways);
        }

        /** Where each status leads that has a way of its own; empty where nothing is waited for. */
        public SequencedMap<MessageStatus, String> on() {
            SequencedMap<MessageStatus, String> on = new LinkedHashMap<>();
            ways.forEach((way, target) -> {
                if (way instanceof Way.On(MessageStatus status)) {
                    on.put(status, target);
                }
            });
            return on;
        }

        /** The way that is taken as soon as a status is known; null where it decides nothing, or not yet. */
        public @Nullable Way decidedBy(MessageStatus status) {
            if (awaits == null) {
                return null;
            }
            MessageStatus decisive = reactions(awaits).decidedBy(status);
            return decisive == null ? null : new Way.On(decisive);
        }

        /** The way that is taken when the time is over, by the statuses that were reached. */
        public Way furthest(Collection<MessageStatus> reached) {
            MessageStatus furthest = awaits == null ? null : reactions(awaits).furthest(reached);
            return furthest == null ? Way.Sending.OTHERWISE : new Way.On(furthest);
        }

        /** Whether a status may be left to decide only when the time is over. */
        public boolean decidesAtTheEnd() {
            return awaits != null && reactions(awaits).leaveSomethingToTheEnd();
        }

        private Reactions reactions(Awaits waits) {
            return new Reactions(on(), waits.unknownOpen());
        }

        @Override
        public Duration longest(Instant from) {
            return longest();
        }

        @Override
        public Duration waits(Instant from) {
            return awaits == null ? Duration.ZERO : awaits.within();
        }

        /** How long it can take at the most, whenever it begins. */
        public Duration longest() {
            Duration sending = Flow.SENDING_TAKES_AT_MOST;
            return awaits == null ? sending : sending.plus(awaits.within());
        }
    }

    /**
     * Goes on later.
     *
     * @param until when
     * @param next id of the node that follows
     */
    record Wait(String id, String name, Until until, String next) implements Node {
        /** Whether only the customer's clock tells when it is over, so that the machine has to ask. */
        public boolean asks() {
            return switch (until) {
                case Until.After _ -> false;
                case Until.TimeOfDay _, Until.Date _ -> true;
            };
        }

        @Override
        public SequencedMap<Way, String> ways() {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            ways.put(Way.Onward.NEXT, next);
            return ways;
        }

        @Override
        public Duration longest(Instant from) {
            return asks() ? waits(from).plus(ASKED_WITHIN) : waits(from);
        }

        @Override
        public Duration waits(Instant from) {
            return until.longest(from);
        }
    }

    /**
     * Goes on when something happened or is so, or when the time for it is over.
     *
     * @param atMost how long it waits, from when the run came to it
     * @param next id of the node that follows where it is so
     * @param otherwise id of the node that follows when the time is over
     */
    record WaitFor(String id, String name, Awaited awaited, Duration atMost, String next, String otherwise)
            implements Node {
        @Override
        public SequencedMap<Way, String> ways() {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            ways.put(Way.Onward.NEXT, next);
            ways.put(Way.Onward.OTHERWISE, otherwise);
            return ways;
        }

        @Override
        public Duration longest(Instant from) {
            return atMost;
        }

        @Override
        public Duration waits(Instant from) {
            return atMost;
        }
    }

    /**
     * Goes the way of the first case that holds.
     *
     * @param cases in the order in which they are asked; at least one
     * @param otherwise id of the node that follows where none holds
     */
    record Branch(String id, String name, List<Case> cases, String otherwise) implements Node {
        public Branch {
            if (cases.isEmpty()) {
                throw new IllegalArgumentException("Branch \"" + id + "\" has no case");
            }
            cases = List.copyOf(cases);
        }

        /** @param next id of the node that follows where the condition holds */
        public record Case(String name, Resolved condition, String next) {}

        /** The way of the first case that holds. */
        public Way way(Predicate<Resolved> holds) {
            for (int i = 0; i < cases.size(); i++) {
                if (holds.test(cases.get(i).condition())) {
                    return way(i);
                }
            }
            return Way.Onward.OTHERWISE;
        }

        /** The way of a key; what is not known any more leads to where none holds. */
        public Way way(String key) {
            return ways().keySet().stream()
                    .filter(way -> way.key().equals(key))
                    .findFirst()
                    .orElse(Way.Onward.OTHERWISE);
        }

        /** The way of a case, by its place in the list. */
        public static Way way(int index) {
            return new Way.Numbered(Way.Numbered.Kind.CASE, index + 1);
        }

        @Override
        public SequencedMap<Way, String> ways() {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            for (int i = 0; i < cases.size(); i++) {
                ways.put(way(i), cases.get(i).next());
            }
            ways.put(Way.Onward.OTHERWISE, otherwise);
            return ways;
        }

        @Override
        public Duration longest(Instant from) {
            return ASKED_WITHIN;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }

    /**
     * Sends every run down one of its arms, by chance and by their weights. The same run always goes the same way, and how it falls in one
     * split says nothing of how it falls in another.
     *
     * @param arms at least two
     */
    record Split(String id, String name, List<Arm> arms) implements Node {
        public Split {
            if (arms.size() < 2) {
                throw new IllegalArgumentException("Split \"" + id + "\" has " + arms.size() + " arms");
            }
            arms = List.copyOf(arms);
        }

        /**
         * @param weight its share is this of the sum of all weights; at least 1
         * @param next id of the node that follows
         */
        public record Arm(String name, int weight, String next) {
            public Arm {
                if (weight < 1) {
                    throw new IllegalArgumentException("Arm \"" + name + "\" has the weight " + weight);
                }
            }
        }

        /** The way of an arm, by its place in the list. */
        public static Way way(int index) {
            return new Way.Numbered(Way.Numbered.Kind.ARM, index + 1);
        }

        /** The way that a run goes. */
        public Way of(RunId run) {
            long sum = arms.stream().mapToLong(Arm::weight).sum();
            long drawn = Long.remainderUnsigned(Hash.number(run.toString(), id), sum);
            for (int i = 0; i < arms.size(); i++) {
                drawn -= arms.get(i).weight();
                if (drawn < 0) {
                    return way(i);
                }
            }
            throw new IllegalStateException("The weights of split \"" + id + "\" do not add up");
        }

        @Override
        public SequencedMap<Way, String> ways() {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            for (int i = 0; i < arms.size(); i++) {
                ways.put(way(i), arms.get(i).next());
            }
            return ways;
        }

        @Override
        public Duration longest(Instant from) {
            return Duration.ZERO;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }

    /**
     * Changes something of the customer.
     *
     * @param next id of the node that follows
     */
    record Change(String id, String name, Effect effect, String next) implements Node {
        @Override
        public SequencedMap<Way, String> ways() {
            SequencedMap<Way, String> ways = new LinkedHashMap<>();
            ways.put(Way.Onward.NEXT, next);
            return ways;
        }

        @Override
        public Duration longest(Instant from) {
            return ASKED_WITHIN;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }

    /** Calls another system. */
    record Webhook(String id, String name, Call call, SequencedMap<Way, String> ways) implements Node {
        public Webhook {
            ways = new LinkedHashMap<>(ways);
            if (!ways.keySet().equals(Set.of(Way.Calling.values()))) {
                throw new IllegalArgumentException("Webhook \"" + id + "\" cannot have the ways " + ways.keySet());
            }
        }

        /** The way of a key. */
        public static Way way(String key) {
            return key.equals(Way.Calling.SUCCEEDED.key()) ? Way.Calling.SUCCEEDED : Way.Calling.FAILED;
        }

        @Override
        public Duration longest(Instant from) {
            return ASKED_WITHIN;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }

    /**
     * The run is over before its flow is, so it counts as exited.
     *
     * @param reason as the shop's people read it
     */
    record Exit(String id, String name, String reason) implements Node {
        @Override
        public SequencedMap<Way, String> ways() {
            return new LinkedHashMap<>();
        }

        @Override
        public Duration longest(Instant from) {
            return ASKED_WITHIN;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }

    /** The run is completed. */
    record End(String id, String name) implements Node {
        @Override
        public SequencedMap<Way, String> ways() {
            return new LinkedHashMap<>();
        }

        @Override
        public Duration longest(Instant from) {
            return Duration.ZERO;
        }

        @Override
        public Duration waits(Instant from) {
            return Duration.ZERO;
        }
    }
}
