package dev.homing.domain.run;

import dev.homing.domain.Decision;
import dev.homing.domain.Facts;
import dev.homing.domain.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One customer's way through one version of a campaign's flow.
 *
 * @param key which cart or order it is about; empty where the trigger names none
 * @param triggeredAt event time of what started it; reports count it on this day
 * @param event what the triggering event said, for the messages; empty where they read the customer's live cart
 * @param endedBy why it was ended before its flow was; null otherwise
 * @param convertedBy the order that made it converted; null otherwise
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
        Status status,
        @Nullable Instant endedAt,
        Decision.@Nullable Code endedBy,
        @Nullable String convertedBy,
        long revision) {

    /**
     * Where a run stands. Converted is final: a completed or exited run whose customer then orders becomes converted. A run of one message is
     * completed from its start on, with no time of its end: what comes of it, its message says.
     */
    public enum Status {
        ACTIVE,
        COMPLETED,
        EXITED,
        CONVERTED
    }

    public static Run started(
            RunId id, String campaign, int version, String key, Instant triggeredAt, Instant now, Facts event) {
        return new Run(id, campaign, version, key, triggeredAt, now, event, Status.ACTIVE, null, null, null, 0);
    }

    /** A run whose flow is one message: its end needs no telling. */
    public static Run ofOneMessage(
            RunId id, String campaign, int version, String key, Instant triggeredAt, Instant now, Facts event) {
        return new Run(id, campaign, version, key, triggeredAt, now, event, Status.COMPLETED, null, null, null, 0);
    }

    /** Whether it can still be ended before its flow is over. */
    public boolean open() {
        return status == Status.ACTIVE || (status == Status.COMPLETED && endedAt == null);
    }

    /** Its flow came to its end. */
    public Run completed(Instant at) {
        return status == Status.ACTIVE ? ended(Status.COMPLETED, at, null, convertedBy) : this;
    }

    public Run exited(Decision.Code why, Instant at) {
        return open() ? ended(Status.EXITED, at, why, convertedBy) : this;
    }

    /** The first order attributed to it makes it converted; later ones change nothing. */
    public Run converted(String order, Instant at) {
        return convertedBy == null ? ended(Status.CONVERTED, endedAt == null ? at : endedAt, endedBy, order) : this;
    }

    public Run withRevision(long newRevision) {
        return new Run(
                id,
                campaign,
                campaignVersion,
                key,
                triggeredAt,
                startedAt,
                event,
                status,
                endedAt,
                endedBy,
                convertedBy,
                newRevision);
    }

    private Run ended(
            Status newStatus, Instant at, Decision.@Nullable Code newEndedBy, @Nullable String newConvertedBy) {
        return new Run(
                id,
                campaign,
                campaignVersion,
                key,
                triggeredAt,
                startedAt,
                event,
                newStatus,
                at,
                newEndedBy,
                newConvertedBy,
                revision);
    }
}
