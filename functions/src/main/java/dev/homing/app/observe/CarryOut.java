package dev.homing.app.observe;

import dev.homing.app.audience.ChangeMembership;
import dev.homing.app.customer.ChangeProfile;
import dev.homing.app.customer.Tries;
import dev.homing.app.port.Backoff;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Orders;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendQueue;
import dev.homing.app.port.Timeline;
import dev.homing.app.port.Timers;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Retention;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.Group;
import dev.homing.domain.id.RunId;
import dev.homing.domain.order.OrderRecord;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.ActiveRun;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Does what was decided, in the order it was decided, each under a name that makes twice the same as once, and clears it. What cannot be
 * done now stays pending and goes to the outcomes queue.
 */
public final class CarryOut {
    /** What a merge kept out of a profile, as a timeline's entry names it; a hundred at the most are known. */
    private static final int MOST_NAMED = 20;

    /** Longer than any function runs: a timer that is due sooner might fire before its entry is saved, and be taken for a stale one. */
    private static final Duration SAVED_WITHIN = Duration.ofMinutes(2);

    private final CustomerStates states;
    private final ChangeProfile changeProfile;
    private final Timeline timeline;
    private final Runs runs;
    private final Orders orders;
    private final KeepOrders keepOrders;
    private final Campaigns campaigns;
    private final Timers timers;
    private final Journeys journeys;
    private final OutcomeQueue outcomeQueue;
    private final ChangeMembership changeMembership;
    private final Tries tries;
    private final StartRun startRun;

    public CarryOut(
            CustomerStates states,
            ChangeProfile changeProfile,
            Timeline timeline,
            Runs runs,
            Orders orders,
            KeepOrders keepOrders,
            Campaigns campaigns,
            Timers timers,
            Journeys journeys,
            SendQueue sendQueue,
            OutcomeQueue outcomeQueue,
            ChangeMembership changeMembership,
            Backoff backoff) {
        this.states = states;
        this.changeProfile = changeProfile;
        this.timeline = timeline;
        this.runs = runs;
        this.orders = orders;
        this.keepOrders = keepOrders;
        this.campaigns = campaigns;
        this.timers = timers;
        this.journeys = journeys;
        this.outcomeQueue = outcomeQueue;
        this.changeMembership = changeMembership;
        this.tries = new Tries(backoff);
        this.startRun = new StartRun(timeline, runs, campaigns, journeys, sendQueue, tries);
    }

    /**
     * @param state as just loaded or saved
     * @param atHand timeline entries that were put in this invocation, so that they need not be read
     */
    void pendingOf(CustomerState state, List<Timeline.Entry> atHand, Instant now) {
        if (state.pending().isEmpty()) {
            return;
        }
        List<Outcome> done = new ArrayList<>();
        Set<RunId> over = new HashSet<>();
        boolean later = false;
        for (Outcome outcome : state.pending()) {
            try {
                if (carryOut(state, outcome, atHand, over, now)) {
                    done.add(outcome);
                }
            } catch (Unavailable throttled) {
                later = true;
            }
        }
        clear(state, done, over);
        if (later) {
            outcomeQueue.enqueue(new OutcomeQueue.Job.Settle(state.id()));
        }
    }

    /**
     * Arms the timers that a state is about to be saved with, so that no other write has to clear them. Should the save fail, they fire, find
     * no entry, and do nothing.
     *
     * @return the state without what was done
     */
    CustomerState armTimers(CustomerState state, Instant now) {
        List<Outcome> left = new ArrayList<>(state.pending());
        for (Outcome outcome : state.pending()) {
            if (outcome instanceof Outcome.ArmTimer arm && arm.at().isAfter(now.plus(SAVED_WITHIN))) {
                try {
                    arm(state, arm);
                    left.remove(outcome);
                } catch (Unavailable throttled) {
                    return state.withPending(left);
                }
            }
        }
        return state.withPending(left);
    }

