package dev.homing.app.walk;

import dev.homing.app.port.EventBus;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.id.Visit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a step changes of its customer on the bus, as an event of theirs: so it stands on their timeline, starts what is to start by it, and
 * counts once however often it is told.
 */
final class TellOfChange {
    private final EventBus bus;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    TellOfChange(EventBus bus, Function<Map<String, @Nullable Object>, String> json) {
        this.bus = bus;
        this.json = json;
    }

    /** @param at when the run came to the step: the same whenever it is told */
    void tell(Visit visit, Effect effect, Instant at) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        switch (effect) {
            case Effect.Attribute(String name, Object to) -> {
                event.put("type", "identify");
                event.put("traits", Map.of(name, to));
            }
            case Effect.Suppressed(Channel channel) -> {
                event.put("type", "identify");
                event.put(
                        "traits",
                        channel == null
                                ? Map.of("unsubscribed", true)
                                : Map.of("consent", Map.of(channel.key(), false)));
            }
            case Effect.OnList(String list) -> track(event, OwnEvents.LIST_JOINED, "list", list);
            case Effect.OffList(String list) -> track(event, OwnEvents.LIST_LEFT, "list", list);
            case Effect.Started(String campaign) -> track(event, OwnEvents.CAMPAIGN_CALLED, "campaign", campaign);
        }
        event.put(Identities.OWN, visit.run().customer().value());
        event.put("messageId", "f-" + visit.hash());
        event.put("timestamp", at.toString());
        bus.put(List.of(json.apply(event)), Origin.BUS);
    }

    private static void track(Map<String, @Nullable Object> event, String name, String property, String value) {
        event.put("type", "track");
        event.put("event", name);
        event.put("properties", Map.of(property, value));
    }
}
