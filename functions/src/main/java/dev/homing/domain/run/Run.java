package dev.homing.domain.run;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.event.ToldTogether;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.RunId;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One customer's way through one version of a campaign's flow.
 *
 * @param key which cart or order it is about; empty where the trigger names none
 * @param triggeredAt event time of what started it; reports count it on this day
 * @param event what the triggering event said, or several of them together, for the messages; empty where they read the customer's live cart
 * @param vouched whether that event, or one of them, came from the shop's own servers; false where there is none to tell of
 * @param leg the part of its way that it is on now; what is reported of an earlier one counts no more
 * @param since when it came to where that leg begins: a wait there counts from then
 * @param endedBy why it was ended before its flow was; null otherwise
 * @param convertedBy the order that made it converted; null otherwise
 * @param oneMessage whether its flow is a single message
 * @param taken ways that were chosen for it at branches, in the order in which it came to them
 * @param waiting the step that waits until something happens or is so, or did; null where it came to none
 * @param calls of other systems, in the order in which it came to them
 * @param moved where it was moved from last, with others; null where it was not, or was moved back
 * @param counting how it is counted, its messages and orders with it
 * @param revision counts the writes; 0 when it has not been stored
 */
public record Run(
        RunId id,
        String campaign,
        int campaignVersion,
        String key,
        Instant triggeredAt,
        Instant startedAt,
        Facts event,
        boolean vouched,
        Status status,
        Leg leg,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable Reason endedBy,
        @Nullable String convertedBy,
        boolean oneMessage,
        List<Taken> taken,
        @Nullable Waiting waiting,
        List<Called> calls,
        @Nullable Moved moved,
        CountingBasis counting,
        long revision) {
    public Run {
        taken = List.copyOf(taken);
        calls = List.copyOf(calls);
    }

    /**
     * Where it was before it was moved with others.
     *
     * @param relocation number of the campaign's relocation by which it was
     * @param generation of the leg that it has gone on with since
     * @param version that it was on
     * @param from where the leg began that it left
     * @param step where it stood
     * @param since when it had come there
     */
    public record Moved(
            int relocation,
            int generation,
            int version,
            @Nullable String from,
            String step,
            Instant since) {
        /** The leg that it left. */
        public Leg left() {
            return new Leg(generation - 1, from);
        }
    }

    /**
     * A way that was chosen.
     *
     * @param generation of the leg on which it came there
     * @param node id of the node
     * @param way by its key; of a message the channel that is tried first
     */
    public record Taken(int generation, String node, String way, Instant at) {}

    /**
     * That a step waits until something happens or is so. Its token lies here as it is needed only where the run is changed anyway.
     *
     * @param generation of the leg on which it came there
     * @param node id of the node
     * @param token of the task that waits
     * @param since when it came there
     */
    public record Waiting(int generation, String node, String token, Instant since) {}

    /** A call that it made at a node; null where it did not come there, or nothing is called there. */
    public @Nullable Called call(int generation, String node) {
        return calls.stream()
                .filter(one -> one.isOf(generation, node))
                .findFirst()
                .orElse(null);
    }

    /** With a call in the place of what was known of it. */
    public Run called(Called call) {
        List<Called> more = new ArrayList<>(calls);
        more.removeIf(one -> one.isOf(call.generation(), call.node()));
        more.add(call);
        return with(
                campaignVersion,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                waiting,
                more,
                moved,
                counting,
                revision);
    }

    /** It came to a step on its present leg that waits. */
    public Run waits(String node, String token, Instant at) {
        Waiting now = new Waiting(leg.generation(), node, token, at);
        return with(
                campaignVersion,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                now,
                calls,
                moved,
                counting,
                revision);
    }

    /** The way that was chosen at a node; null where the run did not come there, or nothing is chosen there. */
    public @Nullable Taken taken(int generation, String node) {
        for (Taken one : taken) {
            if (one.generation() == generation && one.node().equals(node)) {
                return one;
            }
        }
        return null;
    }

    /** With a way that was chosen on its present leg; as it is where one was chosen there before. */
    public Run took(String node, Way way, Instant at) {
        return took(node, way.key(), at);
    }

    /** With a channel that is tried first at a message; the same where one was chosen already. */
    public Run prefers(String node, Channel channel, Instant at) {
        return took(node, channel.key(), at);
    }

    private Run took(String node, String way, Instant at) {
        if (taken(leg.generation(), node) != null) {
            return this;
        }
        List<Taken> more = new ArrayList<>(taken);
        more.add(new Taken(leg.generation(), node, way, at));
        return with(
                campaignVersion,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                more,
                waiting,
                calls,
                moved,
                counting,
                revision);
    }

    /**
     * Where a run stands. Converted is final: a completed or exited run whose customer then orders becomes converted. A run whose flow is a
     * single message is {@link #SINGLE} until it exits or converts: its item is not written again when the message is settled, so only the
     * message says whether the run is in progress or completed.
     */
    public enum Status {
        ACTIVE,
        SINGLE,
        COMPLETED,
        EXITED,
        CONVERTED;

        /** As stored items and counters write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Run started(
            RunId id,
            String campaign,
            int version,
            String key,
            Instant triggeredAt,
            Instant now,
            Facts event,
            boolean vouched,
            CountingBasis counting) {
        return started(id, campaign, version, key, triggeredAt, now, event, vouched, Status.ACTIVE, counting);
    }

    /** A run whose flow is one message: its item is not written again when the message is settled. */
    public static Run ofOneMessage(
            RunId id,
            String campaign,
            int version,
            String key,
            Instant triggeredAt,
            Instant now,
            Facts event,
            boolean vouched,
            CountingBasis counting) {
        return started(id, campaign, version, key, triggeredAt, now, event, vouched, Status.SINGLE, counting);
    }

    private static Run started(
            RunId id,
            String campaign,
            int version,
            String key,
            Instant triggeredAt,
            Instant now,
            Facts event,
            boolean vouched,
            Status status,
            CountingBasis counting) {
        return new Run(
                id,
                campaign,
                version,
                key,
                triggeredAt,
                now,
                event,
                vouched,
                status,
                Leg.FIRST,
                now,
                null,
                null,
                null,
                status == Status.SINGLE,
                List.of(),
                null,
                List.of(),
                null,
                counting,
                0);
    }

    /** Whether something that was done for a generation of its way is of an earlier one: it was resumed or moved since. */
    public boolean leftBehind(int generation) {
        return generation < leg.generation();
    }

    /**
     * Whether it can still be ended before its flow is over. A run of one message stays open after its message: an order that arrives before
     * the customer's state knows of the message's end still ends the run.
     */
    public boolean open() {
        return status == Status.ACTIVE || status == Status.SINGLE;
    }

    /** Its flow came to its end. */
    public Run completed(Instant at) {
        return status == Status.ACTIVE ? ended(Status.COMPLETED, at, null, convertedBy) : this;
    }

    public Run exited(Reason why, Instant at) {
        return open() ? ended(Status.EXITED, at, why, convertedBy) : this;
    }

    /** The first order attributed to it makes it converted; later ones change nothing. */
    public Run converted(String order, Instant at) {
        return convertedBy == null ? ended(Status.CONVERTED, endedAt == null ? at : endedAt, endedBy, order) : this;
    }

    /** It goes on in another leg: after a pause, or on another way. */
    public Run in(Leg newLeg, Instant at) {
        return with(
                campaignVersion,
                status,
                newLeg,
                at,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                waiting,
                calls,
                moved,
                counting,
                revision);
    }

    /**
     * It goes on in another leg, on another version of the flow or the same.
     *
     * @param newSince when it came there, as a wait counts it
     * @param from where it was, when it is moved with others
     */
    public Run moved(int version, Leg newLeg, Instant newSince, @Nullable Moved from) {
        return with(
                version,
                status,
                newLeg,
                newSince,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                waiting,
                calls,
                from,
                counting,
                revision);
    }

    /** It tells of one more event. */
    public Run telling(Facts more, boolean moreVouched) {
        return new Run(
                id,
                campaign,
                campaignVersion,
                key,
                triggeredAt,
                startedAt,
                ToldTogether.of(event, more),
                vouched || moreVouched,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                oneMessage,
                taken,
                waiting,
                calls,
                moved,
                counting,
                revision);
    }

    public Run withRevision(long newRevision) {
        return with(
                campaignVersion,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                waiting,
                calls,
                moved,
                counting,
                newRevision);
    }

    /** The same run as the counters that were begun at an instant count it. */
    public Run takenInAt(Instant at) {
        return with(
                campaignVersion,
                status,
                leg,
                since,
                endedAt,
                endedBy,
                convertedBy,
                taken,
                waiting,
                calls,
                moved,
                counting.takenInAt(at),
                revision);
    }

    private Run ended(Status newStatus, Instant at, @Nullable Reason newEndedBy, @Nullable String newConvertedBy) {
        return with(
                campaignVersion,
                newStatus,
                leg,
                since,
                at,
                newEndedBy,
                newConvertedBy,
                taken,
                waiting,
                calls,
                moved,
                counting,
                revision);
    }

    /** With all that can change; what a run is never does. */
    private Run with(
            int newVersion,
            Status newStatus,
            Leg newLeg,
            Instant newSince,
            @Nullable Instant newEndedAt,
            @Nullable Reason newEndedBy,
            @Nullable String newConvertedBy,
            List<Taken> newTaken,
            @Nullable Waiting newWaiting,
            List<Called> newCalls,
            @Nullable Moved newMoved,
            CountingBasis newCounting,
            long newRevision) {
        return new Run(
                id,
                campaign,
                newVersion,
                key,
                triggeredAt,
                startedAt,
                event,
                vouched,
                newStatus,
                newLeg,
                newSince,
                newEndedAt,
                newEndedBy,
                newConvertedBy,
                oneMessage,
                newTaken,
                newWaiting,
                newCalls,
                newMoved,
                newCounting,
                newRevision);
    }
}
