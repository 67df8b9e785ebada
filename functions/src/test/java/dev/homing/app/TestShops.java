package dev.homing.app;

import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import org.jspecify.annotations.Nullable;

/** A shop with one of its settings changed. */
final class TestShops {
    private TestShops() {}

    static Shop with(Shop shop, BrowserRules rules) {
        return with(shop, shop.quietHours(), shop.messagesPerDay(), rules);
    }

    static Shop with(Shop shop, int messagesPerDay) {
        return with(shop, shop.quietHours(), messagesPerDay, shop.browsers());
    }

    static Shop with(Shop shop, QuietHours hours) {
        return with(shop, hours, shop.messagesPerDay(), shop.browsers());
    }

    private static Shop with(Shop shop, @Nullable QuietHours hours, int messagesPerDay, BrowserRules rules) {
        return new Shop(
                shop.name(),
                shop.zone(),
                shop.currency(),
                shop.country(),
                shop.url(),
                shop.senderName(),
                shop.sender(),
                shop.postalAddress(),
                shop.consent(),
                hours,
                messagesPerDay,
                rules,
                shop.pushKey());
    }
}
