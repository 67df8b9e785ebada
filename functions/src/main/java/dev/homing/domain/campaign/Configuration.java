package dev.homing.domain.campaign;

import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Shop, campaigns and write keys as of one moment.
 *
 * @param number grows with every change
 * @param writeKeys SHA-256 of the key in hex -> whose it is
 */
public record Configuration(
        long number, Shop shop, SequencedMap<String, Campaign> campaigns, Map<String, Origin> writeKeys) {
    public Configuration {
        campaigns = new LinkedHashMap<>(campaigns);
        writeKeys = Map.copyOf(writeKeys);
    }

    public @Nullable Campaign campaign(String key) {
        return campaigns.get(key);
    }
}
