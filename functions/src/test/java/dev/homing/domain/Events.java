package dev.homing.domain;

import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of one customer, as short as a test wants to say them. */
public final class Events {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Events() {}

    public static Instant minutes(long afterNoon) {
        return NOON.plusSeconds(afterNoon * 60);
    }

    public static CustomerEvent track(String name, Instant at, Map<String, ?> properties) {
        return track(name + " " + at, name, at, Origin.SERVER, properties);
    }

    public static CustomerEvent track(String id, String name, Instant at, Origin origin, Map<String, ?> properties) {
        return event(id, Kind.TRACK, name, at, at, origin, Facts.of(properties), Facts.NONE);
    }

    public static CustomerEvent identify(Instant at, Origin origin, Map<String, ?> traits) {
        return event(
                "identify " + at + " " + traits,
                Kind.IDENTIFY,
                "identify",
                at,
                at,
                origin,
                Facts.NONE,
                Facts.of(traits));
    }

    /** @param statedAt null: the sender said no time */
    public static CustomerEvent event(
            String id,
            Kind kind,
            String name,
            @Nullable Instant statedAt,
            Instant at,
            Origin origin,
            Facts properties,
            Facts traits) {
        return new CustomerEvent(
                id,
                kind,
                name,
                new Identities("ada", "anon-1", null, null),
                statedAt,
                at,
                at,
                origin,
                properties,
                traits,
                List.of());
    }
}
