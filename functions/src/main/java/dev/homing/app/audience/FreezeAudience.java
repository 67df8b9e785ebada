package dev.homing.app.audience;

import dev.homing.app.audience.KeepAudiences.Saving;
import dev.homing.app.audience.KeepAudiences.Shown;
import dev.homing.app.audience.KeepAudiences.ShownList;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.Objects;

/** Puts everyone who is in an audience now on a new list, where they stay whatever they do. */
public final class FreezeAudience {
    private final KeepAudiences keepAudiences;
    private final MemberWalks walks;
    private final OutcomeQueue outcomeQueue;
    private final Tries tries;

    public FreezeAudience(KeepAudiences keepAudiences, MemberWalks walks, OutcomeQueue outcomeQueue, Backoff backoff) {
        this.keepAudiences = keepAudiences;
        this.walks = walks;
        this.outcomeQueue = outcomeQueue;
        this.tries = new Tries(backoff);
    }

    public sealed interface Result {
        /** @param list which fills up from now on */
        record Accepted(ShownList list) implements Result {}

        record NoAudience() implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}
    }

    /** Asking for the same once more changes nothing, and goes on with what an interrupted request left. */
    public Result freeze(String audience, String list, String name, Instant now) {
        Shown shown = keepAudiences.find(audience);
        if (shown == null) {
            return new Result.NoAudience();
        }
        Group group = shown.audience().group();
        MemberWalk known = walks.find(MemberWalk.freezing(list));
        if (keepAudiences.findList(list) != null) {
            if (known == null || !known.group().equals(group)) {
                return new Result.Refused("There is a list \"" + list + "\" already; give the new one another key");
            }
            return go(known, list);
        }
        if (shown.filling()) {
            return new Result.Refused("The audience is still filling; wait until everybody was looked at");
        }
        MemberWalk walk = tries.until("The list " + list, () -> {
            MemberWalk before = walks.find(MemberWalk.freezing(list));
            MemberWalk begun =
                    MemberWalk.begun(MemberWalk.freezing(list), group, new Purpose.Freeze(list), now, before);
            return walks.save(begun, before) ? begun : null;
        });
        return switch (keepAudiences.saveList(list, name, null, now)) {
            case Saving.Refused<ShownList>(String why) -> new Result.Refused(why);
            case Saving.Outdated<ShownList>(Instant _), Saving.Saved<ShownList>(ShownList _) -> go(walk, list);
        };
    }

    private Result go(MemberWalk walk, String list) {
        if (!walk.finished()) {
            outcomeQueue.enqueue(new Job.Members(walk.name(), walk.step()));
        }
        return new Result.Accepted(Objects.requireNonNull(keepAudiences.findList(list)));
    }
}
