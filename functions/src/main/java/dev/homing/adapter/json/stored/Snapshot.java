package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every function reads every few seconds: the shop's settings and write keys, and a number that tells whether any campaign was changed
 * since. It has the same size however many campaigns there are.
 *
 * @param number counts all changes, those of campaigns too; 0 before the first
 */
public record Snapshot(long number, Shop shop, Map<String, Origin> writeKeys) {
    public static final Snapshot EMPTY = new Snapshot(0, Shop.NOT_SET_UP, Map.of());

    public Snapshot {
        writeKeys = Map.copyOf(writeKeys);
    }

    public Snapshot with(Shop newShop) {
        return new Snapshot(number, newShop, writeKeys);
    }

    public Snapshot with(String sha256, Origin origin) {
        Map<String, Origin> keys = new LinkedHashMap<>(writeKeys);
        keys.put(sha256, origin);
        return new Snapshot(number, shop, keys);
    }

    public Snapshot numbered(long newNumber) {
        return new Snapshot(newNumber, shop, writeKeys);
    }

    public String write() {
        Map<String, Object> keys = new LinkedHashMap<>();
        writeKeys.forEach((sha256, origin) -> keys.put(sha256, Keys.key(origin)));
        return new Fields()
                .put("shop", shop.equals(Shop.NOT_SET_UP) ? null : ShopCodec.json(shop))
                .put("writeKeys", keys)
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
        Facts shop = json.facts("shop");
        return new Snapshot(number, shop.isEmpty() ? Shop.NOT_SET_UP : ShopCodec.read(shop), keys);
    }
}
