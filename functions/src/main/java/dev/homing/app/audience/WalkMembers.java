package dev.homing.app.audience;

import dev.homing.app.SideBySide;
import dev.homing.app.customer.ChangeCustomer;
import dev.homing.app.customer.ChangeCustomer.Decided;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.MemberWalks;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.app.port.Memberships;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.TellQueue;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.app.port.Tellings;
import dev.homing.domain.Facts;
import dev.homing.domain.audience.Audience;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Takes walks through members further. What is done to a page does not matter when it is done again, and a page that was done is not counted again,
 * however often it is asked for.
 */
public final class WalkMembers {
    private static final int AT_A_TIME = 100;
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** There is no place in what is removed from its beginning on. */
    private static final String ON = "on";

    private final MemberWalks walks;
    private final Campaigns campaigns;
    private final Memberships memberships;
    private final ChangeCustomer changeCustomer;
    private final ChangeList changeList;
    private final Tellings tellings;
    private final TellQueue tellQueue;
    private final OutcomeQueue outcomeQueue;
    private final SideBySide sideBySide;

    public WalkMembers(
            MemberWalks walks,
            Campaigns campaigns,
            Memberships memberships,
            ChangeCustomer changeCustomer,
            ChangeList changeList,
            Tellings tellings,
            TellQueue tellQueue,
            OutcomeQueue outcomeQueue,
            SideBySide sideBySide) {
        this.walks = walks;
        this.campaigns = campaigns;
        this.memberships = memberships;
        this.changeCustomer = changeCustomer;
        this.changeList = changeList;
        this.tellings = tellings;
        this.tellQueue = tellQueue;
        this.outcomeQueue = outcomeQueue;
        this.sideBySide = sideBySide;
    }

    /** @param step of the walk, when this was asked for */
    public void page(String name, int step, Instant now) {
        MemberWalk walk = walks.find(name);
        if (walk == null || walk.finished()) {
            return;
        }
        if (walk.step() != step) {
            // Whoever did that page may have been interrupted before the next one was asked for.
            if (walk.step() == step + 1) {
                outcomeQueue.enqueue(new Job.Members(name, walk.step()), EVERY);
            }
            return;
        }
        MemberWalk after =
                switch (walk.purpose()) {
                    case Purpose.Freeze(String list) -> frozen(walk, list);
                    case Purpose.Fill(String destination) -> filled(walk, destination);
                    case Purpose.Untell(String destination) ->
                        tells(walk.group(), destination) ? walk.ended() : untold(walk, destination);
                    case Purpose.Forget() -> exists(walk.group()) ? walk.ended() : forgotten(walk, now);
                    case Purpose.Empty() -> exists(walk.group()) ? walk.ended() : emptied(walk);
                };
        if (walks.save(after, walk) && !after.finished()) {
            outcomeQueue.enqueue(new Job.Members(name, after.step()), EVERY);
        }
    }

    /** The events have names that follow from the walk, so that whoever is told twice that they are on the list is on it once. */
    private MemberWalk frozen(MemberWalk walk, String list) {
        if (!campaigns.latest().groups().lists().containsKey(list)) {
            return walk.ended();
        }
        Memberships.Page page = memberships.members(walk.group(), walk.place(), AT_A_TIME);
        List<Facts> members = page.members().stream()
                .map(customer -> Facts.of(Map.of("id", customer.value())))
                .toList();
        changeList.add(list, members, walk.since());
        return walk.further(members.size(), page.next());
    }

    private MemberWalk filled(MemberWalk walk, String destination) {
        if (!tells(walk.group(), destination)) {
            return walk.ended();
        }
        Memberships.Page page = memberships.members(walk.group(), walk.place(), AT_A_TIME);
        sideBySide.each(
                page.members(),
                customer -> tellQueue.enqueue(new TellJob(walk.group().key(), destination, customer), Duration.ZERO));
        return walk.further(page.members().size(), page.next());
    }

    private MemberWalk untold(MemberWalk walk, String destination) {
        return walk.further(0, tellings.clear(walk.group().key(), destination, AT_A_TIME) ? ON : null);
    }

    private boolean tells(Group group, String destination) {
        Audience audience = campaigns.latest().groups().audiences().get(group.key());
        return audience != null && audience.destinations().containsKey(destination);
    }

    private MemberWalk forgotten(MemberWalk walk, Instant now) {
        Memberships.Page page = memberships.members(walk.group(), walk.place(), AT_A_TIME);
        long number = walk.group().number();
        sideBySide.each(page.members(), customer -> forget(customer, number, now));
        MemberWalk further = walk.further(page.members().size(), page.next());
        return further.finished() ? walk.then(new Purpose.Empty()) : further;
    }

    private void forget(CustomerId customer, long group, Instant now) {
        changeCustomer.change(
                customer,
                now,
                state -> new Decided<>(
                        state.groups().has(group)
                                ? state.withGroups(state.groups().without(group))
                                : state,
                        group));
    }

    private MemberWalk emptied(MemberWalk walk) {
        return walk.further(0, memberships.clear(walk.group(), AT_A_TIME) ? ON : null);
    }

    private boolean exists(Group group) {
        Configuration.Groups groups = campaigns.latest().groups();
        return switch (group.kind()) {
            case AUDIENCE -> groups.audiences().containsKey(group.key());
            case LIST -> groups.lists().containsKey(group.key());
            case CAMPAIGN -> false;
        };
    }
}
