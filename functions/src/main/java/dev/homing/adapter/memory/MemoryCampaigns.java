package dev.homing.adapter.memory;

import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Campaigns and settings in memory. */
public final class MemoryCampaigns implements Campaigns {
    private final Map<String, NavigableMap<Integer, Campaign.Version>> versions = new LinkedHashMap<>();
    private Configuration configuration = new Configuration(0, Shop.NOT_SET_UP, new LinkedHashMap<>(), Map.of());

    @Override
    public synchronized Configuration current() {
        return configuration;
    }

    @Override
    public Configuration latest() {
        return current();
    }

    @Override
    public synchronized Campaign.Version version(String campaign, int number) {
        NavigableMap<Integer, Campaign.Version> own = versions.get(campaign);
        Campaign.Version version = own == null ? null : own.get(number);
        if (version == null) {
            throw new IllegalArgumentException("Campaign " + campaign + " has no version " + number);
        }
        return version;
    }

    @Override
    public synchronized List<Campaign.Version> versions(String campaign) {
        NavigableMap<Integer, Campaign.Version> own = versions.get(campaign);
        return own == null ? List.of() : List.copyOf(own.values());
    }

    @Override
    public synchronized boolean publish(Campaign campaign) {
        Campaign.Version version = campaign.version();
        NavigableMap<Integer, Campaign.Version> own = versions.computeIfAbsent(campaign.key(), key -> new TreeMap<>());
        if (own.putIfAbsent(version.number(), version) != null) {
            return false;
        }
        Campaign live = configuration.campaign(campaign.key());
        if (live == null) {
            change(campaign);
        } else if (live.version().number() < version.number()) {
            change(new Campaign(campaign.key(), live.status(), version));
        }
        return true;
    }

    @Override
    public synchronized void status(String campaign, Campaign.Status status) {
        Campaign live = configuration.campaign(campaign);
        if (live == null) {
            throw new IllegalArgumentException("No campaign \"" + campaign + "\"");
        }
        change(live.with(status));
    }

    @Override
    public synchronized void shop(Shop shop) {
        configuration = new Configuration(
                configuration.number() + 1, shop, configuration.campaigns(), configuration.writeKeys());
    }

    @Override
    public synchronized void writeKey(String sha256, Origin origin) {
        Map<String, Origin> keys = new LinkedHashMap<>(configuration.writeKeys());
        keys.put(sha256, origin);
        configuration =
                new Configuration(configuration.number() + 1, configuration.shop(), configuration.campaigns(), keys);
    }

    private void change(Campaign campaign) {
        SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>(configuration.campaigns());
        campaigns.put(campaign.key(), campaign);
        configuration = new Configuration(
                configuration.number() + 1, configuration.shop(), campaigns, configuration.writeKeys());
    }
}
