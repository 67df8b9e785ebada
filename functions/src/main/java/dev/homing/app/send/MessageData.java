package dev.homing.app.send;

import dev.homing.domain.BrowserWords;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.profile.Trait;
import dev.homing.domain.run.Called;
import dev.homing.domain.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template's placeholders can name: {@code customer}, {@code shop}, {@code cart}, {@code event}, {@code campaign}, and in {@code run} what
 * other systems answered to the steps that called them.
 */
public final class MessageData {
    private MessageData() {}

    /** @param vouched whether the shop's own servers said that the message goes to the customer: else nothing that they said is in it */
    public static Facts of(
            Profile profile,
            boolean vouched,
            Shop shop,
            Cart cart,
            Run run,
            Campaign.Version version,
            @Nullable String unsubscribeUrl,
            @Nullable String preferencesUrl) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customer", customer(profile, vouched));
        data.put("shop", shop(shop));
        data.put("cart", cart(cart, shop));
        data.put("event", run.event().values());
        data.put("campaign", Map.of("key", version.campaign(), "name", version.name()));
        // What other systems of the shop answer is no less the shop's word than what its servers say.
        if (vouched && !run.calls().isEmpty()) {
            data.put("run", answers(run));
        }
        if (unsubscribeUrl != null) {
            data.put("unsubscribeUrl", unsubscribeUrl);
        }
        if (preferencesUrl != null) {
            data.put("preferencesUrl", preferencesUrl);
        }
        return new Facts(data);
    }

    /** By the id of the step, the latest one of each. */
    private static Map<String, @Nullable Object> answers(Run run) {
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        for (Called call : run.calls()) {
            Map<String, @Nullable Object> answer =
                    new LinkedHashMap<>(call.answer().values());
            answer.put("status", call.status());
            answers.put(call.node(), answer);
        }
        return answers;
    }

    private static Map<String, @Nullable Object> customer(Profile known, boolean vouched) {
        Profile profile = known.keeping((trait, said) -> said.trusted() ? vouched : mayStand(trait, said));
        Map<String, @Nullable Object> customer = new LinkedHashMap<>(profile.plainTraits());
        String name = profile.name();
        if (name != null) {
            customer.put("name", name);
        }
        String first = profile.text("firstName");
        if (first == null && name != null) {
            customer.put("firstName", name.split("\\s+", 2)[0]);
        }
        return customer;
    }

    /** Of what anyone can have said: names, numbers, and where the message goes anyway. */
    private static boolean mayStand(String trait, Trait said) {
        return switch (said.value()) {
            case Number _, Boolean _ -> true;
            case String text -> trait.equals("email") || trait.equals("phone") || BrowserWords.isName(text);
            case null, default -> false;
        };
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
            facts.put("product", line.trusted() || BrowserWords.isId(line.product()) ? line.product() : line.label());
            facts.put("name", line.label());
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
