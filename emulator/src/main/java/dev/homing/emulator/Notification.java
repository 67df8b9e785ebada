package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a push notification has beside its text.
 *
 * @param link where a click leads
 * @param platform {@code web}, {@code ios} or {@code android}
 * @param ttl how long it waits for the device, as its service was told: seconds, or of iPhones the moment
 * @param urgency as its service was told
 * @param payload what a browser's service worker gets; null for apps
 */
public record Notification(
        String title,
        @Nullable String link,
        @Nullable String image,
        String platform,
        @Nullable String ttl,
        @Nullable String urgency,
        @Nullable ObjectNode payload) {
    ObjectNode addTo(ObjectNode json) {
        json.put("title", title)
                .put("link", link)
                .put("image", image)
                .put("platform", platform)
                .put("ttl", ttl)
                .put("urgency", urgency);
        json.set("payload", payload == null ? Json.object().nullNode() : payload);
        return json;
    }
}