    private void arm(CustomerState state, Outcome.ArmTimer arm) {
        boolean wanted =
                state.timers().stream().anyMatch(timer -> timer.timerId().equals(arm.timerId()));
        if (wanted) {
            timers.arm(state.id(), arm.timerId(), arm.at());
        }
    }

    /** @param over runs that turned out to be over: they keep nobody from being started again */
    private void clear(CustomerState first, List<Outcome> done, Set<RunId> over) {
        if (done.isEmpty() || cleared(first, done, over)) {
            return;
        }
        tries.until("The customer " + first.id(), () -> {
            CustomerState state = states.load(first.id());
            // Frozen meanwhile: whoever absorbed it carries them out once more, to no effect.
            return (state.mergedInto() != null || cleared(state, done, over)) ? true : null;
        });
    }

    private boolean cleared(CustomerState state, List<Outcome> done, Set<RunId> over) {
        List<Outcome> left = new ArrayList<>(state.pending());
        if (!left.removeAll(done)) {
            return true;
        }
        List<ActiveRun> open =
                state.runs().stream().filter(run -> !over.contains(run.id())).toList();
        return states.save(state.withPending(left).withRuns(open));
    }

    /** @return false where it has to stay pending: until its event comes again, or until its message is sent */
    private boolean carryOut(
            CustomerState state, Outcome outcome, List<Timeline.Entry> atHand, Set<RunId> over, Instant now) {
        switch (outcome) {
            case Outcome.StartRun start -> {
                return startRun.start(state, start, atHand, over, now);
            }
            case Outcome.TellRun tell -> {
                return startRun.tell(tell, atHand);
            }
            case Outcome.ArmTimer arm -> arm(state, arm);
            case Outcome.EndRun end ->
                close(
                        end.run(),
                        run -> run.exited(end.why(), end.at()),
                        end.at(),
                        end.why().code().key());
            case Outcome.Answer answer -> answer(answer);
            case Outcome.Convert convert -> convert(state, convert, now);
            case Outcome.TakeBack back -> {
                keepOrders.change(back.order(), now, known -> known.refunded(back.event(), back.refund()));
                keepOrders.takeOff(back.order(), now);
            }
            case Outcome.Member member -> changeMembership.put(member.group(), state.id(), member.in(), member.at());
            case Outcome.MergeProfile merge -> {
                changeProfile.merge(
                        merge.from(), state.id(), merge.takeover(), keptOut -> note(merge, state, keptOut, now), now);
                moveMemberships(merge, state, now);
            }
        }
        return true;
    }

    private void note(Outcome.MergeProfile merge, CustomerState state, Collection<String> keptOut, Instant now) {
        timeline.put(
                new Timeline.Entry(
                        state.id(),
                        TimelineKey.of(merge.at(), "merge-" + merge.from().value()),
                        merge.at(),
                        null,
                        List.of(),
                        keptOut.stream().limit(MOST_NAMED).toList()),
                now.plus(Retention.ACTIVITY));
    }

    private void moveMemberships(Outcome.MergeProfile merge, CustomerState state, Instant now) {
        if (merge.groups().isEmpty()) {
            return;
        }
        List<Group> groups = new ArrayList<>();
        campaigns.current().audiences().forEach(audience -> groups.add(audience.group()));
        campaigns.current().groups().lists().values().forEach(list -> groups.add(list.group()));
        for (Group group : groups) {
            if (merge.groups().contains(group.number())) {
                changeMembership.put(group, merge.from(), false, now);
                changeMembership.put(group, state.id(), state.groups().has(group.number()), now);
            }
        }
    }

