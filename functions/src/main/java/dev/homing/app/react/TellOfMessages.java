package dev.homing.app.react;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Runs;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts what became of messages on the bus as events of their customers, such as {@code Message Clicked}, where a live campaign or audience asks
 * about it; nothing otherwise. Telling of the same twice counts once.
 */
public final class TellOfMessages {
    private static final int HASH = 24;

    /** What the run's own event said of a product, as far as it did. */
    private static final List<String> OF_THE_PRODUCT =
            List.of("product_id", "name", "url", "image_url", "price", "currency", "category", "order_id");

    private final Campaigns campaigns;
    private final Runs runs;
    private final EventBus bus;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public TellOfMessages(
            Campaigns campaigns, Runs runs, EventBus bus, Function<Map<String, @Nullable Object>, String> json) {
        this.campaigns = campaigns;
        this.runs = runs;
        this.bus = bus;
        this.json = json;
    }

    /** @param link where the link leads that was followed; null where none was, or nobody knows */
    void tell(Message message, MessageStatus status, Instant at, @Nullable String link) {
        String event = OwnEvents.ofMessage(status);
        if (!campaigns.current().concerns(event)) {
            return;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("campaign", message.campaign());
        properties.put("step", message.step());
        properties.put("channel", message.channel().key());
        if (link != null) {
            properties.put("link", link);
        }
        Run run = runs.find(message.run());
        if (run != null) {
            for (String name : OF_THE_PRODUCT) {
                Object value = run.event().get(name);
                if (value != null) {
                    properties.put(name, value);
                }
            }
        }
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("type", "track");
        told.put("event", event);
        told.put(Identities.OWN, message.run().customer().value());
        told.put("messageId", "m-" + Hash.name(HASH, message.id().toString(), status.key()));
        told.put("timestamp", at.toString());
        told.put("properties", properties);
        bus.put(List.of(json.apply(told)), Origin.BUS);
    }
}
