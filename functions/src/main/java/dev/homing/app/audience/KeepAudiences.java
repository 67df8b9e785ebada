package dev.homing.app.audience;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.Walks;
import dev.homing.app.port.Walks.Walk;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.audience.StaticList;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Saves and shows audiences and lists. */
public final class KeepAudiences {
    private final Campaigns campaigns;
    private final Memberships memberships;
    private final Walks walks;
    private final MemberWalks memberWalks;
    private final OutcomeQueue outcomeQueue;
    private final Tries tries;

    public KeepAudiences(
            Campaigns campaigns,
            Memberships memberships,
            Walks walks,
            MemberWalks memberWalks,
            OutcomeQueue outcomeQueue,
            Backoff backoff) {
        this.campaigns = campaigns;
        this.memberships = memberships;
        this.walks = walks;
        this.memberWalks = memberWalks;
        this.outcomeQueue = outcomeQueue;
        this.tries = new Tries(backoff);
    }

    /**
     * @param count its members now
     * @param filling whether customers are still being looked at who may belong to it
     * @param looked how many of them were looked at by the walk that is in progress
     */
    public record Shown(Audience audience, long count, boolean filling, long looked) {}

    /** @param copied how many members of the audience that it was made of were put on it so far; null where it is not being filled */
    public record ShownList(
            StaticList list, long count, @Nullable Long copied) {}

    /** What became of saving one. */
    public sealed interface Saving<T> {
        record Saved<T>(T shown) implements Saving<T> {}

        /**
         * Somebody changed it since it was opened.
         *
         * @param at when its condition was saved, or when the list was made; null where it was removed
         */
        record Outdated<T>(@Nullable Instant at) implements Saving<T> {}

        /** @param why and what can be done */
        record Refused<T>(String why) implements Saving<T> {}
    }

    /**
     * Saves an audience; where its condition is another one than before, everybody is looked at.
     *
     * @param expected {@link Audience#tag} of the one that was opened; null: whatever is there is replaced
     */
    public Saving<Shown> save(String key, String name, Resolved condition, @Nullable String expected, Instant now) {
        Saving<Audience> saving = tries.until("The audience " + key, () -> {
            Configuration configuration = campaigns.latest();
            Audience known = configuration.groups().audiences().get(key);
            if (expected != null && (known == null || !expected.equals(known.tag()))) {
                return new Saving.Outdated<>(known == null ? null : known.at());
            }
            if (known == null && isBeingRemoved(Group.audience(key))) {
                return new Saving.Refused<>(stillThere(key));
            }
            Audience changed;
            if (known == null) {
                changed = new Audience(key, name, condition, 0, now);
            } else if (known.condition().equals(condition)) {
                changed = known.named(name);
            } else {
                changed = known.asking(name, condition, now);
            }
            Audience saved = changed.equals(known) ? known : campaigns.save(changed, configuration.number());
            return saved == null ? null : new Saving.Saved<>(saved);
        });
        return switch (saving) {
            case Saving.Saved<Audience>(Audience saved) -> {
                Shown shown = shown(saved, walks.latest());
                // Also where it is saved once more: whoever saved it first may have been interrupted here.
                if (shown.filling()) {
                    outcomeQueue.enqueue(new Job.Walk(saved.since(), null));
                }
                yield new Saving.Saved<>(shown);
            }
            case Saving.Outdated<Audience>(Instant at) -> new Saving.Outdated<>(at);
            case Saving.Refused<Audience>(String why) -> new Saving.Refused<>(why);
        };
    }

    private boolean isBeingRemoved(Group group) {
        MemberWalk walk = memberWalks.find(MemberWalk.removing(group));
        return walk != null && !walk.finished();
    }

    private static String stillThere(String key) {
        return "Members of an earlier \"" + key
                + "\" are still being removed; try again in a few minutes, or give another key";
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

    /** @param expected {@link StaticList#tag} of the one that was opened; null: whatever is there is replaced */
    public Saving<ShownList> saveList(String key, String name, @Nullable String expected, Instant now) {
        return tries.until("The list " + key, () -> {
            Configuration configuration = campaigns.latest();
            StaticList known = configuration.groups().lists().get(key);
            if (expected != null && (known == null || !expected.equals(known.tag()))) {
                return new Saving.Outdated<>(known == null ? null : known.at());
            }
            if (known == null && isBeingRemoved(Group.list(key))) {
                return new Saving.Refused<>(stillThere(key));
            }
            StaticList list = new StaticList(key, name, known == null ? now : known.at());
            return list.equals(known) || campaigns.save(list, configuration.number())
                    ? new Saving.Saved<>(shown(list))
                    : null;
        });
    }

    public @Nullable ShownList findList(String key) {
        StaticList list = campaigns.latest().groups().lists().get(key);
        return list == null ? null : shown(list);
    }

    private ShownList shown(StaticList list) {
        MemberWalk walk = memberWalks.find(MemberWalk.freezing(list.key()));
        return new ShownList(
                list, memberships.count(list.group()), walk == null || walk.finished() ? null : walk.done());
    }

    public List<ShownList> lists() {
        return campaigns.latest().groups().lists().values().stream()
                .map(this::shown)
                .toList();
    }

    /** Members of an audience or a list. */
    public Memberships.Page members(Group group, @Nullable String after, int limit) {
        return memberships.members(group, after, limit);
    }
}
