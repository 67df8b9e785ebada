package dev.homing.app.port;

import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.List;

/** The bus that events arrive on. */
public interface EventBus {
    /**
     * Puts messages of the Segment specification on the bus, in as many calls as their number and size need; what the bus refuses for the
     * moment is tried again.
     *
     * @param messages JSON texts
     * @throws Unavailable where some could not be put; the whole may be sent again, as each is known by its id
     */
    void put(List<String> messages, Origin origin);
}
