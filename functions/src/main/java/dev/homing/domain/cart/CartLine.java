package dev.homing.domain.cart;

import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.Money;
import dev.homing.domain.OutsideLinks;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.event.Products;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A product in a cart.
 *
 * @param product the shop's id of what was put in: the variant where it is named, else the product or SKU; what it is called where it
 *     has none of them
 * @param price of one; null where the storefront did not say
 * @param addedAt event time of the last addition
 */
public record CartLine(
        String product,
        @Nullable String name,
        int quantity,
        @Nullable Money price,
        @Nullable String imageUrl,
        @Nullable String url,
        Instant addedAt) {

    /** Stored bytes of an address; a longer one is left out. */
    private static final int LONGEST_ADDRESS = 500;

    /** Stored bytes of a name; a longer one is shortened. */
    private static final int LONGEST_NAME = 200;

    /** Stored bytes of an id; a longer one is hashed. */
    private static final int LONGEST_ID = 100;

    private static final int HASHED = 40;

    private static final int MOST = 9_999;

    /**
     * Makes a line of one product of an event, whose amounts were read before.
     *
     * @param currency of the event as a whole; the shop's where it says none
     * @return null where it has neither id nor name
     */
    public static @Nullable CartLine read(Facts product, String currency, Instant at) {
        String id = id(product);
        if (id == null) {
            return null;
        }
        BigDecimal price = product.number("price");
        String own = product.text("currency");
        String priceCurrency = own != null && Money.isCurrency(own) ? own : currency;
        return new CartLine(
                id,
                named(product.firstText("name", "title")),
                quantity(product),
                price == null || price.signum() < 0 ? null : Money.plausible(price, priceCurrency),
                address(product.firstText("image_url", "imageUrl", "image")),
                address(product.firstText("url", "product_url")),
                at);
    }

    static @Nullable String id(Facts product) {
        String id = Products.id(product);
        return id == null || StoredBytes.of(id) <= LONGEST_ID ? id : "~" + Hash.name(HASHED, id);
    }

    /** As the event says; 1 where it says nothing. */
    public static int quantity(Facts product) {
        BigDecimal quantity = product.number("quantity");
        return quantity == null
                ? 1
                : quantity.max(BigDecimal.ZERO).min(BigDecimal.valueOf(MOST)).intValue();
    }

    /**
     * This line without the addresses that a test refuses.
     *
     * @return null where nothing is left to call it by
     */
    @Nullable
    CartLine keepingAddresses(Predicate<String> allowed) {
        String kept = name == null || OutsideLinks.leadsOut(name, allowed) ? null : name;
        if (kept == null && OutsideLinks.leadsOut(product, allowed)) {
            return null;
        }
        return new CartLine(
                product,
                kept,
                quantity,
                price,
                imageUrl == null || !allowed.test(imageUrl) ? null : imageUrl,
                url == null || !allowed.test(url) ? null : url,
                addedAt);
    }

    CartLine withQuantity(int newQuantity, Instant at) {
        return new CartLine(product, name, Math.min(newQuantity, MOST), price, imageUrl, url, at);
    }

    /** This line with the other's quantity on top, and with what the later of them says of the product. */
    CartLine plus(CartLine other) {
        CartLine later = other.addedAt.isBefore(addedAt) ? this : other;
        CartLine earlier = later.equals(this) ? other : this;
        return new CartLine(
                product,
                later.name == null ? earlier.name : later.name,
                Math.min(quantity + other.quantity, MOST),
                later.price == null ? earlier.price : later.price,
                later.imageUrl == null ? earlier.imageUrl : later.imageUrl,
                later.url == null ? earlier.url : later.url,
                later.addedAt);
    }

    /** What the line takes where it is stored, at the most. */
    int weight() {
        return 60 + StoredBytes.of(product) + StoredBytes.of(name) + StoredBytes.of(imageUrl) + StoredBytes.of(url);
    }

    private static @Nullable String named(@Nullable String name) {
        return name == null || StoredBytes.of(name) <= LONGEST_NAME
                ? name
                : StoredBytes.shortened(name, LONGEST_NAME - 5).strip() + "…";
    }

    private static @Nullable String address(@Nullable String address) {
        return StoredBytes.of(address) <= LONGEST_ADDRESS ? address : null;
    }
}
