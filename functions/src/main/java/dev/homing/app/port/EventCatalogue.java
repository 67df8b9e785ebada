package dev.homing.app.port;

import dev.homing.domain.event.SeenEvent;
import java.util.List;

/** Names of events and of their properties that were really seen. */
public interface EventCatalogue {
    /** In no particular order; may be a moment behind. */
    List<SeenEvent> all();

    /**
     * Adds to what is known of events of a name.
     *
     * @throws Unavailable where others did at each try
     */
    void add(SeenEvent more);
}
