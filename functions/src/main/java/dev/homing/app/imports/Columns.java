package dev.homing.app.imports;

import dev.homing.domain.Facts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of exports mean: Homing's own names, and those of Klaviyo, Mailchimp and Shopify. Other columns are attributes under their
 * own names.
 */
final class Columns {
    private static final Map<String, String> CUSTOMERS = Map.ofEntries(
            Map.entry("userid", "userId"),
            Map.entry("externalid", "userId"),
            Map.entry("customerid", "userId"),
            Map.entry("anonymousid", "anonymousId"),
            Map.entry("email", "email"),
            Map.entry("emailaddress", "email"),
            Map.entry("firstname", "firstName"),
            Map.entry("lastname", "lastName"),
            Map.entry("fullname", "name"),
            Map.entry("name", "name"),
            Map.entry("phone", "phone"),
            Map.entry("phonenumber", "phone"),
            Map.entry("country", "country"),
            Map.entry("countrycode", "country"),
            Map.entry("defaultaddresscountrycode", "country"),
            Map.entry("city", "city"),
            Map.entry("defaultaddresscity", "city"),
            Map.entry("zip", "postalCode"),
            Map.entry("zipcode", "postalCode"),
            Map.entry("defaultaddresszip", "postalCode"),
            Map.entry("birthday", "birthday"),
            Map.entry("dateofbirth", "birthday"),
            Map.entry("locale", "locale"),
            Map.entry("language", "locale"),
            Map.entry("timezone", "timezone"));

    /** Columns that say what the customer agreed to, by the channel. */
    private static final Map<String, String> CONSENTS = Map.ofEntries(
            Map.entry("emailconsent", "email"),
            Map.entry("consentemail", "email"),
            Map.entry("emailmarketingconsent", "email"),
            Map.entry("acceptsemailmarketing", "email"),
            Map.entry("acceptsmarketing", "email"),
            Map.entry("consentsms", "sms"),
            Map.entry("smsmarketingconsent", "sms"),
            Map.entry("acceptssmsmarketing", "sms"),
            Map.entry("consentwhatsapp", "whatsapp"),
            Map.entry("consentpush", "push"));

    private static final Set<String> YES = Set.of("yes", "true", "1", "subscribed", "granted", "y", "ja");
    private static final Set<String> NO =
            Set.of("no", "false", "0", "unsubscribed", "denied", "n", "nein", "cleaned", "suppressed");

    private Columns() {}

    /** What a line says of a customer: {@code userId}, {@code anonymousId}, and the traits. */
    static Map<String, @Nullable Object> customer(Facts line) {
        Map<String, @Nullable Object> customer = new LinkedHashMap<>();
        Map<String, Object> consent = new LinkedHashMap<>();
        line.values().forEach((column, value) -> {
            String letters = letters(column);
            String channel = CONSENTS.get(letters);
            if (channel != null) {
                String word = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
                if (YES.contains(word) || NO.contains(word)) {
                    consent.put(channel, YES.contains(word));
                }
            } else if (letters.equals("unsubscribed")) {
                String word = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
                if (YES.contains(word)) {
                    customer.put("unsubscribed", true);
                }
            } else {
                customer.put(CUSTOMERS.getOrDefault(letters, column), value);
            }
        });
        if (!consent.isEmpty()) {
            customer.put("consent", consent);
        }
        return customer;
    }

    private static final Map<String, String> PRODUCTS = Map.ofEntries(
            Map.entry("productid", "product_id"),
            Map.entry("id", "product_id"),
            Map.entry("sku", "sku"),
            Map.entry("variantsku", "sku"),
            Map.entry("title", "name"),
            Map.entry("name", "name"),
            Map.entry("price", "price"),
            Map.entry("variantprice", "price"),
            Map.entry("currency", "currency"),
            Map.entry("availability", "availability"),
            Map.entry("link", "url"),
            Map.entry("url", "url"),
            Map.entry("imagelink", "image_url"),
            Map.entry("imageurl", "image_url"),
            Map.entry("imagesrc", "image_url"),
            Map.entry("category", "category"),
            Map.entry("type", "category"),
            Map.entry("producttype", "category"),
            Map.entry("handle", "handle"));

    /** What a line says of a product, as events name it. */
    static Facts product(Facts line) {
        Map<String, @Nullable Object> product = new LinkedHashMap<>();
        line.values()
                .forEach((column, value) -> product.putIfAbsent(PRODUCTS.getOrDefault(letters(column), column), value));
        return new Facts(product);
    }

    /** A name without what systems write differently: case, blanks and signs. */
    static String letters(String column) {
        return column.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
