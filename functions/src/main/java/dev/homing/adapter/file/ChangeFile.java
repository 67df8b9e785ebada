package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Node;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A step that changes something of the customer: {@code "set": { "attribute": "stage", "to": "lead" }}, {@code "addToList": "vip"},
 * {@code "removeFromList": "vip"}, {@code "startCampaign": "welcome"} or {@code "suppress": "email"}, of one channel or {@code "all"}.
 */
final class ChangeFile {
    private static final String SET = "set";
    private static final String ATTRIBUTE = "attribute";
    private static final String TO = "to";
    private static final String ADD_TO_LIST = "addToList";
    private static final String REMOVE_FROM_LIST = "removeFromList";
    private static final String START_CAMPAIGN = "startCampaign";
    private static final String SUPPRESS = "suppress";
    private static final String ALL = "all";

    /** Who somebody is and what they agreed to is only theirs and the shop's to say. */
    private static final Set<String> NOT_A_FLOWS = Set.of("id", "userid", "email", "phone", "consent", "timezone");

    private static final int LONGEST = 200;

    private ChangeFile() {}

    static Node.Change read(String id, String name, CampaignFileFields fields) {
        SequencedSet<String> named = new LinkedHashSet<>();
        for (String one : List.of(SET, ADD_TO_LIST, REMOVE_FROM_LIST, START_CAMPAIGN, SUPPRESS)) {
            if (fields.has(one)) {
                named.add(one);
            }
        }
        if (named.size() > 1) {
            fields.problem(
                    named.getLast(), "cannot stand beside \"" + named.getFirst() + "\"; add a step for each change");
        }
        Effect effect =
                switch (named.isEmpty() ? "" : named.getFirst()) {
                    case ADD_TO_LIST -> new Effect.OnList(fields.key(ADD_TO_LIST, LONGEST));
                    case REMOVE_FROM_LIST -> new Effect.OffList(fields.key(REMOVE_FROM_LIST, LONGEST));
                    case START_CAMPAIGN -> new Effect.Started(fields.key(START_CAMPAIGN, LONGEST));
                    case SUPPRESS -> suppressed(fields);
                    case SET -> attribute(fields.object(SET));
                    default -> {
                        fields.problem(
                                SET,
                                "is missing; name what is changed: " + SET + ", " + ADD_TO_LIST + ", "
                                        + REMOVE_FROM_LIST + ", " + START_CAMPAIGN + " or " + SUPPRESS);
                        yield new Effect.OnList("");
                    }
                };
        return new Node.Change(id, name, effect, fields.text(FlowFile.NEXT));
    }

    private static Effect suppressed(CampaignFileFields fields) {
        SequencedMap<String, Optional<Channel>> scopes = new LinkedHashMap<>();
        CampaignFileReader.channels().forEach((key, channel) -> scopes.put(key, Optional.of(channel)));
        scopes.put(ALL, Optional.empty());
        return new Effect.Suppressed(fields.oneOf(SUPPRESS, scopes, null).orElse(null));
    }

    private static Effect attribute(CampaignFileFields fields) {
        String attribute = fields.shortText(ATTRIBUTE, LONGEST);
        Object to = fields.scalar(TO);
        fields.onlyKnown();
        if (NOT_A_FLOWS.contains(attribute.toLowerCase(Locale.ROOT))) {
            fields.problem(
                    ATTRIBUTE,
                    "\"" + attribute
                            + "\" cannot be set by a flow, as it says who the customer is or what they agreed to");
        }
        if (attribute.contains(".")) {
            fields.problem(ATTRIBUTE, "\"" + attribute + "\" has a dot; only a whole attribute can be set");
        }
        return new Effect.Attribute(attribute, to == null ? "" : to);
    }

    static void write(Node.Change change, ObjectNode json) {
        switch (change.effect()) {
            case Effect.Attribute(String name, Object to) -> {
                ObjectNode set = json.putObject(SET).put(ATTRIBUTE, name);
                switch (to) {
                    case BigDecimal number -> set.put(TO, number);
                    case Boolean flag -> set.put(TO, flag);
                    default -> set.put(TO, to.toString());
                }
            }
            case Effect.Suppressed(Channel channel) -> json.put(SUPPRESS, channel == null ? ALL : channel.key());
            case Effect.OnList(String list) -> json.put(ADD_TO_LIST, list);
            case Effect.OffList(String list) -> json.put(REMOVE_FROM_LIST, list);
            case Effect.Started(String campaign) -> json.put(START_CAMPAIGN, campaign);
        }
        json.put(FlowFile.NEXT, change.next());
    }
}
