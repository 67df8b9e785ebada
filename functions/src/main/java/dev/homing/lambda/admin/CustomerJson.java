package dev.homing.lambda.admin;

import dev.homing.app.customer.FindCustomers;
import dev.homing.app.customer.ReadCustomer;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.cart.Cart;
import dev.homing.domain.cart.CartLine;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.profile.Device;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers as the admin API shows them. */
final class CustomerJson {
    /** Traits that have fields of their own. */
    private static final List<String> SHOWN_BY_NAME =
            List.of("email", "phone", "phoneAsGiven", "name", "locale", "timezone");

    private CustomerJson() {}

    static Map<String, Object> summary(Profile profile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", profile.id().value());
        put(json, "userId", profile.userId());
        put(json, "email", profile.email());
        put(json, "phone", profile.phone() == null ? profile.phoneAsGiven() : profile.phone());
        put(json, "name", profile.name());
        return json;
    }

    /** One of those that were found. */
    static Map<String, Object> found(FindCustomers.Found found) {
        Map<String, Object> json = summary(found.profile());
        put(
                json,
                "lastActiveAt",
                found.activeAt() == null ? null : found.activeAt().toString());
        return json;
    }

    static Map<String, Object> detail(ReadCustomer.Customer customer, Configuration configuration) {
        Profile profile = customer.profile();
        Map<String, Object> json = summary(profile);
        json.put("anonymousIds", List.copyOf(profile.anonymousIds()));
        put(json, "locale", profile.locale() == null ? null : profile.locale().toLanguageTag());
        put(
                json,
                "timeZone",
                profile.timeZone() == null ? null : profile.timeZone().getId());
        Map<String, @Nullable Object> others = new LinkedHashMap<>(profile.plainTraits());
        SHOWN_BY_NAME.forEach(others::remove);
        json.put("traits", others);
        Map<String, Object> consent = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            consent.put(
                    channel.key(),
                    consent(
                            profile.consent(channel),
                            configuration.shop().policy(channel),
                            customer.suppressed().get(channel)));
        }
        json.put("consent", consent);
        json.put(
                "devices",
                profile.devices().all().stream().map(CustomerJson::device).toList());
        customer.state().carts().byKey().values().stream()
                .filter(cart -> !cart.isEmpty())
                .findFirst()
                .ifPresent(cart -> json.put("cart", cart(cart)));
        json.put(
                "runs",
                customer.runs().stream().map(walk -> run(walk, configuration)).toList());
        return json;
    }

    /** Without its token: who has that can write to it. */
    private static Map<String, Object> device(Device device) {
        return Map.of(
                "platform", device.platform().key(), "since", device.since().toString(), "vouched", device.trusted());
    }

    static Map<String, Object> run(ReadCustomer.Walk walk, Configuration configuration) {
        Run run = walk.run();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.id().toString());
        json.put("campaign", run.campaign());
        json.put("campaignName", campaignName(run.campaign(), configuration));
        json.put("version", run.campaignVersion());
        json.put("status", walk.progress().key());
        put(json, "reason", run.endedBy() == null ? null : ReasonJson.of(run.endedBy()));
        json.put("startedAt", run.startedAt().toString());
        put(json, "endedAt", run.endedAt() == null ? null : run.endedAt().toString());
        return json;
    }

    static String campaignName(String key, Configuration configuration) {
        Campaign campaign = configuration.campaign(key);
        return campaign == null ? key : campaign.name();
    }

    private static Map<String, Object> consent(
            Consent consent, Policy policy, Suppression.@Nullable Standing suppressed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "state",
                switch (consent.state()) {
                    case SUBSCRIBED, UNSUBSCRIBED, UNKNOWN -> consent.state().key();
                    case NOT_GIVEN -> Consent.State.UNKNOWN.key();
                });
        json.put(
                "policy",
                switch (policy) {
                    case EXPLICIT -> "explicit";
                    case IMPLIED -> "implied";
                    case CONFIRMED -> "confirmed";
                });
        if (consent.state() == Consent.State.SUBSCRIBED) {
            json.put("confirmed", consent.confirmed());
        }
        if (consent.state() != Consent.State.UNKNOWN) {
            json.put("at", consent.at().toString());
            json.put("source", consent.source());
        }
        if (suppressed != null) {
            json.put(
                    "suppressed",
                    Map.of(
                            "why", suppressed.why().key(),
                            "at", suppressed.at().toString(),
                            "reason", ReasonJson.of(suppressed.reason())));
        }
        return json;
    }

    static Map<String, Object> cart(Cart cart) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (CartLine line : cart.lines().values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("productId", line.product());
            put(json, "name", line.name());
            json.put("quantity", line.quantity());
            put(json, "price", line.price() == null ? null : ReportRoutes.money(line.price()));
            put(json, "imageUrl", line.imageUrl());
            put(json, "url", line.url());
            lines.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lines", lines);
        List<Money> totals = cart.totals();
        if (totals.size() == 1) {
            json.put("total", ReportRoutes.money(totals.getFirst()));
        }
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
