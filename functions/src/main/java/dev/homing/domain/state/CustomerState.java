package dev.homing.domain.state;

import dev.homing.domain.cart.Carts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The hot half of what is known of a customer: one item, written with every event under a condition on its revision.
 *
 * @param mergedInto who this id turned out to be; then nothing here changes any more. Null for everyone else
 * @param absorbed ids whose state was taken over, so that it is taken over once
 * @param timerNumber the last arm number given out
 * @param touches latest clicks, oldest first
 * @param pending decided and perhaps not done yet
 * @param seenAt event time of the latest event
 * @param revision counts the writes; 0 when it has not been stored
 */
public record CustomerState(
        CustomerId id,
        @Nullable CustomerId mergedInto,
        SequencedSet<CustomerId> absorbed,
        RecentEvents recent,
        Carts carts,
        List<ArmedTimer> timers,
        long timerNumber,
        List<ActiveRun> runs,
        List<Touch> touches,
        List<Outcome> pending,
        Instant seenAt,
        long revision) {

    private static final int MOST_TOUCHES = 10;

    public CustomerState {
        absorbed = new LinkedHashSet<>(absorbed);
        timers = List.copyOf(timers);
        runs = List.copyOf(runs);
        touches = List.copyOf(touches);
        pending = List.copyOf(pending);
    }

    public static CustomerState unknown(CustomerId id) {
        return new CustomerState(
                id,
                null,
                new LinkedHashSet<>(),
                RecentEvents.NONE,
                Carts.NONE,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Instant.EPOCH,
                0);
    }

    public @Nullable ArmedTimer timer(String campaign, String key) {
        return timers.stream()
                .filter(timer -> timer.isOf(campaign, key))
                .findFirst()
                .orElse(null);
    }

    public @Nullable ActiveRun run(String campaign, String key) {
        return runs.stream().filter(run -> run.isOf(campaign, key)).findFirst().orElse(null);
    }

    public CustomerState withRecent(RecentEvents newRecent, Instant at) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                newRecent,
                carts,
                timers,
                timerNumber,
                runs,
                touches,
                pending,
                at.isAfter(seenAt) ? at : seenAt,
                revision);
    }

    public CustomerState withCarts(Carts newCarts) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                recent,
                newCarts,
                timers,
                timerNumber,
                runs,
                touches,
                pending,
                seenAt,
                revision);
    }

    /** With a timer in the place of the one for the same campaign and key, if there is one. */
    public CustomerState withTimer(ArmedTimer timer, long newTimerNumber) {
        List<ArmedTimer> changed = new ArrayList<>(withoutTimer(timer.campaign(), timer.key()).timers);
        changed.add(timer);
        return withTimers(changed, newTimerNumber);
    }

    public CustomerState withoutTimer(String campaign, String key) {
        return withTimers(
                timers.stream().filter(timer -> !timer.isOf(campaign, key)).toList(), timerNumber);
    }

    private CustomerState withTimers(List<ArmedTimer> newTimers, long newTimerNumber) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                recent,
                carts,
                newTimers,
                newTimerNumber,
                runs,
                touches,
                pending,
                seenAt,
                revision);
    }

    public CustomerState withRuns(List<ActiveRun> newRuns) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                recent,
                carts,
                timers,
                timerNumber,
                newRuns,
                touches,
                pending,
                seenAt,
                revision);
    }

    public CustomerState with(ActiveRun run) {
        List<ActiveRun> changed = new ArrayList<>(runs);
        changed.add(run);
        return withRuns(changed);
    }

    /**
     * With a click. Of one message's the first and the last are kept, so that who clicks it again and again does not push out the others'.
     */
    public CustomerState with(Touch touch) {
        if (touches.contains(touch)) {
            return this;
        }
        List<Touch> changed = new ArrayList<>(touches);
        changed.add(touch);
        changed.sort(Comparator.comparing(Touch::at));
        List<Touch> same = changed.stream()
                .filter(other -> other.message().equals(touch.message()))
                .toList();
        changed.removeIf(
                other -> same.contains(other) && !other.equals(same.getFirst()) && !other.equals(same.getLast()));
        return withTouches(changed);
    }

    private CustomerState withTouches(List<Touch> changed) {
        List<Touch> latest = changed.subList(Math.max(0, changed.size() - MOST_TOUCHES), changed.size());
        return new CustomerState(
                id, mergedInto, absorbed, recent, carts, timers, timerNumber, runs, latest, pending, seenAt, revision);
    }

    public CustomerState with(Outcome outcome) {
        List<Outcome> changed = new ArrayList<>(pending);
        changed.add(outcome);
        return withPending(changed);
    }

    public CustomerState withPending(List<Outcome> newPending) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                recent,
                carts,
                timers,
                timerNumber,
                runs,
                touches,
                newPending,
                seenAt,
                revision);
    }

    public CustomerState withRevision(long newRevision) {
        return new CustomerState(
                id,
                mergedInto,
                absorbed,
                recent,
                carts,
                timers,
                timerNumber,
                runs,
                touches,
                pending,
                seenAt,
                newRevision);
    }

    /** This id turned out to be another customer: frozen from now on. */
    public CustomerState frozen(CustomerId into) {
        return new CustomerState(
                id, into, absorbed, recent, carts, timers, timerNumber, runs, touches, pending, seenAt, revision);
    }

    /**
     * Takes over what a frozen id of the same customer had. Ids of runs and timers stay as they are, so that what was scheduled under them
     * still finds its entry. Of two runs of one campaign and key the one that started later is ended; of two timers the later due one stays.
     */
    public CustomerState absorbing(CustomerState frozen, Instant now) {
        if (absorbed.contains(frozen.id) || frozen.id.equals(id)) {
            return this;
        }
        List<Outcome> newPending = new ArrayList<>(pending);
        newPending.addAll(frozen.pending);
        List<ActiveRun> newRuns = new ArrayList<>(runs);
        for (ActiveRun theirs : frozen.runs) {
            ActiveRun ours = run(theirs.campaign(), theirs.key());
            if (ours == null) {
                newRuns.add(theirs);
            } else {
                ActiveRun later = theirs.triggeredAt().isBefore(ours.triggeredAt()) ? ours : theirs;
                newRuns.remove(ours);
                newRuns.add(later.equals(ours) ? theirs : ours);
                newPending.add(new Outcome.EndRun(later.id(), Reason.of(Reason.Code.MERGED), now));
            }
        }
        List<ArmedTimer> newTimers = new ArrayList<>(timers);
        for (ArmedTimer theirs : frozen.timers) {
            ArmedTimer ours = timer(theirs.campaign(), theirs.key());
            if (ours == null) {
                newTimers.add(theirs);
            } else if (theirs.due().isAfter(ours.due())) {
                newTimers.remove(ours);
                newTimers.add(theirs);
            }
        }
        List<Touch> newTouches = new ArrayList<>(frozen.touches);
        newTouches.addAll(touches);
        newTouches.sort((a, b) -> a.at().compareTo(b.at()));
        SequencedSet<CustomerId> newAbsorbed = new LinkedHashSet<>(absorbed);
        newAbsorbed.add(frozen.id);
        newAbsorbed.addAll(frozen.absorbed);
        newPending.add(new Outcome.MergeProfile(frozen.id));
        Instant seen = frozen.seenAt.isAfter(seenAt) ? frozen.seenAt : seenAt;
        return new CustomerState(
                        id,
                        mergedInto,
                        newAbsorbed,
                        recent.union(frozen.recent, now),
                        carts.merged(frozen.carts),
                        newTimers,
                        timerNumber,
                        newRuns,
                        List.of(),
                        newPending,
                        seen,
                        revision)
                .withTouches(newTouches);
    }
}
