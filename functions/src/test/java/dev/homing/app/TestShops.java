package dev.homing.app;

import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.campaign.Shop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A shop with one of its settings changed. */
final class TestShops {
    private TestShops() {}

    static Shop with(Shop shop, BrowserRules rules) {
        return with(shop, shop.quietHours(), shop.messagesPerDay(), shop.priorityWindow(), rules);
    }

    static Shop with(Shop shop, int messagesPerDay) {
        return with(shop, shop.quietHours(), messagesPerDay, shop.priorityWindow(), shop.browsers());
    }

    static Shop with(Shop shop, QuietHours hours) {
        return with(shop, hours, shop.messagesPerDay(), shop.priorityWindow(), shop.browsers());
    }

    static Shop with(Shop shop, Duration priorityWindow) {
        return with(shop, shop.quietHours(), shop.messagesPerDay(), priorityWindow, shop.browsers());
    }

    private static Shop with(
            Shop shop, @Nullable QuietHours hours, int messagesPerDay, Duration priorityWindow, BrowserRules rules) {
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
                priorityWindow,
                rules,
                shop.pushKey());
    }
}
