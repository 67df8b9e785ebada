package dev.homing.domain.run;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of its flow that a run came to. A run stands at a message from the moment it is on its way there until it is on its way to the
 * next one, or comes to a wait.
 *
 * @param at id of the node where the run stands, or stood when it ended
 * @param since when it came there, as far as is known
 * @param passed ids of those that it went on from
 */
public record Steps(String at, Instant since, Set<String> passed) {
    private static final Comparator<Message> LATEST = Comparator.comparingInt(
                    (Message message) -> message.visit().generation())
            .thenComparing(message -> message.at());

    public Steps {
        passed = Set.copyOf(passed);
    }

    /** The ids of all messages that a run can have had so far. Those that exist are what {@link #of} needs. */
    public static Set<MessageId> messages(Run run, Flow flow) {
        Set<MessageId> ids = new LinkedHashSet<>();
        for (int generation = 1; generation <= run.leg().generation(); generation++) {
            for (Node.Message node : flow.messages()) {
                for (Channel channel : node.channels()) {
                    ids.add(MessageId.of(new Visit(run.id(), generation, node.id(), 1), channel));
                }
            }
        }
        return ids;
    }

    /**
     * @param flow of the run's version
     * @param messages the run's own, and perhaps others; those of steps that this version does not have say nothing
     * @param zone of the clock on which waits until a time are followed by others: the shop's, as the customer's own is not known here
     */
    public static Steps of(Run run, Flow flow, Collection<Message> messages, ZoneId zone, Instant now) {
        List<Message> own = messages.stream()
                .filter(message -> message.run().equals(run.id())
                        && flow.nodes().get(message.step()) instanceof Node.Message
                        && message.visit().generation() <= run.leg().generation())
                .sorted(LATEST)
                .toList();
        Instant until = run.endedAt() == null ? now : run.endedAt();
        Walk walk = new Walk(run, flow, zone, until);
        for (int i = 0; i < own.size(); i++) {
            Message message = own.get(i);
            walk.passed.add(message.step());
            boolean last = i == own.size() - 1 || own.get(i + 1).visit().equals(message.visit());
            Left left = last ? null : left(flow.message(message.step()), message, run, until);
            if (left != null) {
                walk.on(left.to(), left.at(), message.visit().generation());
            }
        }
        String from = run.leg().from();
        boolean begun = !own.isEmpty()
                && own.getLast().visit().generation() == run.leg().generation();
        Left stands;
        if (begun || (from == null && !own.isEmpty())) {
            Node.Message node = flow.message(own.getLast().step());
            stands = new Left(node.id(), own.getLast().at());
            long tried = own.stream()
                    .filter(message -> message.visit().equals(own.getLast().visit()))
                    .count();
            boolean triesTheNext =
                    tried < node.channels().size() && own.getLast().triesTheNextChannel();
            Left left = triesTheNext ? null : left(node, own.getLast(), run, until);
            if (left != null && !flow.node(left.to()).ways().isEmpty()) {
                stands = walk.on(left.to(), left.at(), run.leg().generation());
            }
        } else {
            stands = walk.on(
                    from == null ? flow.start() : from, run.since(), run.leg().generation());
        }
        walk.passed.remove(stands.to());
        return new Steps(stands.to(), stands.at(), walk.passed);
    }

    /** Where a message or a way led, and when. */
    private record Left(String to, Instant at) {}

    /** Null while the run stands at the message. */
    private static @Nullable Left left(Node.Message node, Message message, Run run, Instant now) {
        Instant sent = message.at(MessageStatus.SENT);
        Instant end = node.awaits() == null || sent == null
                ? null
                : sent.plus(node.awaits().within());
        for (Message.StatusAt reached : message.statuses()) {
            Way way =
                    switch (reached.status()) {
                        case SENDING, HELD -> null;
                        case SKIPPED -> Way.Sending.SKIPPED;
                        case FAILED, UNKNOWN, BOUNCED -> Way.Sending.FAILED;
                        case SENT,
                                DELIVERED,
                                OPENED_BY_MACHINE,
                                CLICKED_BY_MACHINE,
                                OPENED,
                                READ,
                                CLICKED,
                                REPLIED,
                                UNSUBSCRIBED,
                                COMPLAINED ->
                            node.awaits() == null ? Way.Sending.SENT : node.decidedBy(reached.status());
                    };
            // What was said too late counts no more, and whom a guard ended went nowhere.
            boolean counts = (end == null || !reached.at().isAfter(end))
                    && (run.endedAt() == null
                            || run.status() == Run.Status.COMPLETED
                            || reached.at().isBefore(now));
            if (way != null && counts) {
                return new Left(node.to(way), reached.at());
            }
        }
        return end == null || end.isAfter(now)
                ? null
                : new Left(
                        node.to(node.furthest(message.statuses().stream()
                                .map(Message.StatusAt::status)
                                .toList())),
                        end);
    }

    /** The way of a run over steps that are no messages. */
    private record Walk(Run run, Flow flow, ZoneId zone, Instant until, Set<String> passed) {
        Walk(Run run, Flow flow, ZoneId zone, Instant until) {
            this(run, flow, zone, until, new LinkedHashSet<>());
        }

        /** @return the next message, or where the run stands before it; the last step where it came to an end */
        Left on(String first, Instant from, int generation) {
            String at = first;
            Instant since = from;
            while (true) {
                Instant came = since;
                String next;
                switch (flow.node(at)) {
                    case Node.Wait wait -> {
                        since = wait.until().end(since, zone);
                        next = since.isAfter(until) ? null : wait.next();
                    }
                    case Node.WaitFor wait -> {
                        Run.Taken taken = run.taken(generation, at);
                        Instant over = since.plus(wait.atMost());
                        boolean timeOver = taken == null && !over.isAfter(until);
                        since = taken != null ? taken.at() : timeOver ? over : since;
                        next = taken != null ? wait.next() : timeOver ? wait.otherwise() : null;
                    }
                    case Node.Branch branch -> {
                        Run.Taken taken = run.taken(generation, at);
                        since = taken == null ? since : taken.at();
                        next = taken == null ? null : branch.to(branch.way(taken.way()));
                    }
                    case Node.Webhook webhook -> {
                        Run.Taken taken = run.taken(generation, at);
                        since = taken == null ? since : taken.at();
                        next = taken == null ? null : webhook.to(Node.Webhook.way(taken.way()));
                    }
                    case Node.Change change -> {
                        Run.Taken taken = run.taken(generation, at);
                        since = taken == null ? since : taken.at();
                        next = taken == null ? null : change.next();
                    }
                    case Node.Split split -> next = split.to(split.of(run.id()));
                    case Node.Message _, Node.Exit _, Node.End _ -> next = null;
                }
                if (next == null) {
                    return new Left(at, came);
                }
                passed.add(at);
                if (flow.node(next).ways().isEmpty()) {
                    return new Left(at, came);
                }
                at = next;
            }
        }
    }
}
