package dev.homing.adapter.memory;

import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Campaigns and settings in memory. */
public final class MemoryCampaigns implements Campaigns {
    private final Map<String, NavigableMap<Integer, Campaign.Version>> versions = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
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
    public synchronized List<Campaign.Published> versions(String campaign) {
        NavigableMap<Integer, Campaign.Version> own = versions.get(campaign);
        return own == null
                ? List.of()
                : own.values().stream().map(Campaign.Published::of).toList();
    }

    @Override
    public synchronized int nextNumber(String campaign) {
        return numbers.merge(campaign, 1, Integer::sum);
    }

    @Override
    public synchronized Campaign publish(Campaign.Version version, Campaign.Status status) {
        versions.computeIfAbsent(version.campaign(), _ -> new TreeMap<>()).put(version.number(), version);
        Campaign known = configuration.campaign(version.campaign());
        return change(known == null ? Campaign.of(version, status) : known.with(version));
    }

    @Override
    public synchronized void status(String campaign, Campaign.Status status, Instant at) {
        Campaign known = configuration.campaign(campaign);
        if (known == null) {
            throw new IllegalArgumentException("No campaign \"" + campaign + "\"");
        }
        change(known.with(status, at));
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

    private Campaign change(Campaign campaign) {
        SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>(configuration.campaigns());
        campaigns.put(campaign.key(), campaign);
        configuration = new Configuration(
                configuration.number() + 1, configuration.shop(), campaigns, configuration.writeKeys());
        return campaign;
    }
}
