package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Scope;
import dev.homing.domain.state.Caps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code priority}, {@code caps} and the order of the channels of a campaign file, read and written. */
final class SendingRulesFile {
    private static final int MOST_CAPS = 5;

    private SendingRulesFile() {}

    static SendingRules read(CampaignFileFields fields) {
        Integer priority = fields.has("priority") ? fields.number("priority", 1, SendingRules.LAST) : null;
        List<CampaignFileFields> all = fields.has("caps") ? fields.objects("caps", "") : List.of();
        if (all.size() > MOST_CAPS) {
            fields.problem("caps", "has " + all.size() + " caps; at most " + MOST_CAPS + " are possible");
        }
        List<Caps.Limit> caps = new ArrayList<>();
        for (CampaignFileFields each : all) {
            Channel channel = each.has("channel") ? each.oneOf("channel", CampaignFileReader.channels(), null) : null;
            int problems = each.problemCount();
            Integer most = each.number("most", 1, Caps.MOST);
            Duration within = each.duration("within", null, Caps.Limit.SHORTEST, Caps.Limit.LONGEST, false);
            each.onlyKnown();
            if (most != null && problems == each.problemCount()) {
                caps.add(new Caps.Limit(channel, most, within));
            }
        }
        Set<Caps.Limit> different = new LinkedHashSet<>(caps);
        List<Channel> channels = new ArrayList<>();
        if (fields.has("channelPriority")) {
            for (String name : fields.texts("channelPriority")) {
                Channel channel = CampaignFileReader.channels().get(name);
                if (channel == null || channels.contains(channel)) {
                    String why = channel == null ? " is no channel; write " : " is named twice; write each once: ";
                    fields.problem(
                            "channelPriority",
                            "\"" + name + "\"" + why
                                    + CampaignFileFields.either(
                                            CampaignFileReader.channels().sequencedKeySet()));
                } else {
                    channels.add(channel);
                }
            }
        }
        return new SendingRules(
                priority == null ? SendingRules.USUAL_PRIORITY : priority,
                List.copyOf(different),
                channels,
                fields.flag("preferredChannelFirst", false),
                topic(fields));
    }

    private static @Nullable String topic(CampaignFileFields fields) {
        String topic = fields.optionalText("topic");
        if (topic != null && !Scope.isTopic(topic)) {
            fields.problem(
                    "topic",
                    "\"" + topic
                            + "\" is no name of a topic; use up to 40 lower-case letters, digits, - and _, such as \"news\"");
            return null;
        }
        return topic;
    }

    static void write(ObjectNode json, SendingRules rules) {
        if (rules.priority() != SendingRules.USUAL_PRIORITY) {
            json.put("priority", rules.priority());
        }
        if (!rules.channels().isEmpty()) {
            ArrayNode channels = json.putArray("channelPriority");
            rules.channels().forEach(channel -> channels.add(channel.key()));
        }
        if (rules.topic() != null) {
            json.put("topic", rules.topic());
        }
        if (rules.preferredFirst()) {
            json.put("preferredChannelFirst", true);
        }
        if (!rules.caps().isEmpty()) {
            ArrayNode caps = json.putArray("caps");
            for (Caps.Limit cap : rules.caps()) {
                ObjectNode one = caps.addObject();
                if (cap.channel() != null) {
                    one.put("channel", cap.channel().key());
                }
                one.put("most", cap.most());
                one.put("within", Durations.iso(cap.within()));
            }
        }
    }
}
