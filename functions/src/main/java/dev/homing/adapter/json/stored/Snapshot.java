package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What every function needs to know of the configuration, small: the versions themselves are read by their numbers.
 *
 * @param number counts the changes; 0 before the first
 */
public record Snapshot(long number, Shop shop, Map<String, Origin> writeKeys, SequencedMap<String, Live> campaigns) {
    public static final Snapshot EMPTY = new Snapshot(0, Shop.NOT_SET_UP, Map.of(), new LinkedHashMap<>());

    /** A campaign's live version and its status. */
    public record Live(int version, Campaign.Status status) {}

    public Snapshot {
        writeKeys = Map.copyOf(writeKeys);
        campaigns = new LinkedHashMap<>(campaigns);
    }

    /** A published version is live unless a newer one is; the status counts for a campaign that is not there yet. */
    public Snapshot published(String campaign, int version, Campaign.Status status) {
        Live live = campaigns.get(campaign);
        if (live == null) {
            return with(campaign, new Live(version, status));
        }
        return with(campaign, new Live(Math.max(live.version, version), live.status));
    }

    /**
     * @throws IllegalArgumentException where there is no such campaign
     */
    public Snapshot with(String campaign, Campaign.Status status) {
        Live live = campaigns.get(campaign);
        if (live == null) {
            throw new IllegalArgumentException("No campaign \"" + campaign + "\"");
        }
        return with(campaign, new Live(live.version, status));
    }

    public Snapshot with(Shop newShop) {
        return new Snapshot(number, newShop, writeKeys, campaigns);
    }

    public Snapshot with(String sha256, Origin origin) {
        Map<String, Origin> keys = new LinkedHashMap<>(writeKeys);
        keys.put(sha256, origin);
        return new Snapshot(number, shop, keys, campaigns);
    }

    public Snapshot numbered(long newNumber) {
        return new Snapshot(newNumber, shop, writeKeys, campaigns);
    }

    private Snapshot with(String campaign, Live live) {
        SequencedMap<String, Live> changed = new LinkedHashMap<>(campaigns);
        changed.put(campaign, live);
        return new Snapshot(number, shop, writeKeys, changed);
    }

    public String write() {
        Map<String, Object> keys = new LinkedHashMap<>();
        writeKeys.forEach((sha256, origin) -> keys.put(sha256, Keys.key(origin)));
        Map<String, Object> live = new LinkedHashMap<>();
        campaigns.forEach((key, campaign) -> live.put(
                key,
                new Fields()
                        .put("version", campaign.version)
                        .put("status", campaign.status.key())
                        .json()));
        return new Fields()
                .put("shop", shop.equals(Shop.NOT_SET_UP) ? null : ShopCodec.json(shop))
                .put("writeKeys", keys)
                .put("campaigns", live)
                .write();
    }

    /**
     * @param number as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Snapshot read(long number, String text) {
        Fields json = Fields.parse(text);
        Map<String, Origin> keys = new LinkedHashMap<>();
        Fields origins = json.object("writeKeys");
        origins.json().keySet().forEach(sha -> keys.put(sha, Keys.constant(Origin.class, origins.text(sha))));
        SequencedMap<String, Live> campaigns = new LinkedHashMap<>();
        json.object("campaigns").json().forEach((key, value) -> {
            Fields live = Fields.of(value);
            campaigns.put(
                    key,
                    new Live((int) live.number("version"), Keys.constant(Campaign.Status.class, live.text("status"))));
        });
        Facts shop = json.facts("shop");
        return new Snapshot(number, shop.isEmpty() ? Shop.NOT_SET_UP : ShopCodec.read(shop), keys, campaigns);
    }
}
