package dev.homing.adapter.memory;

import dev.homing.app.port.Campaigns;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Campaigns and settings in memory. */
public final class MemoryCampaigns implements Campaigns {
    /** Those that the campaigns use. */
    public final MemoryTemplates templates = new MemoryTemplates();

    private final Map<String, NavigableMap<Integer, Campaign.Version>> versions = new LinkedHashMap<>();
    private final Map<String, Draft> drafts = new TreeMap<>();
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
    public synchronized Campaign publish(Campaign.Version published, Campaign.Status status) {
        Campaign.Version version = withStoredTemplates(published, published.publishedBy(), published.publishedAt());
        versions.computeIfAbsent(version.campaign(), _ -> new TreeMap<>()).put(version.number(), version);
        Campaign known = configuration.campaign(version.campaign());
        Campaign after = known == null ? Campaign.of(version, status) : known.with(version);
        return change(after.kept(known, configuration.number() + 1));
    }

    private Campaign.Version withStoredTemplates(Campaign.Version version, String by, Instant at) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        version.templates().forEach((key, template) -> {
            Integer known = version.templateVersions().get(key);
            numbers.put(key, known == null ? templates.save(template, by, at).number() : known);
        });
        return version.with(version.templates(), numbers);
    }

    @Override
    public synchronized @Nullable Draft draft(String campaign) {
        return drafts.get(campaign);
    }

    @Override
    public synchronized List<Campaign> drafts() {
        return drafts.values().stream()
                .map(draft -> Campaign.of(draft.content(), Campaign.Status.DRAFT))
                .toList();
    }

    @Override
    public synchronized @Nullable Draft save(Draft draft) {
        Draft known = drafts.get(draft.content().campaign());
        if ((known == null ? 0 : known.revision()) != draft.revision()) {
            return null;
        }
        Draft saved = new Draft(
                withStoredTemplates(draft.content(), draft.by(), draft.at()),
                draft.base(),
                draft.revision() + 1,
                draft.by(),
                draft.at());
        drafts.put(draft.content().campaign(), saved);
        return saved;
    }

    @Override
    public synchronized boolean discard(Draft draft) {
        Draft known = drafts.get(draft.content().campaign());
        if (known == null || known.revision() != draft.revision()) {
            return false;
        }
        drafts.remove(draft.content().campaign());
        return true;
    }

    @Override
    public synchronized void executable(String campaign, int number, String executable) {
        Campaign.Version version = version(campaign, number);
        versions.computeIfAbsent(campaign, _ -> new TreeMap<>())
                .put(number, version.published(number, executable, version.publishedBy(), version.publishedAt()));
    }

    @Override
    public synchronized void status(String campaign, Campaign.Status status, Resume resume, Instant at) {
        Campaign known = known(campaign);
        change(known.with(status, resume, at).kept(known, configuration.number() + 1));
    }

    @Override
    public synchronized void launches(String campaign, UnaryOperator<Launches> change) {
        Campaign known = known(campaign);
        change(known.with(change.apply(known.launches())));
    }

    private Campaign known(String campaign) {
        Campaign known = configuration.campaign(campaign);
        if (known == null) {
            throw new IllegalArgumentException("No campaign \"" + campaign + "\"");
        }
        return known;
    }

    @Override
    public synchronized void shop(Shop shop) {
        configuration = new Configuration(
                configuration.number() + 1,
                shop,
                configuration.campaigns(),
                configuration.groups(),
                configuration.writeKeys());
    }

    @Override
    public synchronized void writeKey(String sha256, Origin origin) {
        Map<String, Origin> keys = new LinkedHashMap<>(configuration.writeKeys());
        keys.put(sha256, origin);
        configuration = new Configuration(
                configuration.number() + 1,
                configuration.shop(),
                configuration.campaigns(),
                configuration.groups(),
                keys);
    }

    private Campaign change(Campaign campaign) {
        SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>(configuration.campaigns());
        campaigns.put(campaign.key(), campaign);
        configuration = new Configuration(
                configuration.number() + 1,
                configuration.shop(),
                campaigns,
                configuration.groups(),
                configuration.writeKeys());
        return campaign;
    }

    @Override
    public synchronized @Nullable Audience save(Audience audience, long number) {
        if (configuration.number() != number) {
            return null;
        }
        Audience saved = audience.since() == 0 ? audience.since(number + 1) : audience;
        SequencedMap<String, Audience> audiences =
                new LinkedHashMap<>(configuration.groups().audiences());
        audiences.put(saved.key(), saved);
        change(new Groups(
                audiences,
                configuration.groups().lists(),
                configuration.groups().approvals()));
        return saved;
    }

    @Override
    public synchronized boolean save(StaticList list, long number) {
        if (configuration.number() != number) {
            return false;
        }
        SequencedMap<String, StaticList> lists =
                new LinkedHashMap<>(configuration.groups().lists());
        lists.put(list.key(), list);
        change(new Groups(
                configuration.groups().audiences(),
                lists,
                configuration.groups().approvals()));
        return true;
    }

    @Override
    public synchronized boolean remove(Group group, long number) {
        if (configuration.number() != number) {
            return false;
        }
        SequencedMap<String, Audience> audiences =
                new LinkedHashMap<>(configuration.groups().audiences());
        SequencedMap<String, StaticList> lists =
                new LinkedHashMap<>(configuration.groups().lists());
        audiences.values().removeIf(audience -> audience.group().equals(group));
        lists.values().removeIf(list -> list.group().equals(group));
        change(new Groups(audiences, lists, configuration.groups().approvals()));
        return true;
    }

    @Override
    public synchronized boolean save(Approval approval, long number) {
        if (configuration.number() != number) {
            return false;
        }
        Map<String, Approval> approvals = new HashMap<>(configuration.groups().approvals());
        approvals.put(approval.key(), approval);
        change(new Groups(
                configuration.groups().audiences(), configuration.groups().lists(), approvals));
        return true;
    }

    private void change(Groups groups) {
        configuration = new Configuration(
                configuration.number() + 1,
                configuration.shop(),
                configuration.campaigns(),
                groups,
                configuration.writeKeys());
    }
}
