package dev.homing.lambda.admin;

import dev.homing.app.care.ExportCustomer.About;
import dev.homing.app.care.ExportCustomer.Received;
import dev.homing.app.customer.ReadCustomer.Line;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.RejectedEvents.RejectedEvent;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.conversation.Said;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.ArmedTimer;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything of a customer, in words: for the customer, who knows nothing of how it is stored. */
final class ExportJson {
    private ExportJson() {}

    static Map<String, Object> about(About about, Campaigns campaigns) {
        Configuration configuration = campaigns.current();
        Profile profile = about.customer().profile();
        CustomerState state = about.customer().state();
        Map<String, Object> json = new LinkedHashMap<>(CustomerJson.detail(about.customer(), configuration));
        json.put("otherIds", about.ids().stream().map(CustomerId::value).toList());
        List<Object> traits = new ArrayList<>();
        profile.traits().forEach((name, trait) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("value", trait.value());
            one.put("at", trait.at().toString());
            one.put("saidBy", trait.trusted() ? "shop" : "browser");
            if (trait.before() != null) {
                one.put("before", trait.before().value());
            }
            traits.add(one);
        });
        json.put("statements", traits);
        List<Object> consents = new ArrayList<>();
        profile.consents().byScope().forEach((scope, consent) -> consents.add(ConsentJson.said(scope, consent)));
        json.put("consents", consents);
        json.put("consentHistory", ConsentJson.changes(about.consents()));
        json.put(
                "suppressions",
                about.suppressions().stream().map(ExportJson::suppression).toList());
        json.put(
                "carts",
                state.carts().byKey().entrySet().stream()
                        .filter(cart -> !cart.getValue().isEmpty())
                        .map(cart -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("name", cart.getKey());
                            one.putAll(CustomerJson.cart(cart.getValue()));
                            return one;
                        })
                        .toList());
        json.put(
                "delays",
                state.timers().stream()
                        .map(timer -> delay(timer, configuration))
                        .toList());
        json.put(
                "groups",
                about.groups().stream()
                        .map(group -> Map.of("kind", group.kind().key(), "key", group.key()))
                        .toList());
        json.put(
                "broadcasts",
                about.broadcasts().stream().map(ExportJson::received).toList());
        json.put(
                "orders",
                about.orders().stream()
                        .map(order -> TimelineJson.line(new Line.Ordered(order.at(), order.order(), order), campaigns))
                        .toList());
        return json;
    }

    private static Map<String, Object> suppression(Suppression known) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("channel", known.address().channel().key());
        json.put("hash", known.address().hash());
        List<Object> reasons = new ArrayList<>();
        known.reasons().forEach((why, given) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("why", why.key());
            one.put("at", given.at().toString());
            one.put("stands", known.standsFor(why));
            if (given.said() != null) {
                one.put("reason", ReasonJson.of(given.said()));
            }
            reasons.add(one);
        });
        json.put("reasons", reasons);
        return json;
    }

    private static Map<String, Object> delay(ArmedTimer timer, Configuration configuration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "about",
                timer.isLook()
                        ? "What is true of the customer may change with time"
                        : "The campaign " + CustomerJson.campaignName(timer.campaign(), configuration)
                                + " begins when its delay is over");
        json.put("due", timer.due().toString());
        return json;
    }

    private static Map<String, Object> received(Received received) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("campaign", received.broadcast().campaign());
        json.put("number", received.broadcast().number());
        json.put("askedAt", received.broadcast().askedAt().toString());
        json.put("status", received.recipient().status().key());
        if (received.recipient().reason() != null) {
            json.put("reason", ReasonJson.of(received.recipient().reason()));
        }
        json.put("at", received.recipient().at().toString());
        return json;
    }

    /** As on the timeline, and all else that an event says. */
    static Map<String, Object> line(Line line, Campaigns campaigns) {
        Map<String, Object> json = new LinkedHashMap<>(TimelineJson.line(line, campaigns));
        CustomerEvent event =
                line instanceof Line.Happened happened ? happened.entry().event() : null;
        if (event != null) {
            json.put("type", event.kind().name().toLowerCase(Locale.ROOT));
            put(json, "userId", event.userId());
            put(json, "anonymousId", event.anonymousId());
            put(json, "previousId", event.previousId());
            json.put("traits", event.traits().values());
            json.put("receivedAt", event.receivedAt().toString());
            List<Object> interests = new ArrayList<>();
            for (Interest interest : Interest.of(event)) {
                interests.add(Map.of(
                        "product", interest.product(), "kind", interest.kind().key()));
            }
            if (!interests.isEmpty()) {
                json.put("interests", interests);
            }
        }
        if (line instanceof Line.Wrote wrote) {
            json.put("links", wrote.message().links());
        }
        return json;
    }

    static Map<String, Object> said(Said said, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>(ReplyRoutes.line(said, now));
        json.put("form", json.get("kind"));
        json.put("kind", "said");
        return json;
    }

    static Map<String, Object> rejected(RejectedEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "rejected");
        json.put("at", event.at().toString());
        json.put("id", event.id());
        json.put("reason", event.reason());
        json.put("event", event.event());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
