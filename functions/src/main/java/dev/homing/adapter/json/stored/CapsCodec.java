package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.state.Caps;
import dev.homing.domain.state.Caps.CampaignChannel;
import dev.homing.domain.state.Caps.Remembered;
import dev.homing.domain.state.RecentEvents.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Places under the caps: by channel as texts, by campaign and channel as the minutes that they are remembered and a text. */
final class CapsCodec {
    private static final String BETWEEN = "/";

    private CapsCodec() {}

    static @Nullable Map<String, Object> byChannel(Caps caps) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            String places = RecentEventsCodec.write(caps.places().getOrDefault(channel, List.of()));
            if (places != null) {
                json.put(channel.key(), places);
            }
        }
        return json.isEmpty() ? null : json;
    }

    static @Nullable Map<String, Object> byCampaign(Caps caps) {
        // In an order of its own: the name of a part that lies apart is a hash of it.
        Map<String, Object> json = new TreeMap<>();
        caps.byCampaign().forEach((of, remembered) -> {
            String places = RecentEventsCodec.write(remembered.places());
            if (places != null) {
                json.put(
                        of.campaign() + BETWEEN + of.channel().key(),
                        List.of(remembered.within().toMinutes(), places));
            }
        });
        return json.isEmpty() ? null : json;
    }

    static @Nullable List<@Nullable Object> lead(Instant base, Caps.@Nullable Lead lead) {
        return lead == null
                ? null
                : new Tuple(base)
                        .add(lead.campaign())
                        .add(lead.priority())
                        .at(lead.at())
                        .json();
    }

    /**
     * @param base to which times are differences
     * @param byCampaign which may lie apart
     */
    static Caps read(Instant base, Fields json, Fields byCampaign) {
        Map<Channel, List<Entry>> places = new EnumMap<>(Channel.class);
        Fields byChannel = json.object("b");
        byChannel
                .json()
                .keySet()
                .forEach(channel ->
                        places.put(Keys.channel(channel), RecentEventsCodec.entries(byChannel.text(channel))));
        Map<CampaignChannel, Remembered> remembered = new LinkedHashMap<>();
        byCampaign.json().forEach((name, value) -> {
            int between = name.lastIndexOf(BETWEEN);
            if (between < 0
                    || !(value instanceof List<?> both)
                    || !(both.getFirst() instanceof Number minutes)
                    || !(both.getLast() instanceof String text)) {
                throw new MalformedJson("What the caps of a campaign count cannot be read: " + name);
            }
            remembered.put(
                    new CampaignChannel(name.substring(0, between), Keys.channel(name.substring(between + 1))),
                    new Remembered(Duration.ofMinutes(minutes.longValue()), RecentEventsCodec.entries(text)));
        });
        return new Caps(places, remembered, lead(base, json.raw("j")));
    }

    private static Caps.@Nullable Lead lead(Instant base, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Tuple tuple = new Tuple(base, value);
        return new Caps.Lead(tuple.text(), (int) tuple.number(), tuple.at());
    }
}
