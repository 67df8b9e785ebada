package dev.homing.adapter.states;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Words;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.flow.Way;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node does, in a sentence for those who look at the machine in the console. */
final class FlowWords {
    private FlowWords() {}

    static String of(Node.Message message, Flow flow, StateNames names) {
        StringBuilder words = new StringBuilder("Sends the ")
                .append(message.contents().stream()
                        .map(content -> channelInWords(content.channel()) + " \"" + content.template() + "\"")
                        .collect(Collectors.joining(", or else the ")));
        Awaits awaits = message.awaits();
        if (awaits != null) {
            words.append(" and waits for ").append(words(awaits.within())).append(" from its sending");
        }
        words.append('.');
        SequencedMap<String, List<String>> byTarget = new LinkedHashMap<>();
        message.ways().forEach((way, target) -> byTarget.computeIfAbsent(target, _ -> new ArrayList<>())
                .add(inWords(way)));
        byTarget.forEach((target, ways) -> words.append(' ')
                .append(capitalised(String.join(" or ", ways)))
                .append(": ")
                .append(target(target, names))
                .append('.'));
        return words.toString();
    }

    static String of(Node.Webhook webhook, StateNames names) {
        return "Calls " + webhook.call().host() + " (" + webhook.call().method() + "). Succeeded: "
                + target(webhook.to(Way.Calling.SUCCEEDED), names) + ". Failed: "
                + target(webhook.to(Way.Calling.FAILED), names) + ".";
    }

    static String of(Node.WaitFor wait, StateNames names) {
        return "Waits for " + words(wait.atMost()) + " at the most until "
                + Words.of(wait.awaited().condition().condition())
                + (wait.awaited().anew() ? ", from now on" : "") + ": " + target(wait.next(), names)
                + ". When the time is over: " + target(wait.otherwise(), names) + ".";
    }

    static String of(Node.Branch branch, StateNames names) {
        StringBuilder words = new StringBuilder("Asks which is so first.");
        for (Node.Branch.Case one : branch.cases()) {
            words.append(' ')
                    .append(one.name())
                    .append(", where ")
                    .append(Words.of(one.condition().condition()))
                    .append(": ")
                    .append(target(one.next(), names))
                    .append('.');
        }
        return words.append(" Otherwise: ")
                .append(target(branch.otherwise(), names))
                .append('.')
                .toString();
    }

    static String of(Node.Split split, StateNames names) {
        long sum = split.arms().stream().mapToLong(Node.Split.Arm::weight).sum();
        StringBuilder words = new StringBuilder("Chance decides, when the run starts.");
        for (Node.Split.Arm arm : split.arms()) {
            words.append(' ')
                    .append(arm.name())
                    .append(", ")
                    .append(arm.weight())
                    .append(" of ")
                    .append(sum)
                    .append(": ")
                    .append(target(arm.next(), names))
                    .append('.');
        }
        return words.toString();
    }

    static String of(Effect effect) {
        return switch (effect) {
            case Effect.Attribute(String name, Object to) -> "Sets the customer's " + name + " to " + to + ".";
            case Effect.Suppressed(Channel channel) ->
                "Has marketing send nothing more to the customer"
                        + (channel == null ? "." : " by " + channelInWords(channel) + ".");
            case Effect.OnList(String list) -> "Puts the customer on the list \"" + list + "\".";
            case Effect.OffList(String list) -> "Takes the customer off the list \"" + list + "\".";
            case Effect.Started(String campaign) -> "Has the campaign \"" + campaign + "\" started for the customer.";
        };
    }

    private static String target(String node, StateNames names) {
        return names.ends(node) ? "the end" : names.of(node);
    }

    /** "3 days", or a time that something can last until. */
    static String of(Until until) {
        return switch (until) {
            case Until.After(Duration time) -> words(time);
            case Until.TimeOfDay time -> time.at() + (time.onAnyDay() ? "" : " on " + days(time.days()));
            case Until.Date(LocalDateTime at) -> at.toLocalTime() + " on " + at.toLocalDate();
        };
    }

    private static String days(Set<DayOfWeek> days) {
        List<String> names = days.stream()
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList();
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    private static String inWords(Way way) {
        return way.key().replace('_', ' ');
    }

    private static String channelInWords(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email";
            case WHATSAPP -> "WhatsApp message";
            case SMS -> "SMS";
            case PUSH -> "push";
        };
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 86_400 == 0
                ? count(seconds / 86_400, "day")
                : seconds % 3_600 == 0
                        ? count(seconds / 3_600, "hour")
                        : seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
