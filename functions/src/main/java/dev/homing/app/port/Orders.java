package dev.homing.app.port;

import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.id.CustomerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that messages brought. */
public interface Orders {
    @Nullable
    AttributedOrder find(CustomerId customer, String order);

    /**
     * Saves under the condition that nobody did since; revision 0: that it does not exist.
     *
     * @return false where that is not so
     */
    boolean save(AttributedOrder order, Instant expiresAt);

    List<AttributedOrder> of(CustomerId customer);
}
