package dev.homing.adapter.states;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.flow.Awaited;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Call;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.MessageStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/** Valid flows of every kind of node, with ways that part and meet. */
final class RandomFlow {
    private static final List<MessageStatus> STATUSES =
            List.of(MessageStatus.DELIVERED, MessageStatus.OPENED, MessageStatus.CLICKED, MessageStatus.UNSUBSCRIBED);

    private final Random dice;
    private final int size;

    private RandomFlow(Random dice) {
        this.dice = dice;
        this.size = 1 + dice.nextInt(7);
    }

    static Flow of(Random dice) {
        return new RandomFlow(dice).flow();
    }

    private Flow flow() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        int message = dice.nextInt(size);
        for (int i = 0; i < size; i++) {
            nodes.put(id(i), i == message ? message(i) : node(i));
        }
        nodes.put("end", new Node.End("end", "End"));
        // What nothing leads to is left out, so that the flow is valid; perhaps the message is, too.
        Flow reached = new Flow(id(0), nodes).startingAt(id(0));
        return reached.messages().isEmpty() ? of(dice) : reached;
    }

    /** With a dash, as people's ids have. */
    private static String id(int i) {
        return "n-" + i;
    }

    /** Forward only. */
    private String next(int i) {
        int to = i + 1 + dice.nextInt(3);
        return to >= size ? "end" : id(to);
    }

    private Node node(int i) {
        return switch (dice.nextInt(9)) {
            case 0, 1 -> message(i);
            case 2 -> waits(i);
            case 3 -> branch(i);
            case 4 -> waitFor(i);
            case 5 -> i == 0 ? message(i) : new Node.Exit(id(i), "Exit " + i, "because");
            case 7 -> webhook(i);
            case 6 -> new Node.Change(id(i), "Change " + i, new Effect.OnList("vip"), next(i));
            default -> split(i);
        };
    }

    private Node.Webhook webhook(int i) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        ways.put(Way.Calling.SUCCEEDED, next(i));
        ways.put(Way.Calling.FAILED, next(i));
        Call call = new Call(
                Call.Method.POST,
                "https://api.example.com/" + i,
                new LinkedHashMap<>(),
                null,
                Call.USUAL,
                Call.USUAL_RETRIES,
                new LinkedHashMap<>());
        return new Node.Webhook(id(i), "Webhook " + i, call, ways);
    }

    private Node.WaitFor waitFor(int i) {
        return new Node.WaitFor(
                id(i),
                "Wait for " + i,
                Awaited.condition(Condition.EVERYONE),
                Duration.ofMinutes(1 + dice.nextInt(10_000)),
                next(i),
                next(i));
    }

    private Node.Branch branch(int i) {
        List<Node.Branch.Case> cases = new ArrayList<>();
        for (int one = 0; one <= dice.nextInt(3); one++) {
            cases.add(new Node.Branch.Case("Case " + one, Resolved.EVERYONE, next(i)));
        }
        return new Node.Branch(id(i), "Branch " + i, cases, next(i));
    }

    private Node.Split split(int i) {
        List<Node.Split.Arm> arms = new ArrayList<>();
        for (int one = 0; one < 2 + dice.nextInt(2); one++) {
            arms.add(new Node.Split.Arm("Arm " + one, 1 + dice.nextInt(3), next(i)));
        }
        return new Node.Split(id(i), "Split " + i, arms);
    }

    private Node.Wait waits(int i) {
        Until until =
                switch (dice.nextInt(4)) {
                    case 0 -> new Until.After(Duration.ofMinutes(1 + dice.nextInt(10_000)));
                    case 1 -> Until.TimeOfDay.onAnyDay(time());
                    case 2 -> new Until.TimeOfDay(time(), EnumSet.of(DayOfWeek.of(1 + dice.nextInt(7))));
                    default ->
                        new Until.Date(LocalDateTime.parse("2026-11-20T00:00").plusHours(dice.nextInt(400)));
                };
        return new Node.Wait(id(i), "Wait " + i, until, next(i));
    }

    private LocalTime time() {
        return LocalTime.of(dice.nextInt(24), dice.nextInt(60));
    }

    private Node.Message message(int i) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        Awaits awaits = null;
        if (dice.nextBoolean()) {
            awaits = new Awaits(
                    Duration.ofMinutes(1 + dice.nextInt(4_000)),
                    dice.nextBoolean() ? Awaits.UnknownOpen.AS_OPENED : Awaits.UnknownOpen.AS_NOT_OPENED);
            ways.put(new Way.On(STATUSES.get(dice.nextInt(STATUSES.size()))), next(i));
            for (MessageStatus status : STATUSES) {
                if (dice.nextInt(3) == 0) {
                    ways.putIfAbsent(new Way.On(status), next(i));
                }
            }
        }
        ways.put(awaits == null ? Way.Sending.SENT : Way.Sending.OTHERWISE, next(i));
        ways.put(Way.Sending.SKIPPED, next(i));
        ways.put(Way.Sending.FAILED, next(i));
        Channel channel = dice.nextBoolean() ? Channel.EMAIL : Channel.WHATSAPP;
        return new Node.Message(id(i), "Message " + i, channel, "t", awaits, ways);
    }
}
