package dev.homing.adapter.json.inbound;

import dev.homing.domain.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other systems' own events on the bus, as messages of the Segment specification. Segment's and RudderStack's are such messages already;
 * Shopify's and Stripe's are mapped, and what of theirs means nothing to Homing comes through as a track event of its own name.
 */
final class SourceMappings {
    private SourceMappings() {}

    static Facts mapped(String source, String detailType, Facts detail) {
        if (detailType.equals("shopifyWebhook")) {
            return ShopifyWebhook.message(detail.map("metadata"), detail.map("payload"));
        }
        boolean stripe = source.startsWith("aws.partner/stripe.com") || "event".equals(detail.text("object"));
        return stripe && detail.map("data").get("object") != null ? StripeEvent.message(detail) : detail;
    }

    static void putIfKnown(Map<String, @Nullable Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
