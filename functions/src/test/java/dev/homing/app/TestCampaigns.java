package dev.homing.app;

import dev.homing.domain.Money;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.flow.Awaits;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Until;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.Timing;
import dev.homing.domain.template.WhatsAppButton;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The two starter campaigns in short: an email, then WhatsApp where nobody opened or clicked within a day; one email at once. */
public final class TestCampaigns {
    private TestCampaigns() {}

    public static Campaign.Version cartRecovery() {
        SequencedMap<MessageStatus, String> looked = new LinkedHashMap<>();
        looked.put(MessageStatus.OPENED, "done");
        looked.put(MessageStatus.CLICKED, "done");
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        Awaits aDay = new Awaits(Duration.ofDays(1), Awaits.UnknownOpen.AS_OPENED);
        nodes.put(
                "email",
                Node.Message.waiting("email", "Reminder", Channel.EMAIL, "cart-email", aDay, looked, "whatsapp"));
        nodes.put("whatsapp", Node.Message.then("whatsapp", "Nudge", Channel.WHATSAPP, "cart-whatsapp", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put(
                "cart-email",
                new Template.Email(
                        "cart-email",
                        "Cart email",
                        "You forgot {lines}",
                        null,
                        "<body>Hi {firstName}, {lines}{total} <a href=\"https://shop.example/cart\">Back</a></body>",
                        null,
                        null));
        templates.put(
                "cart-whatsapp",
                new Template.WhatsApp(
                        "cart-whatsapp",
                        "Cart on WhatsApp",
                        "cart_reminder",
                        "en",
                        "Hi {{1}}",
                        List.of("{firstName}"),
                        null,
                        List.of(new WhatsAppButton.Link("Back", "https://shop.example/cart"))));
        return new Campaign.Version(
                "cart-recovery",
                0,
                "Cart recovery",
                "",
                Campaign.Kind.MARKETING,
                abandonedCart(Duration.ofMinutes(30), null),
                new Flow("email", nodes),
                Duration.ofDays(7),
                templates,
                null,
                Instant.EPOCH);
    }

    /** The cart recovery's trigger and templates: an email, two days, the next morning at nine, WhatsApp. */
    public static Campaign.Version series() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("email", Node.Message.then("email", "Email", Channel.EMAIL, "cart-email", "days"));
        nodes.put("days", new Node.Wait("days", "Two days", new Until.After(Duration.ofDays(2)), "morning"));
        nodes.put(
                "morning",
                new Node.Wait("morning", "Morning", Until.TimeOfDay.onAnyDay(LocalTime.of(9, 0)), "whatsapp"));
        nodes.put("whatsapp", Node.Message.then("whatsapp", "Nudge", Channel.WHATSAPP, "cart-whatsapp", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return with(new Flow("email", nodes));
    }

    /** The cart recovery with its steps the other way round and under other names: nothing of the usual one's leads there. */
    public static Campaign.Version otherSteps() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("first", Node.Message.then("first", "Nudge", Channel.WHATSAPP, "cart-whatsapp", "days"));
        nodes.put("days", new Node.Wait("days", "Two days", new Until.After(Duration.ofDays(2)), "second"));
        nodes.put("second", Node.Message.then("second", "Email", Channel.EMAIL, "cart-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        return with(new Flow("first", nodes));
    }

    /** The cart recovery with another flow. */
    public static Campaign.Version with(Flow flow) {
        Campaign.Version cart = cartRecovery();
        return new Campaign.Version(
                cart.campaign(),
                0,
                cart.name(),
                "",
                cart.kind(),
                cart.trigger(),
                flow,
                cart.attributionWindow(),
                cart.templates(),
                null,
                Instant.EPOCH);
    }

    /**
     * As the starter has it.
     *
     * @param minimum of the cart's value; null: any
     */
    public static Trigger abandonedCart(Duration delay, @Nullable Money minimum) {
        return new Trigger(
                new Start.Unfinished(
                        EventPattern.of("Product Added", "Product Removed", "Cart Updated"),
                        EventPattern.of("Order Completed")),
                delay,
                "cart_id",
                Duration.ZERO,
                minimum == null ? Resolved.EVERYONE : Resolved.of(new Condition.CartValue(minimum)),
                Resolved.of(new Condition.CartFilled()));
    }

    /** The same under another key, started by something else. */
    public static Campaign.Version as(Campaign.Version version, String key, Trigger trigger) {
        return new Campaign.Version(
                key,
                1,
                version.name(),
                version.description(),
                version.kind(),
                trigger,
                version.flow(),
                version.attributionWindow(),
                version.templates(),
                null,
                Instant.EPOCH);
    }

    /** The same with other rules of sending. */
    public static Campaign.Version with(Campaign.Version version, SendingRules rules) {
        return new Campaign.Version(
                version.campaign(),
                version.number(),
                version.name(),
                version.description(),
                version.kind(),
                version.trigger(),
                version.flow(),
                version.attributionWindow(),
                rules,
                version.templates(),
                version.templateVersions(),
                version.executable(),
                version.publishedAt(),
                version.publishedBy());
    }

    /** One marketing email at once after an event. */
    public static Campaign.Version emailAt(String key, String event, SendingRules rules) {
        return emailAt(key, new Trigger(new Start.Happened(EventPattern.of(event), null), Duration.ZERO, null), rules);
    }

    /** One marketing email when a trigger says. */
    public static Campaign.Version emailAt(String key, Trigger trigger, SendingRules rules) {
        Campaign.Version failed = paymentFailed();
        return with(
                new Campaign.Version(
                        key,
                        0,
                        "Campaign " + key,
                        "",
                        Campaign.Kind.MARKETING,
                        trigger,
                        failed.flow(),
                        failed.attributionWindow(),
                        failed.templates(),
                        null,
                        Instant.EPOCH),
                rules);
    }

    /** One SMS an hour after a cart was left. */
    public static Campaign.Version smsReminder() {
        return sms("cart-sms", Campaign.Kind.MARKETING, abandonedCart(Duration.ofHours(1), null));
    }

    /** One notification an hour after a cart was left. */
    public static Campaign.Version pushReminder() {
        return push("cart-push", Campaign.Kind.MARKETING, abandonedCart(Duration.ofHours(1), null), null);
    }

    /** One notification at once after a payment failed, which is no marketing. */
    public static Campaign.Version pushOfPayment(@Nullable String link) {
        return push("payment-push", Campaign.Kind.TRANSACTIONAL, paymentFailed().trigger(), link);
    }

    private static Campaign.Version push(String key, Campaign.Kind kind, Trigger trigger, @Nullable String link) {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("push", Node.Message.then("push", "Push", Channel.PUSH, "cart-push", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put(
                "cart-push",
                new Template.Push(
                        "cart-push",
                        "Cart by push",
                        "{firstName}, come back",
                        "Your cart is waiting",
                        link == null ? "https://shop.example/cart" : link,
                        null,
                        Timing.USUAL,
                        Map.of()));
        return new Campaign.Version(
                key,
                0,
                "Cart by push",
                "",
                kind,
                trigger,
                new Flow("push", nodes),
                Duration.ofDays(7),
                templates,
                null,
                Instant.EPOCH);
    }

    /** One SMS at once after a payment failed, which is no marketing. */
    public static Campaign.Version smsOfPayment() {
        return sms("payment-sms", Campaign.Kind.TRANSACTIONAL, paymentFailed().trigger());
    }

    private static Campaign.Version sms(String key, Campaign.Kind kind, Trigger trigger) {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("sms", Node.Message.then("sms", "SMS", Channel.SMS, "cart-sms", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put(
                "cart-sms",
                new Template.Sms("cart-sms", "Cart by SMS", "{firstName}, come back: https://shop.example/cart"));
        return new Campaign.Version(
                key,
                0,
                "Cart by SMS",
                "",
                kind,
                trigger,
                new Flow("sms", nodes),
                Duration.ofDays(7),
                templates,
                null,
                Instant.EPOCH);
    }

    public static Campaign.Version paymentFailed() {
        SequencedMap<String, Node> nodes = new LinkedHashMap<>();
        nodes.put("pay", Node.Message.then("pay", "Pay", Channel.EMAIL, "pay-email", "done"));
        nodes.put("done", new Node.End("done", "Done"));
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put(
                "pay-email",
                new Template.Email(
                        "pay-email", "Pay", "Payment of {order} failed", null, "<body>{order}</body>", null, null));
        return new Campaign.Version(
                "payment-failed",
                0,
                "Payment failed",
                "",
                Campaign.Kind.TRANSACTIONAL,
                new Trigger(
                        new Start.Happened(EventPattern.of("Payment Failed"), EventPattern.of("Order Completed")),
                        Duration.ZERO,
                        "order_id",
                        Duration.ofHours(1),
                        Resolved.EVERYONE,
                        Resolved.EVERYONE),
                new Flow("pay", nodes),
                Duration.ofDays(7),
                templates,
                null,
                Instant.EPOCH);
    }
}
