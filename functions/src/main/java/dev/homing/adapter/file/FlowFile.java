package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.MessageStatus;
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

/**
 * A flow as people write it and as the API takes and gives it. Each node names its ways and where they lead; {@code next} stands for all
 * ways that are not named:
 *
 * <pre>{@code
 * { "id": "email", "type": "message", "name": "Reminder", "channel": "email", "template": "cart-reminder",
 *   "waitsFor": { "within": "P1D", "unknownOpen": "as_opened" },
 *   "ways": { "opened": "done", "clicked": "done" },
 *   "next": "whatsapp" }
 * }</pre>
 */
public final class FlowFile {
    static final String NEXT = "next";
    static final String OTHERWISE = "otherwise";
    private static final String REASON = "reason";
    private static final int LONGEST_REASON = 200;
    private static final String FALLBACKS = "fallbacks";
    static final String WAYS = "ways";
    private static final String WAITS_FOR = "waitsFor";

    private enum Type {
        MESSAGE,
        WAIT,
        BRANCH,
        SPLIT,
        CHANGE,
        WEBHOOK,
        EXIT,
        END
    }

    private FlowFile() {}

    static Flow read(CampaignFileFields fields) {
        String start = fields.text("start");
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (CampaignFileFields node : fields.objects("nodes", "id")) {
            Node read = node(node);
            if (!read.id().isEmpty() && !ids.add(read.id())) {
                node.problem("id", "\"" + read.id() + "\" is the id of another node too; ids must differ");
            }
            nodes.putIfAbsent(read.id(), read);
        }
        fields.onlyKnown();
        return new Flow(start, nodes);
    }

    private static Node node(CampaignFileFields fields) {
        String id = fields.key("id", CampaignFileReader.LONGEST_ID);
        Type type = fields.oneOf("type", words(Type.values()), null);
        String name = fields.shortText("name", CampaignFileReader.LONGEST_NAME);
        Node node =
                switch (type) {
                    case MESSAGE -> message(id, name, fields);
                    case WAIT -> WaitFile.read(id, name, fields);
                    case BRANCH -> BranchFile.branch(id, name, fields);
                    case SPLIT -> BranchFile.split(id, name, fields);
                    case CHANGE -> ChangeFile.read(id, name, fields);
                    case WEBHOOK -> WebhookFile.read(id, name, fields);
                    case EXIT -> new Node.Exit(id, name, fields.shortText(REASON, LONGEST_REASON));
                    case END -> new Node.End(id, name);
                };
        fields.onlyKnown();
        return node;
    }

    private static Node.Message message(String id, String name, CampaignFileFields fields) {
        List<Node.Message.Content> contents = new ArrayList<>(List.of(content(fields)));
        for (CampaignFileFields other :
                fields.has(FALLBACKS) ? fields.objects(FALLBACKS, "channel") : List.<CampaignFileFields>of()) {
            Node.Message.Content content = content(other);
            other.onlyKnown();
            if (contents.stream().anyMatch(known -> known.channel() == content.channel())) {
                other.problem("channel", "is that of another content of this message; name each channel once");
            } else {
                contents.add(content);
            }
        }
        CampaignFileFields waitsFor = fields.optionalObject(WAITS_FOR);
        Awaits awaits = waitsFor == null ? null : awaits(waitsFor);
        Set<MessageStatus> possible = new LinkedHashSet<>();
        contents.forEach(content -> possible.addAll(statuses(content.channel())));
        return new Node.Message(id, name, contents, awaits, ways(fields, possible, awaits));
    }

    private static Node.Message.Content content(CampaignFileFields fields) {
        return new Node.Message.Content(
                fields.oneOf("channel", CampaignFileReader.channels(), null), fields.text("template"));
    }

    private static Awaits awaits(CampaignFileFields fields) {
        Awaits awaits = new Awaits(
                fields.duration("within", null, Awaits.SHORTEST, Awaits.LONGEST, false),
                fields.oneOf("unknownOpen", words(Awaits.UnknownOpen.values()), Awaits.UnknownOpen.AS_OPENED));
        fields.onlyKnown();
        return awaits;
    }

    /** All ways that a message has to have, and those of its statuses; what is missing leads to nowhere and is a problem. */
    private static SequencedMap<Way, String> ways(
            CampaignFileFields fields, Set<MessageStatus> possible, @Nullable Awaits awaits) {
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        CampaignFileFields named = fields.optionalObject(WAYS);
        if (named != null) {
            for (MessageStatus status : possible) {
                String to = named.optionalText(status.key());
                if (to != null) {
                    ways.put(new Way.On(status), to);
                }
            }
        }
        boolean reactions = !ways.isEmpty();
        if (awaits == null && reactions) {
            fields.problem(
                    WAITS_FOR,
                    "is missing; say within which time, such as { \"within\": \"P1D\" }, or leave out the ways "
                            + keys(ways.sequencedKeySet()));
            ways.clear();
        }
        if (awaits != null && !reactions) {
            SequencedSet<String> words = new LinkedHashSet<>();
            possible.forEach(status -> words.add(status.key()));
            fields.problem(
                    WAYS, "names no status to wait for; name " + CampaignFileFields.either(words) + ", or several");
            ways.put(new Way.On(possible.iterator().next()), "");
        }
        String next = fields.optionalText(NEXT);
        List<String> missing = new ArrayList<>();
        for (Way.Sending way : sendingWays(awaits)) {
            String to = named == null ? null : named.optionalText(way.key());
            if (to == null) {
                to = next;
            }
            if (to == null) {
                missing.add(way.key());
            }
            ways.put(way, to == null ? "" : to);
        }
        missing(missing, fields);
        if (named != null) {
            named.onlyKnown();
        }
        return ways;
    }

