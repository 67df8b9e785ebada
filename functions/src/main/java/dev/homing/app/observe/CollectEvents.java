package dev.homing.app.observe;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.EventBus;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes events from senders without AWS credentials, by their write key, and puts them on the bus. */
public final class CollectEvents {
    private final Campaigns campaigns;
    private final EventBus bus;

    public CollectEvents(Campaigns campaigns, EventBus bus) {
        this.campaigns = campaigns;
        this.bus = bus;
    }

    /** Whose a write key is; null where there is none such. */
    public @Nullable Origin origin(@Nullable String writeKey) {
        return writeKey == null ? null : campaigns.current().writeKeys().get(hash(writeKey));
    }

    /** The public key that browsers subscribe with to push notifications; null: none was made yet. */
    public @Nullable String pushKey() {
        return campaigns.current().shop().pushKey();
    }

    /** @param messages JSON texts of the Segment specification */
    public void collect(List<String> messages, Origin origin) {
        bus.put(messages, origin);
    }

    /** As the configuration keeps a key: SHA-256 in hex, so that who reads the table cannot send. */
    public static String hash(String writeKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(writeKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
