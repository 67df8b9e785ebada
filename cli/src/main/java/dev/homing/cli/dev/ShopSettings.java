package dev.homing.cli.dev;

import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.Policy;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The demo shop's settings and write keys. */
final class ShopSettings {
    /** Secret in a real shop, known to all here. */
    private static final String SERVER_KEY = "dev";

    private static final String BROWSER_KEY = "dev-browser";

    private ShopSettings() {}

    static void store(Campaigns campaigns, URI url, String sender, String pushKey, Map<Channel, Policy> consent) {
        Shop shop = new Shop(
                "Homing Demo",
                ZoneId.of("Europe/Berlin"),
                "EUR",
                "DE",
                url + "/dev/shop",
                "Homing Demo",
                sender,
                "Musterstraße 1, 10115 Berlin, Germany",
                consent,
                null,
                // The demo shop has no server of its own that would tell of orders.
                new BrowserRules(List.of(), BrowserRules.USUAL.messagesPerWeek(), true));
        campaigns.shop(shop.withPushKey(pushKey));
        campaigns.writeKey(sha256(SERVER_KEY), Origin.SERVER);
        campaigns.writeKey(sha256(BROWSER_KEY), Origin.BROWSER);
    }

    private static String sha256(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
