package dev.homing.domain.event;

import java.util.Set;

/** Names of the Segment e-commerce specification that mean something to Homing itself, and ours beside them. */
public final class EventNames {
    public static final String PRODUCT_ADDED = "Product Added";
    public static final String PRODUCT_REMOVED = "Product Removed";
    public static final String PRODUCT_VIEWED = "Product Viewed";
    public static final String CART_VIEWED = "Cart Viewed";
    /** Ours: the whole cart as it is now. */
    public static final String CART_UPDATED = "Cart Updated";

    public static final String CHECKOUT_STARTED = "Checkout Started";
    public static final String ORDER_COMPLETED = "Order Completed";
    public static final String ORDER_REFUNDED = "Order Refunded";
    public static final String ORDER_CANCELLED = "Order Cancelled";
    /** Ours. */
    public static final String PAYMENT_FAILED = "Payment Failed";

    /** After these a cart may be another one than before. */
    public static final Set<String> CHANGE_CARTS =
            Set.of(PRODUCT_ADDED, PRODUCT_REMOVED, CART_UPDATED, ORDER_COMPLETED);

    private EventNames() {}
}
