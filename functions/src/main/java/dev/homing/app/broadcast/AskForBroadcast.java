package dev.homing.app.broadcast;

import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.id.Group;
import dev.homing.domain.trigger.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has a campaign launched to many customers, at once or at a time, and stops that again. */
public final class AskForBroadcast {
    /** Broadcasts of a campaign among which one is known again by its key. */
    private static final int REMEMBERED = 50;

    private final Broadcasts broadcasts;
    private final Campaigns campaigns;
    private final OutcomeQueue outcomeQueue;

    public AskForBroadcast(Broadcasts broadcasts, Campaigns campaigns, OutcomeQueue outcomeQueue) {
        this.broadcasts = broadcasts;
        this.campaigns = campaigns;
        this.outcomeQueue = outcomeQueue;
    }

    public sealed interface Result {
        record Accepted(Broadcast broadcast) implements Result {}

        record NoCampaign() implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}

        /** @param groups that are meant and do not exist */
        record NoGroups(List<Group> groups) implements Result {}
    }

    /**
     * Asking for the same once more while it is not over changes nothing, and goes on with what an interrupted request left.
     *
     * @param once the same request under the same key is the same broadcast, also when that is over; null: each asks for a new one
     */
    public Result ask(String key, Reach reach, Timing timing, String by, @Nullable String once, Instant now) {
        Configuration configuration = campaigns.latest();
        Campaign campaign = configuration.campaign(key);
        if (campaign == null) {
            return campaigns.draft(key) == null
                    ? new Result.NoCampaign()
                    : new Result.Refused("The campaign is a draft; activate it first");
        }
        if (!campaign.active()) {
            return new Result.Refused("The campaign is " + campaign.status().key() + "; activate it first");
        }
        if (!(campaign.trigger().start() instanceof Start.Called)) {
            return new Result.Refused(
                    "The campaign starts by itself and is not launched; give it a trigger of the type \"called\"");
        }
        List<Group> missing = new ArrayList<>();
        for (Set<Group> groups : List.of(reach.include(), reach.exclude())) {
            groups.stream().filter(group -> !exists(configuration, group)).forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            return new Result.NoGroups(missing);
        }
        Broadcast same = once == null ? null : knownBy(once, key);
        if (same != null) {
            begin(same);
            return new Result.Accepted(same);
        }
        Broadcast latest = latest(key);
        if (latest != null && latest.state().open()) {
            if (!latest.asksTheSameAs(reach, timing)) {
                return new Result.Refused("Broadcast " + latest.number() + " of this campaign is "
                        + latest.state().key() + "; stop it first, or wait until it is finished");
            }
            begin(latest);
            return new Result.Accepted(latest);
        }
        Broadcast asked = Broadcast.asked(key, latest == null ? 1 : latest.number() + 1, reach, timing, by, once, now);
        if (!broadcasts.save(asked, null)) {
            return new Result.Refused(
                    "Somebody else launched the campaign at this moment; look at that broadcast first");
        }
        begin(asked);
        return new Result.Accepted(asked);
    }

    private @Nullable Broadcast knownBy(String once, String key) {
        return broadcasts.of(key, REMEMBERED).stream()
                .filter(broadcast -> once.equals(broadcast.once()))
                .findFirst()
                .orElse(null);
    }

    /** Doing it twice is no harm: a page that was done already is left out. One whose time has not come is put off by whoever does it. */
    void begin(Broadcast broadcast) {
        campaigns.launches(broadcast.campaign(), launches -> launches.begun(broadcast.number()));
        outcomeQueue.enqueue(new Job.Broadcast(broadcast.campaign(), broadcast.number(), broadcast.step()));
    }

    /** Nothing more of the latest broadcast goes out. Stopping what is over changes nothing. */
    public Result stop(String key, Instant now) {
        if (campaigns.latest().campaign(key) == null) {
            return campaigns.draft(key) == null
                    ? new Result.NoCampaign()
                    : new Result.Refused("The campaign is a draft, and was not launched");
        }
        Broadcast latest = latest(key);
        if (latest == null) {
            return new Result.Refused("The campaign was not launched; there is nothing to stop");
        }
        // First, as every message asks it: what is in the queues already does not go out any more.
        campaigns.launches(key, launches -> launches.stopped(latest.number()));
        Broadcast stopping = latest;
        while (stopping.state() != Broadcast.State.STOPPED && stopping.state() != Broadcast.State.STOPPING) {
            Broadcast stopped = stopping.in(Broadcast.State.STOPPING, now);
            if (broadcasts.save(stopped, stopping.step())) {
                stopping = stopped;
            } else {
                stopping = Objects.requireNonNull(broadcasts.find(key, latest.number()));
            }
        }
        if (stopping.state() == Broadcast.State.STOPPING) {
            outcomeQueue.enqueue(new Job.Broadcast(key, stopping.number(), stopping.step()));
        }
        return new Result.Accepted(stopping);
    }

    /** The latest broadcast of a campaign; null where there is none. */
    @Nullable
    Broadcast latest(String key) {
        List<Broadcast> latest = broadcasts.of(key, 1);
        return latest.isEmpty() ? null : latest.getFirst();
    }

    private static boolean exists(Configuration configuration, Group group) {
        return switch (group.kind()) {
            case AUDIENCE -> configuration.groups().audiences().containsKey(group.key());
            case LIST -> configuration.groups().lists().containsKey(group.key());
            case CAMPAIGN -> false;
        };
    }
}
