package dev.homing.adapter.file;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
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
        SendingRules rules = SendingRulesFile.read(fields);
        if (kind == Campaign.Kind.TRANSACTIONAL && !rules.caps().isEmpty()) {
            fields.problem("caps", "hold for marketing alone; leave them out, or make the campaign \"marketing\"");
        }
        if (kind == Campaign.Kind.TRANSACTIONAL && rules.topic() != null) {
            fields.problem("topic", "is for marketing alone; leave it out, or make the campaign \"marketing\"");
        }
        Flow flow = FlowFile.read(fields.object("flow")).inOrder(rules.channels());
        return new Campaign.Version(
                key,
                number,
                name,
                description == null ? "" : description,
                kind,
                trigger,
                flow,
                window,
                rules,
                templates,
                Map.of(),
                executable,
                publishedAt,
                "");
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
