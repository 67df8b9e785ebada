package dev.homing.domain.message;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.reason.Lead;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach one customer on one channel: QUEUED (on its queue, no item yet) -> SENDING -> SENT, SKIPPED or FAILED, and then what
 * the provider and the customer say.
 *
 * @param visit the coming of its run to its step that it was sent for
 * @param campaign key
 * @param campaignVersion the version of flow and templates that it belongs to
 * @param statuses every status with the first time it was reached, in the order they became known
 * @param reason why it was skipped, kept back, failed or is unknown; of no meaning for the others
 * @param leaseUntil until when whoever claimed it may work on it
 * @param attempts claims so far
 * @param links where its links lead, by their number in the tracked addresses
 * @param sentTo the address that it was last about to be sent to; null before
 * @param subject of an email, or the title of a notification, as sent; null for other channels and before it is rendered
 * @param segments how many parts of an SMS its provider charges for; 0 for other channels and before it is rendered
 * @param firstOnChannel whether no earlier step of the flow uses this channel: reports count the customer once a channel
 * @param awaited whether a task token waits for a status
 * @param only whether its run's flow is this one message: then it says where the run stands
 * @param counting how it is counted, as its run is
 * @param revision counts the writes, for optimistic ones; 0 when it has not been stored
 */
public record Message(
        MessageId id,
        Visit visit,
        String campaign,
        int campaignVersion,
        Channel channel,
        boolean transactional,
        Instant triggeredAt,
        List<StatusAt> statuses,
        @Nullable Reason reason,
        Instant leaseUntil,
        int attempts,
        @Nullable String providerId,
        @Nullable AddressKey sentTo,
        @Nullable String subject,
        List<String> links,
        int segments,
        boolean firstOnChannel,
        boolean awaited,
        boolean only,
        CountingBasis counting,
        long revision) {

    public Message {
        statuses = List.copyOf(statuses);
        links = List.copyOf(links);
    }

    public RunId run() {
        return visit.run();
    }

    /** Id of its node in the flow. */
    public String step() {
        return visit.node();
    }

    /** A status and when it was reached. */
    public record StatusAt(MessageStatus status, Instant at) {}

    /** The furthest status. */
    public MessageStatus status() {
        MessageStatus furthest = MessageStatus.SENDING;
        for (StatusAt reached : statuses) {
            if (reached.status.rank() >= furthest.rank()) {
                furthest = reached.status;
            }
        }
        return furthest;
    }

    public boolean has(MessageStatus status) {
        return at(status) != null;
    }

    /** When a status was reached first; null where it was not. */
    public @Nullable Instant at(MessageStatus status) {
        for (StatusAt reached : statuses) {
            if (reached.status == status) {
                return reached.at;
            }
        }
        return null;
    }

    /** Whether sending is over, well or not; what comes after are reactions. */
    public boolean settled() {
        return statuses.stream().anyMatch(reached -> reached.status.rank() >= 1);
    }

    /** Whether it left, or may have. */
    public boolean left() {
        return status().rank() >= MessageStatus.SENT.rank() && !neverLeft();
    }

    /** Whether it did not reach the customer, for a reason because of which another channel may. */
    public boolean triesTheNextChannel() {
        return switch (status()) {
            case SKIPPED -> reason != null && reason.code().ofChannel();
            case FAILED, BOUNCED -> true;
            case SENDING,
                    HELD,
                    UNKNOWN,
                    SENT,
                    DELIVERED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    READ,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED -> false;
        };
    }

    private boolean neverLeft() {
        return status() == MessageStatus.FAILED && !has(MessageStatus.SENT);
    }

    /** When it came to be: the first thing known of it. */
    public Instant at() {
        return statuses.isEmpty() ? leaseUntil : statuses.getFirst().at;
    }

    public Message with(MessageStatus status, Instant at) {
        if (has(status)) {
            return this;
        }
        List<StatusAt> more = new ArrayList<>(statuses);
        more.add(new StatusAt(status, at));
        return copy(more, reason, providerId);
    }

    public Message because(Reason why) {
        return copy(statuses, why, providerId);
    }

    /** Why it did not reach the customer, as a clause for executions and logs: without anybody else's words. */
    public String whyNot() {
        return reason == null ? status().key() : reason.clause();
    }

    /** What its reason led to; null where there is no reason, or it counts no more. */
    public @Nullable Lead lead() {
        if (reason == null) {
            return null;
        }
        return switch (status()) {
            case SKIPPED -> Lead.NOT_SENT;
            case HELD -> Lead.KEPT_BACK;
            case FAILED -> has(MessageStatus.SENT) ? Lead.NOT_DELIVERED : Lead.NOT_SENT;
            case BOUNCED -> Lead.NOT_DELIVERED;
            case UNKNOWN -> Lead.PERHAPS_SENT;
            case SENDING,
                    SENT,
                    DELIVERED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    READ,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED -> null;
        };
    }

    public Message sentAs(String newProviderId, Instant at) {
        return copy(statuses, reason, newProviderId).with(MessageStatus.SENT, at);
    }

    public Message claimed(Instant until) {
        return copy(statuses, reason, until, attempts + 1, providerId, sentTo, subject, links, segments, revision);
    }

    /** The claim is given back: it certainly did not leave. */
    public Message released(Instant now) {
        List<StatusAt> left = statuses.stream()
                .filter(reached -> reached.status != MessageStatus.SENDING)
                .toList();
        return copy(left, reason, now, attempts, providerId, sentTo, subject, links, segments, revision);
    }

    /** It was skipped for a try that no longer counted; another one does. */
    public Message revived() {
        List<StatusAt> left = statuses.stream()
                .filter(reached -> reached.status != MessageStatus.SENDING && reached.status != MessageStatus.SKIPPED)
                .toList();
        return copy(left, null, providerId);
    }

    public Message filled(AddressKey to, @Nullable String newSubject, List<String> newLinks, int newSegments) {
        return copy(
                statuses, reason, leaseUntil, attempts, providerId, to, newSubject, newLinks, newSegments, revision);
    }

    /** The same message as the counters that were begun at an instant count it. */
    public Message takenInAt(Instant at) {
        return new Message(
                id,
                visit,
                campaign,
                campaignVersion,
                channel,
                transactional,
                triggeredAt,
                statuses,
                reason,
                leaseUntil,
                attempts,
                providerId,
                sentTo,
                subject,
                links,
                segments,
                firstOnChannel,
                awaited,
                only,
                counting.takenInAt(at),
                revision);
    }

    public Message withRevision(long newRevision) {
        return copy(statuses, reason, leaseUntil, attempts, providerId, sentTo, subject, links, segments, newRevision);
    }

    private Message copy(List<StatusAt> newStatuses, @Nullable Reason newReason, @Nullable String newProviderId) {
        return copy(
                newStatuses,
                newReason,
                leaseUntil,
                attempts,
                newProviderId,
                sentTo,
                subject,
                links,
                segments,
                revision);
    }

    /** With all that can change; what a message is never does. */
    private Message copy(
            List<StatusAt> newStatuses,
            @Nullable Reason newReason,
            Instant newLeaseUntil,
            int newAttempts,
            @Nullable String newProviderId,
            @Nullable AddressKey newSentTo,
            @Nullable String newSubject,
            List<String> newLinks,
            int newSegments,
            long newRevision) {
        return new Message(
                id,
                visit,
                campaign,
                campaignVersion,
                channel,
                transactional,
                triggeredAt,
                newStatuses,
                newReason,
                newLeaseUntil,
                newAttempts,
                newProviderId,
                newSentTo,
                newSubject,
                newLinks,
                newSegments,
                firstOnChannel,
                awaited,
                only,
                counting,
                newRevision);
    }
}
