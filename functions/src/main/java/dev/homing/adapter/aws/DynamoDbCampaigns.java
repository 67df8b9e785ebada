package dev.homing.adapter.aws;

import dev.homing.adapter.file.CampaignVersionCodec;
import dev.homing.adapter.json.stored.Snapshot;
import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Campaigns in the config table: versions, which never change, under {@code CAMPAIGN#<key>} {@code V#<number>}; and one small snapshot that
 * says which are live, in which status, with the shop's settings and write keys, under a number that every change counts up. A function
 * reads the snapshot every few seconds at the most, and versions only when it names new ones.
 */
public final class DynamoDbCampaigns implements Campaigns {
    private static final Key SNAPSHOT = new Key("SNAPSHOT", "SNAPSHOT");
    private static final String VERSION = "V#";

    /** What an item may hold, less its keys; DynamoDB: 400 KB. */
    private static final int LONGEST_VERSION = 390_000;

    private final DynamoTable config;
    private final long maxAgeNanos;
    private final ConcurrentMap<VersionKey, Campaign.Version> versions = new ConcurrentHashMap<>();
    private volatile @Nullable Read last;

    /**
     * @param maxAge how old a snapshot may be; zero: it is read each time
     */
    public DynamoDbCampaigns(DynamoDbClient client, String configTable, Duration maxAge) {
        this.config = new DynamoTable(client, configTable);
        this.maxAgeNanos = maxAge.toNanos();
    }

    private record VersionKey(String campaign, int number) {}

    private record Read(Configuration configuration, long atNanos) {}

    @Override
    public Configuration current() {
        Read known = last;
        if (known != null && System.nanoTime() - known.atNanos < maxAgeNanos) {
            return known.configuration;
        }
        // A moment behind is as good as a moment earlier.
        return read(config.getEventually(SNAPSHOT));
    }

    @Override
    public Configuration latest() {
        return read(config.get(SNAPSHOT));
    }

    /** What an item says, unless something newer is known: a change that this process made or saw is not forgotten. */
    private Configuration read(@Nullable Item item) {
        Read known = last;
        if (known != null && (item == null || item.revision() <= known.configuration.number())) {
            last = new Read(known.configuration, System.nanoTime());
            return known.configuration;
        }
        return newer(item == null ? Snapshot.EMPTY : snapshot(item));
    }

    @Override
    public Campaign.Version version(String campaign, int number) {
        return versions.computeIfAbsent(new VersionKey(campaign, number), key -> {
            Item item = config.get(key(campaign, number));
            if (item == null) {
                throw new IllegalArgumentException("Campaign " + campaign + " has no version " + number);
            }
            return CampaignVersionCodec.read(item.body());
        });
    }

    @Override
    public List<Campaign.Version> versions(String campaign) {
        return config.all(pk(campaign), VERSION).stream()
                .map(item -> CampaignVersionCodec.read(item.body()))
                .toList();
    }

    @Override
    public boolean publish(Campaign campaign) {
        Campaign.Version version = campaign.version();
        String body = CampaignVersionCodec.write(version);
        if (body.length() > LONGEST_VERSION) {
            throw new IllegalArgumentException(
                    "Campaign " + campaign.key() + " has " + body.length() + " characters with its templates, and only "
                            + LONGEST_VERSION + " can be stored: shorten its templates");
        }
        Item item = Item.of(key(campaign.key(), version.number())).with(Item.BODY, body);
        if (config.putNew(item) != null) {
            return false;
        }
        change(snapshot -> snapshot.published(campaign.key(), version.number(), campaign.status()));
        return true;
    }

    @Override
    public void status(String campaign, Campaign.Status status) {
        change(snapshot -> snapshot.with(campaign, status));
    }

    @Override
    public void shop(Shop shop) {
        change(snapshot -> snapshot.with(shop));
    }

    @Override
    public void writeKey(String sha256, Origin origin) {
        change(snapshot -> snapshot.with(sha256.toLowerCase(Locale.ROOT), origin));
    }

    private void change(UnaryOperator<Snapshot> change) {
        while (true) {
            Item item = config.get(SNAPSHOT);
            Snapshot before = item == null ? Snapshot.EMPTY : snapshot(item);
            Snapshot after = change.apply(before);
            if (config.save(Item.of(SNAPSHOT).with(Item.BODY, after.write()), before.number())) {
                newer(after.numbered(before.number() + 1));
                return;
            }
        }
    }

    /** Remembers a snapshot, unless a newer one was read meanwhile. */
    private Configuration newer(Snapshot snapshot) {
        SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>();
        snapshot.campaigns()
                .forEach((key, live) ->
                        campaigns.put(key, new Campaign(key, live.status(), version(key, live.version()))));
        Configuration read = new Configuration(snapshot.number(), snapshot.shop(), campaigns, snapshot.writeKeys());
        synchronized (this) {
            Read known = last;
            if (known == null || known.configuration.number() <= read.number()) {
                last = new Read(read, System.nanoTime());
                return read;
            }
            return known.configuration;
        }
    }

    private static Snapshot snapshot(Item item) {
        return Snapshot.read(item.revision(), item.body());
    }

    private static Key key(String campaign, int number) {
        return new Key(pk(campaign), VERSION + String.format(Locale.ROOT, "%05d", number));
    }

    private static String pk(String campaign) {
        return "CAMPAIGN#" + campaign;
    }
}
