package dev.homing.domain.campaign;

import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Shop, heads of campaigns, and write keys as of one moment. */
public final class Configuration {
    private final long number;
    private final Shop shop;
    private final SequencedMap<String, Campaign> campaigns;
    private final Map<String, Origin> writeKeys;
    private final Map<String, List<Campaign>> byEvent = new HashMap<>();

    /**
     * @param number grows with every change
     * @param writeKeys SHA-256 of the key in hex -> whose it is
     */
    public Configuration(
            long number, Shop shop, SequencedMap<String, Campaign> campaigns, Map<String, Origin> writeKeys) {
        this.number = number;
        this.shop = shop;
        this.campaigns = new LinkedHashMap<>(campaigns);
        this.writeKeys = Map.copyOf(writeKeys);
        for (Campaign campaign : campaigns.values()) {
            if (decides(campaign)) {
                for (String event : campaign.trigger().events()) {
                    byEvent.computeIfAbsent(event, _ -> new ArrayList<>()).add(campaign);
                }
            }
        }
    }

    /** A paused campaign decides, too: that it does not start is what the customer's timeline has to say. */
    private static boolean decides(Campaign campaign) {
        return switch (campaign.status()) {
            case ACTIVE, PAUSED -> true;
            case DRAFT, ENDED -> false;
        };
    }

    public long number() {
        return number;
    }

    public Shop shop() {
        return shop;
    }

    public SequencedMap<String, Campaign> campaigns() {
        return campaigns;
    }

    public Map<String, Origin> writeKeys() {
        return writeKeys;
    }

    public @Nullable Campaign campaign(String key) {
        return campaigns.get(key);
    }

    /**
     * Active and paused campaigns whose trigger is about an event. What it costs to find them does not depend on how many other campaigns
     * there are.
     */
    public List<Campaign> startedBy(CustomerEvent event) {
        return byEvent.getOrDefault(event.name(), List.of()).stream()
                .filter(campaign -> campaign.trigger().isAbout(event))
                .toList();
    }
}
