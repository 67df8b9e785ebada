package dev.homing.domain.state;

import dev.homing.domain.Retention;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.profile.Takeover;
import dev.homing.domain.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The hot half of what is known of a customer: one item, written with every event under a condition on its revision. It is made of parts, each
 * with a budget of stored bytes and a rule for what is cut, so that the whole stays within 4 KB for anyone.
 *
 * @param pending decided and perhaps not done yet; never cut, but nothing new is started while it is too much
 * @param seenAt event time of the latest event
 * @param revision counts the writes; 0 when it has not been stored
 */
public record CustomerState(
        CustomerId id,
        Identity identity,
        RecentEvents recent,
        Carts carts,
        Agenda agenda,
        ActiveRuns active,
        Touches clicks,
        LatestStarts starts,
        LatestTimes times,
        Groups groups,
        Caps caps,
        Browsing browsing,
        List<Outcome> pending,
        Instant seenAt,
        long revision) {

    /** What is decided and not done yet is carried out at once; more than this waits only while something outside is down. */
    private static final int MOST_PENDING = 4;

    public CustomerState {
        pending = List.copyOf(pending);
    }

    public static CustomerState unknown(CustomerId id) {
        return new CustomerState(
                id,
                Identity.OWN,
                RecentEvents.NONE,
                Carts.NONE,
                Agenda.NONE,
                ActiveRuns.NONE,
                Touches.NONE,
                LatestStarts.NONE,
                LatestTimes.NONE,
                Groups.NONE,
                Caps.NONE,
                Browsing.NONE,
                List.of(),
                Instant.EPOCH,
                0);
    }

    /** How long after an erasure nothing counts that the customer does: pages that stand open, and events on their way. */
    public static final Duration ERASED_FOR = Duration.ofHours(1);

    /** How long it is remembered that a customer was erased: what happened before comes no later than that, from whatever queue. */
    public static final Duration ERASURE_KNOWN = Duration.ofDays(30);

    /** What is left of a customer of whom everything is erased. */
    public CustomerState erased(Instant at) {
        return unknown(id).withIdentity(identity.erased(at)).withRevision(revision);
    }

    /** Whether nothing is known but that everything was erased. */
    public boolean isErased() {
        Instant at = identity.erasedAt();
        return at != null && equals(erased(at));
    }

    /** When nothing of this state is needed any more, as long as nothing more happens: of visitors and of the erased; null for everybody else. */
    public @Nullable Instant expiresAt() {
        Instant erased = identity.erasedAt();
        if (erased != null && isErased()) {
            return erased.plus(ERASURE_KNOWN);
        }
        boolean stays = identity.known() || identity.vouched() || identity.mergedInto() != null;
        if (stays || seenAt.equals(Instant.EPOCH)) {
            return null;
        }
        Instant latest = timers().stream().map(ArmedTimer::due).reduce(seenAt, (a, b) -> a.isAfter(b) ? a : b);
        return latest.plus(Retention.VISITOR);
    }

    /** Whether only pages, which anyone can pretend to be, have told who this is. */
    public boolean knownOnlyFromPages() {
        return listed() && !identity.vouched();
    }

    /** Whether nothing was ever known of this customer, or nothing since they were erased. */
    public boolean isNew() {
        return revision == 0 || isErased();
    }

    /** Whether what happened at a time counts: of somebody who was erased only what they do anew. */
    public boolean takes(Instant happenedAt) {
        Instant at = identity.erasedAt();
        return at == null || !happenedAt.isBefore(at.plus(ERASED_FOR));
    }

    /** Who this id turned out to be; null while it is its own. */
    public @Nullable CustomerId mergedInto() {
        return identity.mergedInto();
    }

    public SequencedSet<CustomerId> absorbed() {
        return identity.absorbed();
    }

    public List<ArmedTimer> timers() {
        return agenda.delays();
    }

    public List<ActiveRun> runs() {
        return active.all();
    }

    public List<Touch> touches() {
        return clicks.all();
    }

    public @Nullable ArmedTimer timer(String campaign, String key) {
        return agenda.delay(campaign, key);
    }

    public @Nullable ActiveRun run(String campaign, String key) {
        return active.of(campaign, key);
    }

    /**
     * Whether there is room to start or arm something; see the parts for what each keeps free.
     *
     * @param over runs that ended and nobody heard of it
     */
    public boolean hasRoom(
            String campaign, String key, @Nullable String eventKey, boolean transactional, Predicate<ActiveRun> over) {
        return hasRoomForMore()
                && agenda.hasRoom(campaign, key, eventKey, transactional)
                && active.hasRoom(campaign, key, transactional, over);
    }

    /** Whether what is decided and not done yet is little enough for more to be decided. */
    public boolean hasRoomForMore() {
        return pending.size() < MOST_PENDING;
    }

    public CustomerState withRecent(RecentEvents newRecent, Instant at) {
        Instant seen = at.isAfter(seenAt) ? at : seenAt;
        return new CustomerState(
                id, identity, newRecent, carts, agenda, active, clicks, starts, times, groups, caps, browsing, pending,
                seen, revision);
    }

    public CustomerState withCarts(Carts newCarts) {
        return new CustomerState(
                id, identity, recent, newCarts, agenda, active, clicks, starts, times, groups, caps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withAgenda(Agenda newAgenda) {
        return new CustomerState(
                id, identity, recent, carts, newAgenda, active, clicks, starts, times, groups, caps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withTimer(ArmedTimer timer, long number) {
        return withAgenda(agenda.with(timer, number));
    }

    public CustomerState withoutTimer(String campaign, String key) {
        return withAgenda(agenda.without(campaign, key));
    }

    public CustomerState withRuns(List<ActiveRun> runs) {
        return new CustomerState(
                id,
                identity,
                recent,
                carts,
                agenda,
                new ActiveRuns(runs),
                clicks,
                starts,
                times,
                groups,
                caps,
                browsing,
                pending,
                seenAt,
                revision);
    }

    public CustomerState with(ActiveRun run) {
        return withRuns(active.with(run).all());
    }

    /**
     * With what a run waits for; as it is where the run is not known here, or its wait was answered and that is still to be told.
     */
    public CustomerState awaiting(RunId run, Awaiting awaiting) {
        boolean answered = pending.stream()
                .anyMatch(outcome -> outcome instanceof Outcome.Answer answer
                        && answer.run().equals(run)
                        && answer.since().equals(awaiting.since()));
        return answered
                ? this
                : withRuns(runs().stream()
                        .map(one -> one.id().equals(run) ? one.awaiting(awaiting) : one)
                        .toList());
    }

    public CustomerState with(Touch touch) {
        return withTouches(clicks.with(touch));
    }

    private CustomerState withTouches(Touches touches) {
        return new CustomerState(
                id, identity, recent, carts, agenda, active, touches, starts, times, groups, caps, browsing, pending,
                seenAt, revision);
    }

    /** With the memory of a start, for campaigns that do not start again for a while. */
    public CustomerState startedAt(String campaign, String key, Instant at) {
        LatestStarts more = starts.with(campaign, key, at);
        return new CustomerState(
                id, identity, recent, carts, agenda, active, clicks, more, times, groups, caps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withTimes(LatestTimes newTimes) {
        return new CustomerState(
                id, identity, recent, carts, agenda, active, clicks, starts, newTimes, groups, caps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withGroups(Groups newGroups) {
        return new CustomerState(
                id, identity, recent, carts, agenda, active, clicks, starts, times, newGroups, caps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withCaps(Caps newCaps) {
        return new CustomerState(
                id, identity, recent, carts, agenda, active, clicks, starts, times, groups, newCaps, browsing, pending,
                seenAt, revision);
    }

    public CustomerState withBrowsing(Browsing newBrowsing) {
        return new CustomerState(
                id,
                identity,
                recent,
                carts,
                agenda,
                active,
                clicks,
                starts,
                times,
                groups,
                caps,
                newBrowsing,
                pending,
                seenAt,
                revision);
    }

    public CustomerState with(Outcome outcome) {
        List<Outcome> more = new ArrayList<>(pending);
        more.add(outcome);
        return withPending(more);
    }

    public CustomerState withPending(List<Outcome> newPending) {
        return new CustomerState(
                id,
                identity,
                recent,
                carts,
                agenda,
                active,
                clicks,
                starts,
                times,
                groups,
                caps,
                browsing,
                newPending,
                seenAt,
                revision);
    }

    public CustomerState withRevision(long newRevision) {
        return new CustomerState(
                id,
                identity,
                recent,
                carts,
                agenda,
                active,
                clicks,
                starts,
                times,
                groups,
                caps,
                browsing,
                pending,
                seenAt,
                newRevision);
    }

    private CustomerState withIdentity(Identity newIdentity) {
        return new CustomerState(
                id,
                newIdentity,
                recent,
                carts,
                agenda,
                active,
                clicks,
                starts,
                times,
                groups,
                caps,
                browsing,
                pending,
                seenAt,
                revision);
    }

    /** Of somebody of whom something is known. */
    public CustomerState identified() {
        return identity.known() ? this : withIdentity(identity.identified());
    }

    /** Whether people are shown this customer: somebody is known, and is nobody else. */
    public boolean listed() {
        return identity.known() && identity.mergedInto() == null;
    }

    /** The shop's own servers have said something of this customer. */
    public CustomerState vouchedFor() {
        return withIdentity(identity.vouchedFor());
    }

    /**
     * This id turned out to be another customer: nothing of it changes from now on, until it is {@link #emptied}.
     *
     * @param byTrusted whether the shop's own servers say so
     */
    public CustomerState frozen(CustomerId into, boolean byTrusted) {
        return withIdentity(identity.frozen(into, byTrusted));
    }

    /** Of an id whose state another one has taken over: only where that is. */
    public CustomerState emptied() {
        return unknown(id).withIdentity(identity.emptiedOut()).withRevision(revision);
    }

    /**
     * Takes over what a frozen id of the same customer had. Ids of runs and timers stay as they are, so that what was scheduled under them
     * still finds its entry. Of two runs of one campaign and key the one that started later is ended, and so are those that do not fit any
     * more; of two timers the later due one stays.
     */
    public CustomerState absorbing(CustomerState frozen, Instant now) {
        if (frozen.identity.emptied() || absorbed().contains(frozen.id) || frozen.id.equals(id)) {
            return this;
        }
        List<Outcome> newPending = new ArrayList<>(pending);
        newPending.addAll(frozen.pending);
        List<ActiveRun> newRuns = new ArrayList<>(runs());
        for (ActiveRun theirs : frozen.runs()) {
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
        List<ActiveRun> beyond = new ActiveRuns(newRuns).beyondBudget();
        newRuns.removeAll(beyond);
        beyond.forEach(run -> newPending.add(new Outcome.EndRun(run.id(), Reason.of(Reason.Code.MERGED), now)));
        newPending.add(new Outcome.MergeProfile(
                frozen.id,
                Takeover.of(identity.vouched(), frozen.identity.mergedByTrusted()),
                frozen.groups.in(),
                now));
        return new CustomerState(
                id,
                identity.absorbing(frozen.id, frozen.identity),
                recent.union(frozen.recent, now),
                carts.merged(frozen.carts),
                agenda.merged(frozen.agenda),
                new ActiveRuns(newRuns),
                clicks.merged(frozen.clicks),
                starts.merged(frozen.starts),
                times.merged(frozen.times),
                groups.merged(frozen.groups),
                caps.merged(frozen.caps),
                browsing.merged(frozen.browsing),
                newPending,
                frozen.seenAt.isAfter(seenAt) ? frozen.seenAt : seenAt,
                revision);
    }
}
