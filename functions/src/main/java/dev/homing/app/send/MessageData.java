package dev.homing.app.send;

import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template's placeholders can name: {@code customer}, {@code shop}, {@code cart}, {@code event}, {@code campaign}. */
final class MessageData {
    private MessageData() {}

    static Facts of(
            Profile profile, Shop shop, Cart cart, Run run, Campaign.Version version, @Nullable String unsubscribeUrl) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customer", customer(profile));
        data.put("shop", shop(shop));
        data.put("cart", cart(cart, shop));
        data.put("event", run.event().values());
        data.put("campaign", Map.of("key", version.campaign(), "name", version.name()));
        if (unsubscribeUrl != null) {
            data.put("unsubscribeUrl", unsubscribeUrl);
        }
        return new Facts(data);
    }

    private static Map<String, @Nullable Object> customer(Profile profile) {
        Map<String, @Nullable Object> customer = new LinkedHashMap<>(profile.plainTraits());
        if (profile.name() != null) {
            customer.put("name", profile.name());
        }
        String first = profile.text("firstName");
        String name = profile.name();
        if (first == null && name != null) {
            customer.put("firstName", name.split("\\s+", 2)[0]);
        }
        return customer;
    }

    private static Map<String, @Nullable Object> shop(Shop shop) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", shop.name());
        facts.put("url", shop.url());
        facts.put("currency", shop.currency());
        if (shop.postalAddress() != null) {
            facts.put("postalAddress", shop.postalAddress());
        }
        return facts;
    }

    private static Map<String, @Nullable Object> cart(Cart cart, Shop shop) {
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (CartLine line : cart.lines().values()) {
            Map<String, @Nullable Object> facts = new LinkedHashMap<>();
            facts.put("product", line.product());
            facts.put("name", line.name() == null ? line.product() : line.name());
            facts.put("quantity", line.quantity());
            Money price = line.price();
            if (price != null) {
                facts.put("price", money(price));
                facts.put("total", money(price.times(line.quantity())));
            }
            if (line.imageUrl() != null) {
                facts.put("imageUrl", shop.absolute(line.imageUrl()));
            }
            facts.put("url", line.url() == null ? shop.url() : shop.absolute(line.url()));
            lines.add(facts);
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("lines", lines);
        facts.put("items", cart.items());
        List<Money> totals = cart.totals();
        if (totals.size() == 1) {
            facts.put("total", money(totals.getFirst()));
        }
        facts.put("totals", totals.stream().map(MessageData::money).toList());
        facts.put("url", cart.url() == null ? shop.url() : shop.absolute(cart.url()));
        return facts;
    }

    private static Map<String, String> money(Money money) {
        return Map.of("amount", money.amount().toPlainString(), "currency", money.currency());
    }
}
