package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Country;
import dev.homing.domain.Facts;
import dev.homing.domain.Money;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.state.Caps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shop's settings as stored, and as people write them. */
public final class ShopCodec {
    private static final Pattern HOST = Pattern.compile("(?:[a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

    private ShopCodec() {}

    public static String write(Shop shop) {
        return Json.write(json(shop));
    }

    /**
     * @throws MalformedJson names the field and the remedy
     */
    public static Shop read(String text) {
        return read(Json.object(text));
    }

    static Map<String, @Nullable Object> json(Shop shop) {
        Map<String, Object> consent = new LinkedHashMap<>();
        shop.consent().forEach((channel, policy) -> consent.put(channel.key(), Keys.key(policy)));
        return new Fields()
                .put("name", shop.name())
                .put("timeZone", shop.zone().getId())
                .put("currency", shop.currency())
                .put("country", shop.country())
                .put("url", shop.url())
                .put("senderName", shop.senderName())
                .put("sender", shop.sender())
                .put("postalAddress", shop.postalAddress())
                .put("consent", consent)
                .put("quietHours", json(shop.quietHours()))
                .put("messagesPerDay", shop.messagesPerDay())
                .put("priorityWindow", shop.priorityWindow().toString())
                .put("linkHosts", shop.browsers().hosts())
                .put("browserMessagesPerWeek", shop.browsers().messagesPerWeek())
                .put("browserOrders", shop.browsers().orders())
                .put("pushKey", shop.pushKey())
                .json();
    }

    static Shop read(Facts facts) {
        Fields json = Fields.of(facts.values());
        String currency = json.text("currency");
        if (!Money.isCurrency(currency)) {
            throw new MalformedJson("currency: \"" + currency + "\" is none; use an ISO 4217 code such as EUR");
        }
        Map<Channel, Policy> consent = new EnumMap<>(Channel.class);
        Fields policies = json.object("consent");
        policies.json()
                .keySet()
                .forEach(channel ->
                        consent.put(Keys.channel(channel), Keys.constant(Policy.class, policies.text(channel))));
        return new Shop(
                json.text("name"),
                zone(json.text("timeZone")),
                currency,
                country(json.optionalText("country")),
                json.text("url"),
                json.text("senderName"),
                json.text("sender"),
                json.optionalText("postalAddress"),
                consent,
                json.has("quietHours") ? quietHours(json.object("quietHours")) : null,
                messagesPerDay(json),
                priorityWindow(json),
                browsers(json),
                json.optionalText("pushKey"));
    }

    private static int messagesPerDay(Fields json) {
        long messages = json.has("messagesPerDay") ? json.number("messagesPerDay") : Shop.USUAL_MESSAGES_PER_DAY;
        if (messages < 1 || messages > Caps.MOST) {
            throw new MalformedJson(
                    "messagesPerDay: " + messages + " will not do; use a number from 1 to " + Caps.MOST);
        }
        return (int) messages;
    }

    private static Duration priorityWindow(Fields json) {
        String text = json.optionalText("priorityWindow");
        if (text == null) {
            return Shop.USUAL_PRIORITY_WINDOW;
        }
        try {
            Duration window = Duration.parse(text);
            if (!window.isNegative() && window.compareTo(Shop.LONGEST_PRIORITY_WINDOW) <= 0) {
                return window;
            }
        } catch (DateTimeException notADuration) {
            // Told below, as one that is too long is.
        }
        throw new MalformedJson("priorityWindow: \"" + text
                + "\" will not do; use a duration from \"PT0S\" (never) to \"PT24H\", such as \"PT15M\"");
    }

    private static BrowserRules browsers(Fields json) {
        List<String> hosts = json.texts("linkHosts");
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new MalformedJson("linkHosts: \"" + host + "\" is no host; use a name such as img.shop.example");
            }
        }
        long messages = json.has("browserMessagesPerWeek")
                ? json.number("browserMessagesPerWeek")
                : BrowserRules.USUAL.messagesPerWeek();
        if (messages < 0 || messages > BrowserRules.MOST_MESSAGES) {
            throw new MalformedJson("browserMessagesPerWeek: " + messages + " will not do; use a number from 0 to "
                    + BrowserRules.MOST_MESSAGES);
        }
        if (json.has("browserOrders") && !(json.raw("browserOrders") instanceof Boolean)) {
            throw new MalformedJson("browserOrders: " + json.raw("browserOrders") + " will not do; use true or false");
        }
        return new BrowserRules(hosts, (int) messages, json.flag("browserOrders"));
    }

    private static @Nullable Map<String, @Nullable Object> json(@Nullable QuietHours hours) {
        return hours == null
                ? null
                : new Fields()
                        .put("from", hours.from().toString())
                        .put("to", hours.to().toString())
                        .json();
    }

    private static QuietHours quietHours(Fields json) {
        try {
            return new QuietHours(LocalTime.parse(json.text("from")), LocalTime.parse(json.text("to")));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new MalformedJson("quietHours: " + e.getMessage() + "; use times such as 21:00 and 08:00", e);
        }
    }

    private static @Nullable String country(@Nullable String code) {
        if (code != null && !code.equals(Country.code(code))) {
            throw new MalformedJson(
                    "country: \"" + code + "\" is none; use two capital letters of ISO 3166-1 such as DE");
        }
        return code;
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new MalformedJson("timeZone: \"" + id + "\" is none; use a name such as Europe/Berlin", e);
        }
    }
}
