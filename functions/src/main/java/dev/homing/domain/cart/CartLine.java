package dev.homing.domain.cart;

import dev.homing.domain.BrowserWords;
import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.Money;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.event.Products;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A product in a cart.
 *
 * @param product the shop's id of what was put in: the variant where it is named, else the product or SKU; what it is called where it
 *     has none of them
 * @param price of one; null where the storefront did not say
 * @param addedAt event time of the last addition
 * @param trusted whether the shop's own servers put it in or named it; otherwise anyone could have
 */
public record CartLine(
        String product,
        @Nullable String name,
        int quantity,
        @Nullable Money price,
        @Nullable String imageUrl,
        @Nullable String url,
        Instant addedAt,
        boolean trusted) {

    /** Stored bytes of an address; a longer one is left out. */
    private static final int LONGEST_ADDRESS = 500;

    /** Stored bytes of a name; a longer one is shortened. */
    private static final int LONGEST_NAME = 200;

    /** Stored bytes of an id; a longer one is hashed. */
    private static final int LONGEST_ID = 100;

    private static final int HASHED = 40;

    /** Characters of an id that cannot be shown whole. */
    private static final int SHOWN_OF_ID = 4;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

    private static final int MOST = 9_999;

    /**
     * Makes a line of one product of an event, whose amounts were read before.
     *
     * @param currency of the event as a whole; the shop's where it says none
     * @param trusted whether the shop's own servers say it
     * @return null where it has neither id nor name
     */
    public static @Nullable CartLine read(Facts product, String currency, Instant at, boolean trusted) {
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
                at,
                trusted);
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
     * This line with what may stand in a message of what anyone can have sent.
     *
     * @param own which addresses are the shop's
     */
    CartLine inBrowserWords(Predicate<String> own) {
        return new CartLine(
                product,
                BrowserWords.label(name),
                quantity,
                price,
                imageUrl == null || !own.test(imageUrl) ? null : imageUrl,
                url == null || !own.test(url) ? null : url,
                addedAt,
                trusted);
    }

    /** What it is called in a message: by its name, else by its id, of which no more than its end is shown where it could be a link. */
    public String label() {
        if (name != null) {
            return name;
        }
        return trusted || BrowserWords.isId(product) ? product : "#" + lastOf(product);
    }

    private static String lastOf(String id) {
        String letters = NO_LETTER.matcher(id).replaceAll("");
        return letters.substring(letters.offsetByCodePoints(
                letters.length(), -Math.min(SHOWN_OF_ID, letters.codePointCount(0, letters.length()))));
    }

    CartLine withQuantity(int newQuantity, Instant at) {
        return new CartLine(product, name, Math.min(newQuantity, MOST), price, imageUrl, url, at, trusted);
    }

    /** This line with the other's quantity on top; what the shop's servers say of the product counts more than what anyone can have said. */
    CartLine plus(CartLine other) {
        boolean mine = trusted == other.trusted ? other.addedAt.isBefore(addedAt) : trusted;
        Instant later = other.addedAt.isBefore(addedAt) ? addedAt : other.addedAt;
        return (mine ? this : other).over(mine ? other : this, Math.min(quantity + other.quantity, MOST), later);
    }

    /** This line, which counts, as the shop's servers describe the product where it does not come from them and another line of it does. */
    CartLine knowing(CartLine other) {
        return other.trusted && !trusted ? other.over(this, quantity, addedAt) : this;
    }

    private CartLine over(CartLine other, int newQuantity, Instant at) {
        return new CartLine(
                product,
                name == null ? other.name : name,
                newQuantity,
                price == null ? other.price : price,
                imageUrl == null ? other.imageUrl : imageUrl,
                url == null ? other.url : url,
                at,
                trusted || other.trusted);
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
