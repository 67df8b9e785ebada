package dev.homing.adapter.states;

import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What becomes of one run's messages, and what the flow says then: each of its nodes is read as the documentation of flows says it. */
final class Fate {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    static final RunId RUN = RunId.parse("c-1");

    private final long seed;
    final ZoneId zone;

    Fate(long seed) {
        this.seed = seed;
        this.zone = new Random(seed).nextBoolean() ? ZoneId.of("Europe/Berlin") : ZoneId.of("America/New_York");
    }

    /** That a run came to a message, or to its end, and when. */
    record Came(String node, Instant at) {}

    /** What becomes of a message some time after it was put into its queue. */
    sealed interface Outcome {
        record Skipped(Duration after) implements Outcome {}

        record Failed(Duration after) implements Outcome {}

        record Exit(Duration after) implements Outcome {}

        /**
         * It is sent.
         *
         * @param status what the customer does; null: nothing
         * @param reaction how long after the sending
         */
        record Sent(Duration after, @Nullable MessageStatus status, Duration reaction) implements Outcome {}
    }

    Random dice(String node) {
        return new Random(seed * 1_000_003 + node.hashCode());
    }

    Outcome of(Node.Message message) {
        Random dice = dice(message.id());
        // Within the window: a heartbeat has to come before it is over.
        long window =
                message.awaits() == null ? 4_000 : message.awaits().within().toMinutes();
        Duration after = Duration.ofSeconds(dice.nextLong(window * 60));
        return switch (dice.nextInt(12)) {
            case 0, 1 -> new Outcome.Skipped(after);
            case 2 -> new Outcome.Failed(after);
            case 3 -> new Outcome.Exit(after);
            default -> {
                MessageStatus[] all = {
                    MessageStatus.DELIVERED,
                    MessageStatus.OPENED,
                    MessageStatus.OPENED_BY_MACHINE,
                    MessageStatus.CLICKED,
                    MessageStatus.UNSUBSCRIBED
                };
                int which = dice.nextInt(all.length + 2);
                yield new Outcome.Sent(
                        after,
                        which < all.length ? all[which] : null,
                        Duration.ofSeconds(1 + dice.nextLong(window * 90)));
            }
        };
    }

    /** The first case that holds for this customer. */
    Way of(Node.Branch branch) {
        Random dice = dice(branch.id());
        return branch.way(_ -> dice.nextInt(3) == 0);
    }

    Way of(Node.Webhook webhook) {
        return dice(webhook.id()).nextBoolean() ? Way.Calling.SUCCEEDED : Way.Calling.FAILED;
    }

    Duration after(Node.Webhook webhook) {
        return Duration.ofSeconds(dice(webhook.id()).nextLong(20_000));
    }

    /** After what time what is waited for is so; perhaps too late. */
    Duration of(Node.WaitFor wait) {
        return Duration.ofSeconds(dice(wait.id()).nextLong(wait.atMost().toSeconds() * 2));
    }

    /** Everything that the flow does, read node by node. */
    List<Came> read(Flow flow) {
        List<Came> came = new ArrayList<>();
        String id = flow.start();
        Instant at = START;
        while (true) {
            switch (flow.node(id)) {
                case Node.End end -> {
                    came.add(new Came("end", at));
                    return came;
                }
                case Node.Wait wait -> {
                    at = wait.until().end(at, zone);
                    id = wait.next();
                }
                case Node.WaitFor wait -> {
                    Duration comes = of(wait);
                    boolean inTime = comes.compareTo(wait.atMost()) < 0;
                    at = at.plus(inTime ? comes : wait.atMost());
                    id = inTime ? wait.next() : wait.otherwise();
                }
                case Node.Webhook webhook -> {
                    came.add(new Came(id, at));
                    at = at.plus(after(webhook));
                    id = webhook.to(of(webhook));
                }
                case Node.Exit exit -> {
                    came.add(new Came(id, at));
                    came.add(new Came("end", at));
                    return came;
                }
                case Node.Branch branch -> id = branch.to(of(branch));
                case Node.Change change -> {
                    came.add(new Came(id, at));
                    id = change.next();
                }
                case Node.Split split -> id = split.to(split.of(RUN));
                case Node.Message message -> {
                    came.add(new Came(id, at));
                    switch (of(message)) {
                        case Outcome.Exit(Duration after) -> {
                            came.add(new Came("end", at.plus(after)));
                            return came;
                        }
                        case Outcome.Skipped(Duration after) -> {
                            at = at.plus(after);
                            id = message.to(Way.Sending.SKIPPED);
                        }
                        case Outcome.Failed(Duration after) -> {
                            at = at.plus(after);
                            id = message.to(Way.Sending.FAILED);
                        }
                        case Outcome.Sent sent -> {
                            at = at.plus(sent.after());
                            id = message.to(way(message, sent));
                            at = at.plus(stays(message, sent));
                        }
                    }
                }
            }
        }
    }

    private static boolean inTime(Node.Message message, Outcome.Sent sent) {
        return message.awaits() != null
                && sent.status() != null
                && sent.reaction().compareTo(message.awaits().within()) < 0;
    }

    static Way way(Node.Message message, Outcome.Sent sent) {
        if (message.awaits() == null) {
            return Way.Sending.SENT;
        }
        Way decided = decided(message, sent);
        return decided != null ? decided : message.furthest(reached(message, sent));
    }

    /** The statuses that came in time. */
    static List<MessageStatus> reached(Node.Message message, Outcome.Sent sent) {
        return inTime(message, sent) && sent.status() != null
                ? List.of(MessageStatus.SENT, sent.status())
                : List.of(MessageStatus.SENT);
    }

    static @Nullable Way decided(Node.Message message, Outcome.Sent sent) {
        return inTime(message, sent) && sent.status() != null ? message.decidedBy(sent.status()) : null;
    }

    private static Duration stays(Node.Message message, Outcome.Sent sent) {
        if (message.awaits() == null) {
            return Duration.ZERO;
        }
        return decided(message, sent) != null
                ? sent.reaction()
                : message.awaits().within();
    }
}
