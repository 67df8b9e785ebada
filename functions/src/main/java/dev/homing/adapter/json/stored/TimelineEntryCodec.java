package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.app.port.Timeline;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a customer did, and what was decided about it, as stored. */
public final class TimelineEntryCodec {
    private TimelineEntryCodec() {}

    public static String write(Timeline.Entry entry) {
        List<Object> decisions = new ArrayList<>();
        for (Decision decision : entry.decisions()) {
            Tuple tuple = new Tuple(entry.at()).add(decision.campaign()).add(Keys.key(decision.kind()));
            decisions.add(tuple.add(ReasonCodec.write(decision.reason())).json());
        }
        CustomerEvent event = entry.event();
        return new Fields()
                .at("at", entry.at())
                .put("event", event == null ? null : event(event))
                .put("decisions", decisions)
                .put("leftOut", entry.leftOut())
                .write();
    }

    /**
     * @param customer under whom it lies
     * @param key its place
     * @throws MalformedJson where it was not written here
     */
    public static Timeline.Entry read(CustomerId customer, String key, String text) {
        Fields json = Fields.parse(text);
        Instant at = json.at("at");
        List<Decision> decisions = new ArrayList<>();
        for (Object item : json.list("decisions")) {
            Tuple tuple = new Tuple(at, item);
            String campaign = tuple.text();
            Decision.Kind kind = Keys.constant(Decision.Kind.class, tuple.text());
            decisions.add(new Decision(campaign, kind, ReasonCodec.read(tuple.raw())));
        }
        CustomerEvent event = json.has("event") ? event(json.object("event")) : null;
        return new Timeline.Entry(customer, key, at, event, decisions, json.texts("leftOut"));
    }

    private static Map<String, @Nullable Object> event(CustomerEvent event) {
        return new Fields()
                .put("id", event.messageId())
                .put("kind", Keys.key(event.kind()))
                .put("name", event.name())
                .put("userId", event.userId())
                .put("anonymousId", event.anonymousId())
                .put("previousId", event.previousId())
                .put("own", IdentitiesCodec.text(event.ids().own()))
                .at("statedAt", event.statedAt())
                .at("at", event.at())
                .at("receivedAt", event.receivedAt())
                .put("origin", Keys.key(event.origin()))
                .put("properties", event.properties())
                .put("traits", event.traits())
                .put("leftOut", event.leftOut())
                .json();
    }

    private static CustomerEvent event(Fields json) {
        Facts traits = json.facts("traits");
        return new CustomerEvent(
                json.text("id"),
                Keys.constant(CustomerEvent.Kind.class, json.text("kind")),
                json.text("name"),
                // The address that it names is among its traits.
                new Identities(
                        json.optionalText("userId"),
                        json.optionalText("anonymousId"),
                        json.optionalText("previousId"),
                        EmailAddress.read(traits.get("email")),
                        IdentitiesCodec.customer(json.optionalText("own"))),
                json.optionalAt("statedAt"),
                json.at("at"),
                json.at("receivedAt"),
                Keys.constant(CustomerEvent.Origin.class, json.text("origin")),
                json.facts("properties"),
                traits,
                json.texts("leftOut"));
    }
}
