package dev.homing.domain.campaign;

import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.condition.Subject;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.template.Approval;
import dev.homing.domain.template.Template;
import dev.homing.domain.trigger.Start;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shop, heads of campaigns, audiences, lists and write keys as of one moment. What an event costs to find what it concerns does not depend on how
 * much else there is.
 */
public final class Configuration {
    private final long number;
    private final Shop shop;
    private final SequencedMap<String, Campaign> campaigns;
    private final Groups groups;
    private final Map<String, Origin> writeKeys;
    private final Map<String, List<Campaign>> byEvent = new HashMap<>();
    private final Map<String, List<Need.Times>> keeps = new HashMap<>();
    private final List<Campaign> byTime = new ArrayList<>();
    private final Set<String> watched = new LinkedHashSet<>();
    private final Map<String, List<Campaign>> byAttribute = new HashMap<>();
    private long keptSince;
    private long groupedSince;

    /**
     * What is known beside campaigns: audiences, lists, and what WhatsApp said of templates, each by its key.
     */
    public record Groups(
            SequencedMap<String, Audience> audiences,
            SequencedMap<String, StaticList> lists,
            Map<String, Approval> approvals) {
        public static final Groups NONE = new Groups(new LinkedHashMap<>(), new LinkedHashMap<>(), Map.of());

        public Groups {
            audiences = new LinkedHashMap<>(audiences);
            lists = new LinkedHashMap<>(lists);
            approvals = Map.copyOf(approvals);
        }
    }

    /**
     * @param number grows with every change
     * @param writeKeys SHA-256 of the key in hex -> whose it is
     */
    public Configuration(
            long number,
            Shop shop,
            SequencedMap<String, Campaign> campaigns,
            Groups groups,
            Map<String, Origin> writeKeys) {
        this.number = number;
        this.shop = shop;
        this.campaigns = new LinkedHashMap<>(campaigns);
        this.groups = groups;
        this.writeKeys = Map.copyOf(writeKeys);
        campaigns.values().stream().filter(Campaign::decides).forEach(this::index);
        for (Audience audience : groups.audiences.values()) {
            groupedSince = Math.max(groupedSince, audience.since());
            keep(audience.condition().needs(), audience.since());
        }
    }

    private void index(Campaign campaign) {
        for (String event : campaign.trigger().events()) {
            byEvent.computeIfAbsent(event, _ -> new ArrayList<>()).add(campaign);
        }
        keep(campaign.needs(), campaign.keptSince());
        switch (campaign.trigger().start()) {
            case Start.Becomes _ -> {
                byTime.add(campaign);
                groupedSince = Math.max(groupedSince, campaign.keptSince());
            }
            case Start.OnDate _ -> {
                byTime.add(campaign);
                groupedSince = Math.max(groupedSince, campaign.keptSince());
            }
            case Start.Changed changed -> {
                watched.add(changed.attribute());
                byAttribute
                        .computeIfAbsent(changed.attribute(), _ -> new ArrayList<>())
                        .add(campaign);
            }
            case Start.Happened _, Start.Unfinished _, Start.Called _ -> {
                // Their events find them.
            }
        }
    }

    private void keep(Collection<Need> needs, long since) {
        for (Need need : needs) {
            if (need instanceof Need.Times times) {
                keptSince = Math.max(keptSince, since);
                for (String event : times.event().names()) {
                    List<Need.Times> kept = keeps.computeIfAbsent(event, _ -> new ArrayList<>());
                    Need.Times same =
                            kept.stream().filter(times::isLike).findFirst().orElse(null);
                    if (same == null) {
                        kept.add(times);
                    } else if (times.latest() > same.latest()) {
                        kept.remove(same);
                        kept.add(times);
                    }
                }
            }
        }
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

    public Groups groups() {
        return groups;
    }

    public Collection<Audience> audiences() {
        return groups.audiences.values();
    }

    public Map<String, Origin> writeKeys() {
        return writeKeys;
    }

    /** What WhatsApp says of a template, where it cannot be sent or is about to be stopped; null otherwise. */
    public @Nullable Approval approval(Template template) {
        return template instanceof Template.WhatsApp whatsApp
                ? groups.approvals.get(Approval.key(whatsApp.approvedName(), whatsApp.language()))
                : null;
    }

    public @Nullable Campaign campaign(String key) {
        return campaigns.get(key);
    }

    /** Where a customer's clock is: theirs, else the shop's. */
    public ZoneId zoneOf(Profile profile) {
        ZoneId zone = profile.timeZone();
        return zone == null ? shop.zone() : zone;
    }

    /** What counts for conditions where customers and events say nothing. */
    public Subject.Shop defaults() {
        return new Subject.Shop(shop.currency(), shop.zone());
    }

    /** Active and paused campaigns whose trigger is about an event. */
    public List<Campaign> startedBy(CustomerEvent event) {
        if (event.is(OwnEvents.CAMPAIGN_CALLED)) {
            String key = event.properties().text("campaign");
            Campaign called = key == null ? null : campaigns.get(key);
            return called != null && called.decides() && called.trigger().start() instanceof Start.Called
                    ? List.of(called)
                    : List.of();
        }
        return about(event, byEvent).stream()
                .filter(campaign -> campaign.trigger().isAbout(event))
                .distinct()
                .toList();
    }

    /** Whether anything is started, ended or counted by events of a title. */
    public boolean concerns(String title) {
        return byEvent.containsKey(title)
                || keeps.containsKey(title)
                || byTime.stream().anyMatch(campaign -> isWokenBy(campaign, title))
                || audiences().stream()
                        .anyMatch(audience -> audience.condition().wokenBy().contains(title));
    }

    private static boolean isWokenBy(Campaign campaign, String title) {
        return campaign.trigger().start() instanceof Start.Becomes(Resolved condition)
                && condition.wokenBy().contains(title);
    }

    /** Which times of an event have to be kept. */
    public List<Need.Times> keeps(CustomerEvent event) {
        return about(event, keeps);
    }

    /** Without audiences and lists. */
    public Configuration(
            long number, Shop shop, SequencedMap<String, Campaign> campaigns, Map<String, Origin> writeKeys) {
        this(number, shop, campaigns, Groups.NONE, writeKeys);
    }

    private static <T> List<T> about(CustomerEvent event, Map<String, List<T>> by) {
        List<T> named = by.getOrDefault(event.title(), List.of());
        List<T> any = event.isDeed() ? by.getOrDefault(OwnEvents.ANY, List.of()) : List.of();
        if (any.isEmpty()) {
            return named;
        }
        List<T> all = new ArrayList<>(named);
        all.addAll(any);
        return all;
    }

    /** Active and paused campaigns that start when a condition becomes true, or on a date. */
    public List<Campaign> startedByTime() {
        return byTime;
    }

    /** Attributes by whose change campaigns start. */
    public Set<String> watchedAttributes() {
        return watched;
    }

    public List<Campaign> startedByChangeOf(String attribute) {
        return byAttribute.getOrDefault(attribute, List.of());
    }

    /** As of which configuration the last of the times are kept that conditions ask about; 0 where none are. */
    public long keptSince() {
        return keptSince;
    }

    /** As of which configuration the last of the conditions counts that customers are grouped by; 0 where there is none. */
    public long groupedSince() {
        return groupedSince;
    }
}