    /** @param ways that lead nowhere */
    static void missing(List<String> ways, CampaignFileFields fields) {
        if (!ways.isEmpty()) {
            fields.problem(
                    NEXT,
                    "is missing; name the node that follows, or name one for each of these ways: "
                            + String.join(", ", ways));
        }
    }

    private static List<Way.Sending> sendingWays(@Nullable Awaits awaits) {
        return List.of(
                awaits == null ? Way.Sending.SENT : Way.Sending.OTHERWISE, Way.Sending.SKIPPED, Way.Sending.FAILED);
    }

    /** What a customer can do about a message of a channel; what its provider refuses always goes the way of {@code failed}. */
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
            // A browser says that it showed it; of apps, only a click is known.
            case PUSH -> EnumSet.of(MessageStatus.DELIVERED, MessageStatus.CLICKED);
            // Nobody can know whether an SMS was looked at.
            case SMS ->
                EnumSet.of(
                        MessageStatus.DELIVERED,
                        MessageStatus.CLICKED,
                        MessageStatus.REPLIED,
                        MessageStatus.UNSUBSCRIBED);
        };
    }

    private static String keys(SequencedSet<Way> ways) {
        return String.join(", ", ways.stream().map(Way::key).toList());
    }

    /** What {@link #read} reads. */
    static ObjectNode write(Flow flow) {
        ObjectNode json = CampaignFile.MAPPER.createObjectNode();
        json.put("start", flow.start());
        ArrayNode nodes = json.putArray("nodes");
        flow.nodes().values().forEach(node -> nodes.add(write(node)));
        return json;
    }

    private static ObjectNode write(Node node) {
        ObjectNode json = CampaignFile.MAPPER.createObjectNode().put("id", node.id());
        switch (node) {
            case Node.Message message -> {
                json.put("type", "message")
                        .put("name", message.name())
                        .put("channel", message.channel().key())
                        .put("template", message.template(message.channel()));
                if (message.several()) {
                    ArrayNode others = json.putArray(FALLBACKS);
                    message.contents().stream().skip(1).forEach(content -> others.addObject()
                            .put("channel", content.channel().key())
                            .put("template", content.template()));
                }
                Awaits awaits = message.awaits();
                if (awaits != null) {
                    json.putObject(WAITS_FOR)
                            .put("within", Durations.iso(awaits.within()))
                            .put("unknownOpen", awaits.unknownOpen().name().toLowerCase(Locale.ROOT));
                }
                // Most often all that can become of the sending leads to one node, which says more than three names.
                List<Way.Sending> sending = sendingWays(awaits);
                Set<String> targets = new HashSet<>();
                sending.forEach(way -> targets.add(message.to(way)));
                boolean one = targets.size() == 1;
                ObjectNode ways = CampaignFile.MAPPER.createObjectNode();
                message.ways().forEach((way, to) -> {
                    if (!one || !sending.contains(way)) {
                        ways.put(way.key(), to);
                    }
                });
                if (!ways.isEmpty()) {
                    json.set(WAYS, ways);
                }
                if (one) {
                    json.put(NEXT, message.to(Way.Sending.SKIPPED));
                }
            }
            case Node.Wait wait -> WaitFile.write(wait, json.put("type", "wait").put("name", wait.name()));
            case Node.WaitFor wait ->
                WaitFile.write(wait, json.put("type", "wait").put("name", wait.name()));
            case Node.Branch branch ->
                BranchFile.write(branch, json.put("type", "branch").put("name", branch.name()));
            case Node.Split split ->
                BranchFile.write(split, json.put("type", "split").put("name", split.name()));
            case Node.Change change ->
                ChangeFile.write(change, json.put("type", "change").put("name", change.name()));
            case Node.Webhook webhook ->
                WebhookFile.write(webhook, json.put("type", "webhook").put("name", webhook.name()));
            case Node.Exit exit ->
                json.put("type", "exit").put("name", exit.name()).put(REASON, exit.reason());
            case Node.End end -> json.put("type", "end").put("name", end.name());
        }
        return json;
    }

    private static <E extends Enum<E>> SequencedMap<String, E> words(E[] values) {
        SequencedMap<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return words;
    }
}
