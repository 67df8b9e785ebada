package dev.homing.adapter.aws;

import dev.homing.adapter.file.CampaignHeadCodec;
import dev.homing.adapter.file.CampaignVersionCodec;
import dev.homing.adapter.file.GroupCodec;
import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.stored.ApprovalCodec;
import dev.homing.adapter.json.stored.Snapshot;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Configuration.Groups;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Launches;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.Group;
import dev.homing.domain.template.Approval;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.TemplateVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Campaigns in the config table.
 *
 * <ul>
 *   <li>{@code SNAPSHOT}: the shop, the write keys, and a number that every change of anything counts up. A function reads it every few
 *       seconds at the most.
 *   <li>{@code HEADS}, {@code <key>}: the campaigns' heads, read together by one query when that number has changed.
 *   <li>{@code HEADS}, {@code #A#<key>}, {@code #L#<key>} and {@code #T#<name> <language>}: audiences, lists, and what WhatsApp says of
 *       templates, read with the campaigns' heads.
 *   <li>{@code CAMPAIGN#<key>}: {@code V#<number>}, a version whole, read when it is needed; {@code L#<number>}, the same in one line for lists
 *       of versions; {@code NUMBER}, the number that was given out last; {@code DRAFT}, what was saved and is not live.
 *   <li>{@code DRAFTS}, {@code <key>}: the drafts in short, for the list of campaigns. No function but the admin's reads them.
 * </ul>
 *
 * <p>Every change of a head or of the snapshot is one transaction under the condition that the snapshot is still what it was, so that changes
 * come one after the other and none is half visible.
 */
public final class DynamoDbCampaigns implements Campaigns {
    private static final Key SNAPSHOT = new Key("SNAPSHOT", "SNAPSHOT");
    private static final String HEADS = "HEADS";
    private static final String DRAFTS = "DRAFTS";

    /** Keys of campaigns begin with a letter or digit. */
    private static final String AUDIENCE = "#A#";

    private static final String LIST = "#L#";
    private static final String APPROVAL = "#T#";

    private static final String VERSION = "V#";
    private static final String LINE = "L#";

    /** A page of the query has 1 MB: three hundred campaigns are one page. */
    private static final int LONGEST_HEAD = 4_000;

    private static final int MOST_VERSIONS = 200;
    private static final long HEAVIEST_VERSIONS = 16_000_000;

    /** Changes come from people and deployments, a few at a time. */
    private static final int MOST_TRIES = 50;

    private final DynamoTable config;
    private final DynamoDbTemplates templates;
    private final long maxAgeNanos;
    private final Bounded<VersionKey, Body> versions = new Bounded<>(MOST_VERSIONS, HEAVIEST_VERSIONS, Body::weight);
    private volatile @Nullable Read last;

    /**
     * @param maxAge how old a snapshot may be; zero: it is read each time
     */
    public DynamoDbCampaigns(DynamoDbClient client, String configTable, Duration maxAge) {
        this.config = new DynamoTable(client, configTable);
        this.templates = new DynamoDbTemplates(client, configTable);
        this.maxAgeNanos = maxAge.toNanos();
    }

    private record VersionKey(String campaign, int number) {}

    /** @param weight length of the stored text, which is about what the version takes in memory */
    private record Body(Campaign.Version version, long weight) {}

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
        Snapshot snapshot = item == null ? Snapshot.EMPTY : snapshot(item);
        // After the snapshot: a head that is changed meanwhile comes with a higher number, and is read again.
        return newer(snapshot, item == null ? Heads.NONE : heads());
    }

    /** What is always known: heads of campaigns, audiences and lists. */
    private record Heads(SequencedMap<String, Campaign> campaigns, Groups groups) {
        static final Heads NONE = new Heads(new LinkedHashMap<>(), Groups.NONE);
    }

    private Heads heads() {
        SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>();
        SequencedMap<String, Audience> audiences = new LinkedHashMap<>();
        SequencedMap<String, StaticList> lists = new LinkedHashMap<>();
        Map<String, Approval> approvals = new LinkedHashMap<>();
        for (Item item : config.all(HEADS, "")) {
            if (item.sk().startsWith(AUDIENCE)) {
                audiences.put(item.sk().substring(AUDIENCE.length()), GroupCodec.audience(item.body()));
            } else if (item.sk().startsWith(LIST)) {
                lists.put(item.sk().substring(LIST.length()), GroupCodec.list(item.body()));
            } else if (item.sk().startsWith(APPROVAL)) {
                Approval approval = ApprovalCodec.read(item.body());
                approvals.put(approval.key(), approval);
            } else {
                campaigns.put(item.sk(), CampaignHeadCodec.read(item.body()));
            }
        }
        return new Heads(campaigns, new Groups(audiences, lists, approvals));
    }

    @Override
    public Campaign.Version version(String campaign, int number) {
        VersionKey key = new VersionKey(campaign, number);
        Body known = versions.find(key);
        if (known != null) {
            return known.version();
        }
        Item item = config.get(key(campaign, VERSION, number));
        if (item == null) {
            throw new IllegalArgumentException("Campaign " + campaign + " has no version " + number);
        }
        Campaign.Version read = CampaignVersionCodec.read(item.body(), this::template);
        versions.put(key, new Body(read, item.body().length()));
        return read;
    }

    private Template template(String key, int number) {
        TemplateVersion version = templates.version(key, number);
        if (version == null) {
            throw new IllegalStateException("Template " + key + " has no version " + number);
        }
        return version.template();
    }

    /** Stores its templates, where they are new, and names their numbers. */
    private Campaign.Version withStoredTemplates(Campaign.Version version, String by, Instant at) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        version.templates().forEach((key, template) -> {
            Integer known = version.templateVersions().get(key);
            numbers.put(key, known == null ? templates.save(template, by, at).number() : known);
        });
        return version.with(version.templates(), numbers);
    }

    @Override
    public List<Campaign.Published> versions(String campaign) {
        return config.all(pk(campaign), LINE).stream()
                .map(item -> {
                    Fields line = Fields.parse(item.body());
                    return new Campaign.Published(
                            (int) line.number("number"), line.at("at"), line.text("by"), line.flag("executable"));
                })
                .toList();
    }

    @Override
    public int nextNumber(String campaign) {
        Key key = new Key(pk(campaign), "NUMBER");
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item item = config.get(key);
            long number = item == null ? 0 : item.revision();
            if (config.save(Item.of(key), number)) {
                return Math.toIntExact(number + 1);
            }
        }
        throw tooManyAtOnce(campaign);
    }

    @Override
    public Campaign publish(Campaign.Version published, Campaign.Status status) {
        Campaign.Version version = withStoredTemplates(published, published.publishedBy(), published.publishedAt());
        String campaign = version.campaign();
        int number = version.number();
        Fields line = new Fields()
                .put("number", number)
                .at("at", version.publishedAt())
                .put("by", version.publishedBy())
                .put("executable", version.executable() != null);
        List<Item> own = List.of(
                Item.of(key(campaign, VERSION, number)).with(Item.BODY, body(version)),
                Item.of(key(campaign, LINE, number)).with(Item.BODY, line.write()));
        return change(campaign, known -> known == null ? Campaign.of(version, status) : known.with(version), own);
    }

    private static String body(Campaign.Version version) {
        return Limits.fitting(
                CampaignVersionCodec.write(version),
                Limits.ITEM,
                "flow",
                "The campaign has",
                "make its flow shorter, or split it into two campaigns");
    }

    private static String head(Campaign campaign) {
        return Limits.fitting(
                CampaignHeadCodec.write(campaign),
                LONGEST_HEAD,
                "trigger",
                "Trigger and name of the campaign have",
                "use fewer conditions");
    }

    @Override
    public @Nullable Draft draft(String campaign) {
        Item item = config.get(draftKey(campaign));
        if (item == null) {
            return null;
        }
        Fields line = Fields.parse(item.text("line"));
        return new Draft(
                CampaignVersionCodec.read(item.body(), this::template),
                (int) line.number("base"),
                item.revision(),
                line.text("by"),
                Instant.parse(line.text("at")));
    }

    @Override
    public List<Campaign> drafts() {
        return config.all(DRAFTS, "").stream()
                .map(item -> CampaignHeadCodec.read(item.body()))
                .toList();
    }

    @Override
    public @Nullable Draft save(Draft draft) {
        Campaign.Version content = withStoredTemplates(draft.content(), draft.by(), draft.at());
        String campaign = content.campaign();
        Draft saved = new Draft(content, draft.base(), draft.revision() + 1, draft.by(), draft.at());
        String line = new Fields()
                .put("base", saved.base())
                .put("by", saved.by())
                .put("at", saved.at().toString())
                .write();
        Item item = Item.of(draftKey(campaign)).with(Item.BODY, body(content)).with("line", line);
        Item listed =
                Item.of(new Key(DRAFTS, campaign)).with(Item.BODY, head(Campaign.of(content, Campaign.Status.DRAFT)));
        return config.saveAll(item, draft.revision(), List.of(listed), List.of()) ? saved : null;
    }

    @Override
    public boolean discard(Draft draft) {
        String campaign = draft.content().campaign();
        return config.deleteAll(draftKey(campaign), draft.revision(), List.of(new Key(DRAFTS, campaign)));
    }

    @Override
    public void executable(String campaign, int number, String executable) {
        Campaign.Version version = version(campaign, number);
        Campaign.Version anew = version.published(number, executable, version.publishedBy(), version.publishedAt());
        String body = body(anew);
        config.put(Item.of(key(campaign, VERSION, number)).with(Item.BODY, body));
        versions.put(new VersionKey(campaign, number), new Body(anew, body.length()));
    }

    @Override
    public void status(String campaign, Campaign.Status status, Resume resume, Instant at) {
        changeKnown(campaign, known -> known.with(status, resume, at));
    }

    @Override
    public void launches(String campaign, UnaryOperator<Launches> change) {
        changeKnown(campaign, known -> known.with(change.apply(known.launches())));
    }

    private void changeKnown(String campaign, UnaryOperator<Campaign> change) {
        change(
                campaign,
                known -> {
                    if (known == null) {
                        throw new IllegalArgumentException("No campaign \"" + campaign + "\"");
                    }
                    return change.apply(known);
                },
                List.of());
    }

    @Override
    public @Nullable Audience save(Audience audience, long number) {
        Audience saved = audience.since() == 0 ? audience.since(number + 1) : audience;
        String body = Limits.fitting(
                GroupCodec.write(saved),
                LONGEST_HEAD,
                "condition",
                "The audience has",
                "use fewer conditions, or an audience inside an audience");
        Item item = Item.of(new Key(HEADS, AUDIENCE + saved.key())).with(Item.BODY, body);
        return changeGroups(number, List.of(item), List.of()) ? saved : null;
    }

    @Override
    public boolean save(StaticList list, long number) {
        Item item = Item.of(new Key(HEADS, LIST + list.key())).with(Item.BODY, GroupCodec.write(list));
        return changeGroups(number, List.of(item), List.of());
    }

    @Override
    public boolean save(Approval approval, long number) {
        Item item = Item.of(new Key(HEADS, APPROVAL + approval.key())).with(Item.BODY, ApprovalCodec.write(approval));
        return changeGroups(number, List.of(item), List.of());
    }

    @Override
    public boolean remove(Group group, long number) {
        String prefix =
                switch (group.kind()) {
                    case AUDIENCE -> AUDIENCE;
                    case LIST -> LIST;
                    case CAMPAIGN ->
                        throw new IllegalArgumentException("A campaign's own group goes with the campaign");
                };
        return changeGroups(number, List.of(), List.of(new Key(HEADS, prefix + group.key())));
    }

    private boolean changeGroups(long number, List<Item> items, List<Key> gone) {
        Item before = config.get(SNAPSHOT);
        Snapshot snapshot = before == null ? Snapshot.EMPTY : snapshot(before);
        Item guarded = Item.of(SNAPSHOT).with(Item.BODY, snapshot.write());
        boolean saved = snapshot.number() == number && config.saveAll(guarded, number, items, gone);
        latest();
        return saved;
    }

    @Override
    public void shop(Shop shop) {
        change(snapshot -> snapshot.with(shop));
    }

    @Override
    public void writeKey(String sha256, Origin origin) {
        change(snapshot -> snapshot.with(sha256.toLowerCase(Locale.ROOT), origin));
    }

    private interface HeadChange {
        /** @param known null where there is no such campaign yet */
        Campaign of(@Nullable Campaign known);
    }

    /** @param others what is stored together with the head */
    private Campaign change(String campaign, HeadChange change, List<Item> others) {
        Key key = new Key(HEADS, campaign);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item before = config.get(SNAPSHOT);
            Snapshot snapshot = before == null ? Snapshot.EMPTY : snapshot(before);
            Item head = config.get(key);
            Campaign known = head == null ? null : CampaignHeadCodec.read(head.body());
            Campaign after = change.of(known).kept(known, snapshot.number() + 1);
            List<Item> items = new ArrayList<>(others);
            items.add(Item.of(key).with(Item.BODY, head(after)));
            if (config.saveAll(
                    Item.of(SNAPSHOT).with(Item.BODY, snapshot.write()), snapshot.number(), items, List.of())) {
                changed(snapshot.numbered(snapshot.number() + 1), after);
                return after;
            }
        }
        throw tooManyAtOnce(campaign);
    }

    private void change(UnaryOperator<Snapshot> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Item item = config.get(SNAPSHOT);
            Snapshot before = item == null ? Snapshot.EMPTY : snapshot(item);
            Snapshot after = change.apply(before);
            if (config.save(Item.of(SNAPSHOT).with(Item.BODY, after.write()), before.number())) {
                changed(after.numbered(before.number() + 1), null);
                return;
            }
        }
        throw tooManyAtOnce("the shop");
    }

    /** What this process changed itself need not be read, where it knew all the rest. */
    private void changed(Snapshot snapshot, @Nullable Campaign campaign) {
        Read known = last;
        if (known == null || known.configuration.number() != snapshot.number() - 1) {
            latest();
            return;
        }
        SequencedMap<String, Campaign> campaigns = new TreeMap<>(known.configuration.campaigns());
        if (campaign != null) {
            campaigns.put(campaign.key(), campaign);
        }
        newer(snapshot, new Heads(campaigns, known.configuration.groups()));
    }

    private static Unavailable tooManyAtOnce(String what) {
        return new Unavailable("Settings of " + what + " were changed by others again and again; try it once more");
    }

    /** Remembers a configuration, unless a newer one was read meanwhile. */
    private Configuration newer(Snapshot snapshot, Heads heads) {
        Configuration read = new Configuration(
                snapshot.number(), snapshot.shop(), heads.campaigns, heads.groups, snapshot.writeKeys());
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

    private static Key draftKey(String campaign) {
        return new Key(pk(campaign), "DRAFT");
    }

    private static Key key(String campaign, String prefix, int number) {
        return new Key(pk(campaign), prefix + String.format(Locale.ROOT, "%05d", number));
    }

    private static String pk(String campaign) {
        return "CAMPAIGN#" + campaign;
    }
}
