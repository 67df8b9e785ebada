package dev.homing.app.port;

import dev.homing.domain.order.OrderMark;
import dev.homing.domain.order.OrderRecord;
import java.time.Instant;
import java.util.List;

/** What is kept of orders under their own names, whoever the customer is. */
public interface OrderBook {
    /** As last saved, by a strongly consistent read; {@link OrderRecord#unknown} where nothing was. */
    OrderRecord of(String order);

    /**
     * Saves under the condition that nobody did since it was loaded; stores it with the next revision.
     *
     * @return false where somebody did: load again
     */
    boolean save(OrderRecord order, Instant expiresAt);

    /** Leaves a mark, unless a later order left one there. */
    void leave(OrderMark mark, Instant expiresAt);

    /** The marks under some keys, as last left, by a strongly consistent read; of those where none is, nothing. */
    List<OrderMark> marks(List<String> keys);

    /** Forgets an order; nothing where there is none. */
    void forget(String order);

    /** Takes a mark away; nothing where there is none. */
    void forgetMark(String key);
}
