package dev.homing.app.audience;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Walks;
import dev.homing.app.port.Walks.Walk;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Saves, shows and removes audiences and lists. */
public final class KeepAudiences {
    private final Campaigns campaigns;
    private final Memberships memberships;
    private final Walks walks;
    private final OutcomeQueue outcomeQueue;

    public KeepAudiences(Campaigns campaigns, Memberships memberships, Walks walks, OutcomeQueue outcomeQueue) {
        this.campaigns = campaigns;
        this.memberships = memberships;
        this.walks = walks;
        this.outcomeQueue = outcomeQueue;
    }

    /**
     * @param count its members now
     * @param filling whether customers are still being looked at who may belong to it
     * @param looked how many of them were looked at by the walk that is in progress
     */
    public record Shown(Audience audience, long count, boolean filling, long looked) {}

    public record ShownList(StaticList list, long count) {}

    /** Saves an audience; where its condition is another one than before, everybody is looked at. */
    public Shown save(String key, String name, Resolved condition, Instant now) {
        Audience known = campaigns.latest().groups().audiences().get(key);
        Audience saved = known;
        if (saved == null
                || !saved.condition().equals(condition)
                || !saved.name().equals(name)) {
            saved = campaigns.save(new Audience(key, name, condition, 0, now));
        }
        Shown shown = shown(saved, walks.latest());
        // Also where it is saved once more: whoever saved it first may have been interrupted here.
        if (shown.filling()) {
            outcomeQueue.enqueue(new Job.Walk(saved.since(), null));
        }
        return shown;
    }

    public @Nullable Shown find(String key) {
        Audience audience = campaigns.latest().groups().audiences().get(key);
        return audience == null ? null : shown(audience, walks.latest());
    }

    public List<Shown> all() {
        Walk walk = walks.latest();
        return campaigns.latest().audiences().stream()
                .map(audience -> shown(audience, walk))
                .toList();
    }

    private Shown shown(Audience audience, Walk walk) {
        boolean filling = walk.finished() < audience.since();
        return new Shown(audience, memberships.count(audience.group()), filling, filling ? walk.looked() : 0);
    }

    public ShownList saveList(String key, String name, Instant now) {
        StaticList known = campaigns.latest().groups().lists().get(key);
        StaticList list = new StaticList(key, name, known == null ? now : known.at());
        if (!list.equals(known)) {
            campaigns.save(list);
        }
        return new ShownList(list, memberships.count(list.group()));
    }

    public @Nullable ShownList findList(String key) {
        StaticList list = campaigns.latest().groups().lists().get(key);
        return list == null ? null : new ShownList(list, memberships.count(list.group()));
    }

    public List<ShownList> lists() {
        return campaigns.latest().groups().lists().values().stream()
                .map(list -> new ShownList(list, memberships.count(list.group())))
                .toList();
    }

    /** Members of an audience or a list. */
    public Memberships.Page members(Group group, @Nullable String after, int limit) {
        return memberships.members(group, after, limit);
    }
}
