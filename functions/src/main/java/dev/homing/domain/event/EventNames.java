package dev.homing.domain.event;

import dev.homing.domain.message.MessageStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    public static final String PRODUCT_ADDED_TO_WISHLIST = "Product Added to Wishlist";
    public static final String PRODUCT_REMOVED_FROM_WISHLIST = "Product Removed from Wishlist";

    /** What the shop and its systems tell of a customer who did nothing. */
    static final Set<String> TOLD_BY_OTHERS = Stream.concat(
                    Stream.of(
                            OwnEvents.PRODUCT_CHANGED,
                            OwnEvents.CAMPAIGN_CALLED,
                            OwnEvents.LIST_JOINED,
                            OwnEvents.LIST_LEFT,
                            PAYMENT_FAILED,
                            ORDER_REFUNDED,
                            ORDER_CANCELLED,
                            "Order Updated",
                            "Order Shipped",
                            "Order Delivered",
                            OwnEvents.PRODUCT_UPDATED),
                    Stream.of(MessageStatus.values())
                            .filter(status -> switch (status) {
                                case OPENED, READ, CLICKED, REPLIED -> false;
                                default -> true;
                            })
                            .map(OwnEvents::ofMessage))
            .collect(Collectors.toUnmodifiableSet());

    /** After these a cart may be another one than before. */
    public static final Set<String> CHANGE_CARTS =
            Set.of(PRODUCT_ADDED, PRODUCT_REMOVED, CART_UPDATED, ORDER_COMPLETED);

    /** The names of the specification that storefronts write in other ways too, and ours. */
    private static final Map<String, String> STANDARD = Stream.of(
                    PRODUCT_ADDED,
                    PRODUCT_REMOVED,
                    PRODUCT_VIEWED,
                    "Product List Viewed",
                    "Products Searched",
                    CART_VIEWED,
                    CART_UPDATED,
                    CHECKOUT_STARTED,
                    ORDER_COMPLETED,
                    "Order Updated",
                    ORDER_REFUNDED,
                    ORDER_CANCELLED,
                    "Order Shipped",
                    "Order Delivered",
                    PAYMENT_FAILED,
                    PRODUCT_ADDED_TO_WISHLIST,
                    PRODUCT_REMOVED_FROM_WISHLIST,
                    OwnEvents.PRODUCT_UPDATED,
                    "Coupon Entered",
                    "Form Submitted",
                    "Signed Up")
            .collect(Collectors.toMap(EventNames::letters, Function.identity()));

    private EventNames() {}

    /** An event's name as the specification writes it, however a storefront does: {@code product_added}, {@code productAdded}. Others stay. */
    public static String standard(String name) {
        return STANDARD.getOrDefault(letters(name), name);
    }

    private static String letters(String name) {
        return name.replaceAll("[\\s_.:/-]", "").toLowerCase(Locale.ROOT);
    }
}
