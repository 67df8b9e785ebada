package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.adapter.json.Keys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Launches;
import dev.homing.domain.campaign.Pauses;
import dev.homing.domain.campaign.Pauses.Interval;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Resolved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A campaign's head as it is stored: the parts that its file has too are written as they are there. */
public final class CampaignHeadCodec {
    private CampaignHeadCodec() {}

    public static String write(Campaign campaign) {
        ObjectNode json = CampaignFile.MAPPER.createObjectNode();
        json.put("key", campaign.key());
        json.put("status", campaign.status().key());
        json.set("since", time(campaign.since()));
        json.put("number", campaign.number());
        json.put("name", campaign.name());
        json.put("kind", campaign.kind().key());
        json.set("trigger", TriggerFile.write(campaign.trigger()));
        json.put("attributionWindow", campaign.attributionWindow().toString());
        SendingRulesFile.write(json, campaign.rules());
        json.put("longest", campaign.longest().toString());
        ArrayNode asks = json.putArray("asks");
        campaign.asks().forEach(condition -> asks.add(ConditionFile.write(condition.condition())));
        ArrayNode channels = json.putArray("channels");
        campaign.channels().forEach(channel -> channels.add(channel.key()));
        json.put("executable", campaign.executable());
        json.put("keptSince", campaign.keptSince());
        if (campaign.launches().last() > 0) {
            json.put("broadcasts", campaign.launches().last());
            ArrayNode stopped = json.putArray("stoppedBroadcasts");
            campaign.launches().stopped().forEach(stopped::add);
        }
        ArrayNode pauses = json.putArray("pauses");
        for (Interval interval : campaign.pauses().intervals()) {
            ArrayNode pair = pauses.addArray().add(time(interval.from()));
            if (interval.to() != null) {
                pair.add(time(interval.to()));
            }
            if (interval.resume() != Resume.CONTINUE) {
                pair.add(interval.resume().key());
            }
        }
        return json.toString();
    }

    /**
     * @throws IllegalArgumentException where it is not what {@link #write} wrote
     */
    public static Campaign read(String text) {
        try {
            if (!(CampaignFile.MAPPER.readTree(text) instanceof ObjectNode json)) {
                throw new IllegalArgumentException("A stored campaign is a JSON object");
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.lenient(json, problems);
            Set<Channel> channels = new LinkedHashSet<>();
            json.path("channels").forEach(channel -> channels.add(Keys.channel(channel.asText())));
            Set<Resolved> asks = new LinkedHashSet<>();
            for (CampaignFileFields condition : fields.objects("asks", "")) {
                asks.add(Resolved.of(ConditionFile.read(condition, ConditionFile.About.CUSTOMER_AND_EVENT)));
            }
            Campaign campaign = new Campaign(
                    fields.text("key"),
                    Keys.constant(Campaign.Status.class, fields.text("status")),
                    json.path("number").intValue(),
                    fields.text("name"),
                    Keys.constant(Campaign.Kind.class, fields.text("kind")),
                    TriggerFile.read(fields.object("trigger")),
                    Duration.parse(fields.text("attributionWindow")),
                    SendingRulesFile.read(fields),
                    Duration.parse(fields.text("longest")),
                    asks,
                    channels,
                    json.path("executable").booleanValue(),
                    pauses(json.path("pauses")),
                    time(json.path("since")),
                    json.path("keptSince").longValue(),
                    launches(json));
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("A stored campaign cannot be read: " + problems);
            }
            return campaign;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A stored campaign is not JSON", e);
        }
    }

    private static Launches launches(JsonNode json) {
        Set<Integer> stopped = new LinkedHashSet<>();
        json.path("stoppedBroadcasts").forEach(number -> stopped.add(number.intValue()));
        return new Launches(json.path("broadcasts").intValue(), stopped);
    }

    private static Pauses pauses(JsonNode json) {
        List<Interval> intervals = new ArrayList<>();
        for (JsonNode pair : json) {
            intervals.add(new Interval(time(pair.get(0)), end(pair), resume(pair)));
        }
        return new Pauses(intervals);
    }

    private static @Nullable Instant end(JsonNode pair) {
        return pair.has(1) ? time(pair.get(1)) : null;
    }

    private static Resume resume(JsonNode pair) {
        Resume said = pair.has(2) ? Resume.ofKey(pair.get(2).asText()) : null;
        return said == null ? Resume.CONTINUE : said;
    }

    private static JsonNode time(Instant at) {
        return JsonNodeFactory.instance.textNode(at.toString());
    }

    private static Instant time(JsonNode json) {
        return Instant.parse(json.asText());
    }
}
