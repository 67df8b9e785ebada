package dev.homing.adapter.file;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.StatusBranch;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the fields of a campaign file to a version, field by field; what concerns several of them at once is in {@link CampaignFileRules}. */
public final class CampaignFileReader {
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

    /** A machine is named {@code homing-} and the key, in at most 80 characters. */
    private static final int LONGEST_KEY = 60;

    static final int LONGEST_ID = 40;
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private CampaignFileReader() {}

    public static Campaign.Version version(
            CampaignFileFields fields,
            int number,
            @Nullable String executable,
            Instant publishedAt,
            SequencedMap<String, Template> templates) {
        String key = fields.key("key", LONGEST_KEY);
        String name = fields.shortText("name", LONGEST_NAME);
        String description = fields.has("description") ? fields.optionalText("description") : null;
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            fields.problem("description", "has more than " + LONGEST_DESCRIPTION + " characters; shorten it");
        }
        Campaign.Kind kind = fields.oneOf("kind", words(Campaign.Kind.values()), null);
        Trigger trigger = TriggerFile.read(fields.object("trigger"));
        Duration window = fields.duration(
                "attributionWindow", CampaignFile.USUAL_ATTRIBUTION_WINDOW, SHORTEST_WINDOW, LONGEST_WINDOW, false);
        Flow flow = flow(fields.object("flow"));
        return new Campaign.Version(
                key,
                number,
                name,
                description == null ? "" : description,
                kind,
                trigger,
                flow,
                window,
                templates,
                executable,
                publishedAt);
    }

    private static Flow flow(CampaignFileFields fields) {
        String start = fields.text("start");
        List<Node> nodes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (CampaignFileFields node : fields.objects("nodes", "id")) {
            Node read = node(node);
            if (!read.id().isEmpty() && !ids.add(read.id())) {
                node.problem("id", "\"" + read.id() + "\" is the id of another node too; ids must differ");
            }
            nodes.add(read);
        }
        fields.onlyKnown();
        return CampaignFile.flow(start, nodes);
    }

    private enum NodeType {
        MESSAGE,
        END
    }

    private static Node node(CampaignFileFields fields) {
        String id = fields.key("id", LONGEST_ID);
        NodeType type = fields.oneOf("type", words(NodeType.values()), null);
        String name = fields.shortText("name", LONGEST_NAME);
        Node node =
                switch (type) {
                    case MESSAGE -> {
                        Channel channel = fields.oneOf("channel", channels(), null);
                        String template = fields.text("template");
                        CampaignFileFields branch = fields.optionalObject("branch");
                        yield new Node.Message(
                                id,
                                name,
                                channel,
                                template,
                                branch == null ? null : branch(branch, channel),
                                fields.text("next"));
                    }
                    case END -> new Node.End(id, name);
                };
        fields.onlyKnown();
        return node;
    }

    private static StatusBranch branch(CampaignFileFields fields, Channel channel) {
        EnumSet<MessageStatus> on = EnumSet.noneOf(MessageStatus.class);
        SequencedSet<String> possible = new LinkedHashSet<>();
        statuses(channel).forEach(status -> possible.add(status.key()));
        int before = fields.problemCount();
        for (String word : fields.texts("on")) {
            MessageStatus status = MessageStatus.ofKey(word);
            if (status == null || !possible.contains(word)) {
                fields.problem(
                        "on",
                        "\"" + word + "\" is no status that " + channel.key() + " can wait for; it must be "
                                + CampaignFileFields.either(possible));
            } else {
                on.add(status);
            }
        }
        if (on.isEmpty() && fields.problemCount() == before) {
            fields.problem("on", "is empty; name " + CampaignFileFields.either(possible));
        }
        Duration within = fields.duration("within", null, StatusBranch.SHORTEST, StatusBranch.LONGEST, false);
        StatusBranch.UnknownOpen unknownOpen = fields.oneOf(
                "unknownOpen", words(StatusBranch.UnknownOpen.values()), StatusBranch.UnknownOpen.AS_OPENED);
        String to = fields.text("to");
        fields.onlyKnown();
        return new StatusBranch(on, within, unknownOpen, to);
    }

    /** What a customer can do about a message of a channel; what its provider refuses always goes the way of {@code next}. */
    private static Set<MessageStatus> statuses(Channel channel) {
        return switch (channel) {
            case EMAIL ->
                EnumSet.of(
                        MessageStatus.DELIVERED,
                        MessageStatus.OPENED,
                        MessageStatus.CLICKED,
                        MessageStatus.UNSUBSCRIBED);
            case WHATSAPP ->
                EnumSet.of(
                        MessageStatus.DELIVERED,
                        MessageStatus.READ,
                        MessageStatus.CLICKED,
                        MessageStatus.REPLIED,
                        MessageStatus.UNSUBSCRIBED);
        };
    }

    static SequencedMap<String, Channel> channels() {
        return words(Channel.values());
    }

    private static <E extends Enum<E>> SequencedMap<String, E> words(E[] values) {
        SequencedMap<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return words;
    }
}