    /**
     * Closes a run, which every guard reads before it sends, then has its execution stopped.
     *
     * @param at by which a run that is closed already is known to have been closed by this same outcome, whose stop may be lacking
     */
    private @Nullable Run close(RunId id, UnaryOperator<Run> change, Instant at, String why) {
        Closed closed = tries.until("The run " + id, () -> {
            Run run = runs.find(id);
            Run changed = run == null ? null : change.apply(run);
            boolean saved = changed == null
                    || changed.equals(run)
                    || runs.save(changed, changed.startedAt().plus(Retention.ACTIVITY));
            return saved ? new Closed(run, changed) : null;
        });
        Run run = closed.before();
        Run changed = closed.after();
        if (run != null && changed != null) {
            Campaign.Version version = campaigns.version(run.campaign(), run.campaignVersion());
            if (version.executable() != null && (run.open() || at.equals(run.endedAt()))) {
                outcomeQueue.enqueue(
                        new OutcomeQueue.Job.Stop(id, run.campaign(), run.campaignVersion(), changed.leg(), why));
            }
        }
        return changed;
    }

    /**
     * Tells the step of a run that waits that what it waited for is so. The way is kept with the run first, so that whoever tells it again, or
     * looks where the run went, says the same.
     */
    private void answer(Outcome.Answer answer) {
        Run told = tries.until("The run " + answer.run(), () -> {
                    Run run = runs.find(answer.run());
                    Run.Waiting waiting = run == null ? null : run.waiting();
                    if (run == null || waiting == null || !waits(run, waiting, answer)) {
                        return Optional.<Run>empty();
                    }
                    Run took = run.took(waiting.node(), Way.Onward.NEXT, answer.at());
                    boolean saved =
                            took.equals(run) || runs.save(took, run.startedAt().plus(Retention.ACTIVITY));
                    return saved ? Optional.of(took) : null;
                })
                .orElse(null);
        if (told != null && told.waiting() != null) {
            journeys.complete(told.waiting().token(), Way.Onward.NEXT, answer.at());
        }
    }

    private static boolean waits(Run run, Run.Waiting waiting, Outcome.Answer answer) {
        return run.open()
                && !run.leftBehind(waiting.generation())
                && waiting.since().equals(answer.since());
    }

    /** A run before and after it was closed; null where there is none. */
    private record Closed(@Nullable Run before, @Nullable Run after) {}

    /** An order goes to one message, however often and under however many events it is told, by the browser and by the server say. */
    private void convert(CustomerState state, Outcome.Convert convert, Instant now) {
        OrderRecord record =
                keepOrders.change(convert.order(), now, known -> known.attributedTo(state.id(), convert.message()));
        if (!convert.message().equals(record.message())) {
            close(
                    convert.run(),
                    run -> run.exited(ordered(convert.at()), convert.at()),
                    convert.at(),
                    Reason.Code.ORDERED.key());
            keepOrders.price(record, convert.amount(), now);
            return;
        }
        Run run = close(
                convert.run(), before -> before.converted(convert.order(), convert.at()), convert.at(), "converted");
        boolean first = run != null && convert.order().equals(run.convertedBy());
        ZoneId zone =
                run == null ? campaigns.current().shop().zone() : run.counting().zone();
        boolean saved = orders.save(
                new AttributedOrder(
                        record.attributed() == null ? state.id() : record.attributed(),
                        convert.order(),
                        convert.run(),
                        convert.message(),
                        convert.campaign(),
                        convert.version(),
                        convert.channel(),
                        convert.amount(),
                        convert.triggeredAt(),
                        convert.touchedAt(),
                        convert.at(),
                        first,
                        record.refunds(),
                        new CountingBasis(zone, now),
                        0),
                convert.at().plus(Retention.ACTIVITY));
        if (!saved) {
            keepOrders.price(record, convert.amount(), now);
        }
        // A refund may have been told of between reading the record and saving the order, or before an earlier try.
        keepOrders.takeOff(convert.order(), now);
    }

    private static Reason ordered(Instant at) {
        return Reason.of(Reason.Code.ORDERED, "at", Reason.at(at));
    }
}
