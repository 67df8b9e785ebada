package dev.homing.app.audience;

import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.condition.Need;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.flow.Effect;
import dev.homing.domain.flow.Flow;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.Group;
import dev.homing.domain.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Removes an audience or a list that nothing uses, and then its members, a page at a time. */
public final class RemoveGroup {
    /** By then everybody knows that it is gone, and nobody comes into it any more. */
    private static final Duration KNOWN_AFTER = Duration.ofMinutes(1);

    private final Campaigns campaigns;
    private final Broadcasts broadcasts;
    private final MemberWalks walks;
    private final OutcomeQueue outcomeQueue;
    private final Tries tries;

    public RemoveGroup(
            Campaigns campaigns, Broadcasts broadcasts, MemberWalks walks, OutcomeQueue outcomeQueue, Backoff backoff) {
        this.campaigns = campaigns;
        this.broadcasts = broadcasts;
        this.walks = walks;
        this.outcomeQueue = outcomeQueue;
        this.tries = new Tries(backoff);
    }

    public sealed interface Result {
        record Removed() implements Result {}

        record NotFound() implements Result {}

        /** @param users such as {@code the campaign "Cart recovery"} */
        record Used(List<String> users) implements Result {}
    }

    /** Asking once more goes on with what an interrupted request left. */
    public Result remove(Group group, Instant now) {
        String name = MemberWalk.removing(group);
        return tries.until("The group " + group.key(), () -> {
            Configuration configuration = campaigns.latest();
            MemberWalk before = walks.find(name);
            if (!exists(configuration, group)) {
                if (before == null || before.finished()) {
                    return new Result.NotFound();
                }
                outcomeQueue.enqueue(new Job.Members(name, before.step()), KNOWN_AFTER);
                return new Result.Removed();
            }
            List<String> users = users(configuration, group);
            if (!users.isEmpty()) {
                return new Result.Used(users);
            }
            // First, so that whoever is interrupted after the removal leaves word of what is still to be done.
            MemberWalk walk = MemberWalk.begun(name, group, new Purpose.Forget(), now, before);
            if (!walks.save(walk, before) || !campaigns.remove(group, configuration.number())) {
                return null;
            }
            outcomeQueue.enqueue(new Job.Members(name, walk.step()), KNOWN_AFTER);
            return new Result.Removed();
        });
    }

    private static boolean exists(Configuration configuration, Group group) {
        return switch (group.kind()) {
            case AUDIENCE -> configuration.groups().audiences().containsKey(group.key());
            case LIST -> configuration.groups().lists().containsKey(group.key());
            case CAMPAIGN -> false;
        };
    }

    private List<String> users(Configuration configuration, Group group) {
        List<String> users = new ArrayList<>();
        for (Campaign campaign : configuration.campaigns().values()) {
            if (campaign.decides()
                    && uses(
                            campaign.trigger(),
                            campaigns.version(campaign.key(), campaign.number()).flow(),
                            group)) {
                users.add("the campaign \"" + campaign.name() + "\"");
            }
            Broadcast broadcast = campaign.launches().last() == 0
                    ? null
                    : broadcasts.find(campaign.key(), campaign.launches().last());
            if (broadcast != null && broadcast.state().open() && reaches(broadcast, group)) {
                users.add("broadcast " + broadcast.number() + " of the campaign \"" + campaign.name() + "\"");
            }
        }
        for (Campaign one : campaigns.drafts()) {
            Draft draft = campaigns.draft(one.key());
            if (draft != null && uses(draft.content().trigger(), draft.content().flow(), group)) {
                users.add("the draft of the campaign \"" + one.name() + "\"");
            }
        }
        for (Audience audience : configuration.audiences()) {
            if (audience.group().equals(group)) {
                audience.destinations().keySet().forEach(name -> users.add("its destination \"" + name + "\""));
            }
            if (asks(audience.condition().needs(), group)) {
                users.add("the audience \"" + audience.name() + "\"");
            }
        }
        return users;
    }

    private static boolean reaches(Broadcast broadcast, Group group) {
        return broadcast.reach().include().contains(group)
                || broadcast.reach().exclude().contains(group);
    }

    private static boolean uses(Trigger trigger, Flow flow, Group group) {
        if (asks(trigger.needs(), group)) {
            return true;
        }
        for (Resolved condition : flow.asks()) {
            if (asks(condition.needs(), group)) {
                return true;
            }
        }
        return flow.nodes().values().stream()
                .anyMatch(node -> node instanceof Node.Change change && changes(change.effect(), group));
    }

    private static boolean changes(Effect effect, Group group) {
        return switch (effect) {
            case Effect.OnList(String list) -> Group.list(list).equals(group);
            case Effect.OffList(String list) -> Group.list(list).equals(group);
            case Effect.Attribute _, Effect.Suppressed _, Effect.Started _ -> false;
        };
    }

    private static boolean asks(Collection<Need> needs, Group group) {
        return needs.stream().anyMatch(need -> need instanceof Need.Membership(Group asked) && asked.equals(group));
    }
}
