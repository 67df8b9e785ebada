package dev.homing.app.product;

import dev.homing.app.port.EventBus;
import dev.homing.app.port.Interests;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.product.Interest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a change of a product on the bus as an event of each customer who took an interest in it, a page at a time: a page that is done twice tells
 * nobody twice, and a hundred thousand customers overrun nothing.
 */
public final class TellOfProduct {
    static final int AT_A_TIME = 100;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int HASH = 24;

    private final Interests interests;
    private final EventBus bus;
    private final OutcomeQueue outcomeQueue;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public TellOfProduct(
            Interests interests,
            EventBus bus,
            OutcomeQueue outcomeQueue,
            Function<Map<String, @Nullable Object>, String> json) {
        this.interests = interests;
        this.bus = bus;
        this.outcomeQueue = outcomeQueue;
        this.json = json;
    }

    public void page(Job.TellOfProduct job) {
        int shard = job.shard();
        String after = job.after();
        List<String> events = new ArrayList<>();
        while (shard < Interests.SHARDS && events.size() < AT_A_TIME) {
            Interests.Page page = interests.of(job.product(), shard, after, AT_A_TIME);
            page.interested().forEach(one -> events.add(event(job, one)));
            after = page.next();
            if (after == null) {
                shard++;
            }
        }
        bus.put(events, Origin.BUS);
        if (shard < Interests.SHARDS) {
            outcomeQueue.enqueue(job.from(shard, after), EVERY);
        }
    }

    private String event(Job.TellOfProduct job, Interests.Interested one) {
        Map<String, @Nullable Object> properties =
                new LinkedHashMap<>(job.properties().values());
        properties.put(
                "interest",
                one.kinds().stream().map(Interest.Kind::key).sorted().toList());
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("type", "track");
        event.put("event", OwnEvents.PRODUCT_CHANGED);
        event.put(Identities.OWN, one.customer().value());
        event.put(
                "messageId",
                "p-"
                        + Hash.name(
                                HASH,
                                job.product(),
                                job.property(),
                                job.statement(),
                                one.customer().value()));
        event.put("timestamp", job.at().toString());
        event.put("properties", properties);
        return json.apply(event);
    }
}
