package dev.homing.domain.flow;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a campaign and the ways between them.
 *
 * @param start id of the first node
 * @param nodes by id, in the order of the file
 */
public record Flow(String start, SequencedMap<String, Node> nodes) {
    /** Longest that a message may lie in its queue before it is too late for its step. */
    public static final Duration SENDING_TAKES_AT_MOST = Duration.ofDays(3);

    /** Longest that all waits on a way may take together: an execution ends after a year, and sending takes its share. */
    public static final Duration MOST_WAITS = Duration.ofDays(300);

    /** For a run that starts then, no wait until a date waits any more. */
    private static final Instant AFTER_ALL_DATES = Instant.parse("+20000-01-01T00:00:00Z");

    public Flow {
        nodes = new LinkedHashMap<>(nodes);
    }

    public Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("No node \"" + id + "\" in this flow: it has " + nodes.keySet());
        }
        return node;
    }

    public List<Node.Message> messages() {
        List<Node.Message> messages = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node instanceof Node.Message message) {
                messages.add(message);
            }
        }
        return messages;
    }

    public List<Node.Webhook> webhooks() {
        return nodes.values().stream()
                .filter(Node.Webhook.class::isInstance)
                .map(Node.Webhook.class::cast)
                .toList();
    }

    /** What its branches ask, and what its waits wait for. */
    public List<Resolved> asks() {
        List<Resolved> asks = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node instanceof Node.Branch branch) {
                branch.cases().forEach(one -> asks.add(one.condition()));
            }
            if (node instanceof Node.WaitFor wait) {
                asks.add(wait.awaited().condition());
            }
        }
        return asks;
    }

    /** The way that a run goes at each of its splits, by the id of the node. */
    public SequencedMap<String, Way> arms(RunId run) {
        SequencedMap<String, Way> arms = new LinkedHashMap<>();
        for (Node node : nodes.values()) {
            if (node instanceof Node.Split split) {
                arms.put(split.id(), split.of(run));
            }
        }
        return arms;
    }

    /** Where a run can stand: all but the ends. */
    public List<Node> steps() {
        return nodes.values().stream().filter(node -> !node.ways().isEmpty()).toList();
    }

    /** The only message, where the flow is that message and an end: it needs no execution. Null otherwise. */
    public Node.@Nullable Message onlyMessage() {
        return node(start) instanceof Node.Message message
                        && message.awaits() == null
                        && message.targets().stream().allMatch(target -> node(target) instanceof Node.End)
                ? message
                : null;
    }

    /** Whether no way from the start to this message passes another one on a channel. */
    public boolean firstOnChannel(Node.Message message, Channel channel) {
        return passes(start, message.id(), channel, new HashMap<>()) == 0;
    }

    /** With the channels of each message in an order. */
    public Flow inOrder(List<Channel> order) {
        SequencedMap<String, Node> sorted = new LinkedHashMap<>(nodes);
        sorted.replaceAll((_, node) -> node instanceof Node.Message message ? message.inOrder(order) : node);
        return new Flow(start, sorted);
    }

    /**
     * The message under an id.
     *
     * @throws IllegalArgumentException where there is none, or the node is another kind
     */
    public Node.Message message(String id) {
        return switch (node(id)) {
            case Node.Message message -> message;
            case Node.Wait _,
                    Node.WaitFor _,
                    Node.Branch _,
                    Node.Split _,
                    Node.Change _,
                    Node.Webhook _,
                    Node.Exit _,
                    Node.End _ -> throw new IllegalArgumentException("Node \"" + id + "\" is no message");
        };
    }

    /** The messages that can still come from a node on, its own among them where it is one. */
    public List<Node.Message> messagesFrom(String id) {
        Set<String> reached = new LinkedHashSet<>(Set.of(id));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : node(open.remove()).ways().values()) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return messages().stream()
                .filter(message -> reached.contains(message.id()))
                .toList();
    }

    /** What is left of it for a run that begins at a node: that node, and all that can be reached from it. */
    public Flow startingAt(String id) {
        Set<String> reached = new HashSet<>();
        reach(node(id).id(), reached);
        SequencedMap<String, Node> left = new LinkedHashMap<>(nodes);
        left.keySet().retainAll(reached);
        return new Flow(id, left);
    }

    /** How long a run can take at the most that starts at an instant or later. */
    public Duration longest(Instant from) {
        return longest(from, Node::longest);
    }

    /** How long a run that starts at an instant or later can wait at the most; sending is taken to take no time. */
    public Duration waits(Instant from) {
        return longest(from, Node::waits);
    }

    private Duration longest(Instant from, BiFunction<Node, Instant, Duration> takes) {
        Map<String, Instant> begins = new HashMap<>();
        begins.put(start, from);
        Instant end = from;
        for (String id : inOrder()) {
            Instant begin = begins.getOrDefault(id, from);
            Instant leaves = begin.plus(takes.apply(node(id), begin));
            end = leaves.isAfter(end) ? leaves : end;
            for (String target : node(id).targets()) {
                begins.merge(target, leaves, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return Duration.between(from, end);
    }

    /** Why runs of it that start from an instant on could wait for longer than a run is kept; null where they cannot. */
    public @Nullable String tooLong(Instant from) {
        Duration waits = waits(from);
        return waits.compareTo(MOST_WAITS) <= 0
                ? null
                : "a run could wait for " + waits.toDays() + " days in all; at most " + MOST_WAITS.toDays()
                        + " are possible, so shorten its waits";
    }

    /** All that can be reached from the start, each node after all that lead to it. */
    private SequencedSet<String> inOrder() {
        SequencedSet<String> last = new LinkedHashSet<>();
        after(start, last);
        return last.reversed();
    }

    private void after(String id, SequencedSet<String> last) {
        if (!last.contains(id)) {
            node(id).targets().forEach(target -> after(target, last));
            last.add(id);
        }
    }

    /** Everything wrong with it, each naming the node and the remedy; empty where nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!nodes.containsKey(start)) {
            problems.add("start: no node \"" + start + "\"; name one of " + nodes.keySet());
        }
        for (Node node : nodes.values()) {
            SequencedMap<String, List<String>> unknown = new LinkedHashMap<>();
            node.ways().forEach((way, target) -> {
                if (!nodes.containsKey(target)) {
                    unknown.computeIfAbsent(target, _ -> new ArrayList<>()).add(way.key());
                }
            });
            unknown.forEach((target, ways) -> problems.add("nodes." + node.id() + ".ways: " + String.join(", ", ways)
                    + (ways.size() == 1 ? " leads" : " lead") + " to \"" + target + "\", which is no node; name one of "
                    + nodes.keySet()));
        }
        Set<String> clear = new HashSet<>();
        Set<String> inLoops = new LinkedHashSet<>();
        for (String id : nodes.keySet()) {
            Set<String> way = new HashSet<>();
            String loop = loop(id, way, clear);
            if (loop != null) {
                inLoops.add(loop);
                // Each loop is named once, by the node that it is come to first.
                clear.addAll(way);
            }
        }
        inLoops.forEach(
                loop -> problems.add("nodes." + loop + ": can be reached from itself; a flow goes forward only"));
        Set<String> reached = new HashSet<>();
        reach(start, reached);
        // From a start that is no node nothing is reached, and the remedy is another one.
        if (!reached.isEmpty()) {
            for (String id : nodes.keySet()) {
                if (!reached.contains(id)) {
                    problems.add("nodes." + id + ": no way leads to it; remove it, or lead a way there");
                }
            }
        }
        if (messages().isEmpty()) {
            problems.add("nodes: there is no message; add one");
        }
        String tooLong = problems.isEmpty() ? tooLong(AFTER_ALL_DATES) : null;
        if (tooLong != null) {
            problems.add("nodes: " + tooLong);
        }
        return problems;
    }

    private void reach(String id, Set<String> reached) {
        Node node = nodes.get(id);
        if (node != null && reached.add(id)) {
            node.targets().forEach(target -> reach(target, reached));
        }
    }

    /**
     * @param way from the start to here
     * @param clear nodes from which no way is a loop; each node is gone through once, as the ways through a flow can be very many
     */
    private @Nullable String loop(String id, Set<String> way, Set<String> clear) {
        if (clear.contains(id) || !nodes.containsKey(id)) {
            return null;
        }
        if (!way.add(id)) {
            return id;
        }
        for (String target : node(id).targets()) {
            String loop = loop(target, way, clear);
            if (loop != null) {
                return loop;
            }
        }
        way.remove(id);
        clear.add(id);
        return null;
    }

    /**
     * How many messages on a channel lie, at the most, on a way from a node to a target; -1 where none leads there.
     *
     * @param known answers for the nodes that were gone through
     */
    private int passes(String from, String target, Channel channel, Map<String, Integer> known) {
        if (from.equals(target)) {
            return 0;
        }
        Integer before = known.get(from);
        if (before != null) {
            return before;
        }
        int most = -1;
        boolean counts =
                node(from) instanceof Node.Message message && message.channels().contains(channel);
        for (String next : node(from).targets()) {
            int passed = passes(next, target, channel, known);
            if (passed >= 0) {
                most = Math.max(most, passed + (counts ? 1 : 0));
            }
        }
        known.put(from, most);
        return most;
    }
}
