package dev.homing.domain.flow;

import dev.homing.domain.message.MessageStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which way a run takes by what became of a message. The ways exclude each other: the first status that has a way decides, unless a status
 * that would say more may still come and has another way: who clicks has opened, so "opened" is not certain while "clicked" leads elsewhere.
 * When the time is over, the furthest status decides.
 */
final class Reactions {
    private static final Set<MessageStatus> SEEN =
            EnumSet.of(MessageStatus.OPENED, MessageStatus.READ, MessageStatus.CLICKED, MessageStatus.REPLIED);

    private final Map<MessageStatus, String> targets;
    private final Awaits.UnknownOpen unknownOpen;

    /** @param targets where each status leads that has a way of its own */
    Reactions(Map<MessageStatus, String> targets, Awaits.UnknownOpen unknownOpen) {
        this.targets = targets;
        this.unknownOpen = unknownOpen;
    }

    /** The status whose way is taken as soon as this one is known; null where it decides nothing yet. */
    @Nullable
    MessageStatus decidedBy(MessageStatus status) {
        MessageStatus said = strongestSaidBy(status);
        return said == null || mayBeOutdone(said) ? null : said;
    }

    /** The status whose way is taken when the time is over; null where none of them has one. */
    @Nullable
    MessageStatus furthest(Collection<MessageStatus> reached) {
        return reached.stream()
                .map(this::strongestSaidBy)
                .<MessageStatus>mapMulti((said, found) -> {
                    if (said != null) {
                        found.accept(said);
                    }
                })
                .max(Comparator.comparingInt(MessageStatus::rank))
                .orElse(null);
    }

    /** Whether some status decides only when the time is over. */
    boolean leaveSomethingToTheEnd() {
        return targets.keySet().stream().anyMatch(this::mayBeOutdone);
    }

    private @Nullable MessageStatus strongestSaidBy(MessageStatus status) {
        return targets.keySet().stream()
                .filter(awaited -> says(status, awaited))
                .max(Comparator.comparingInt(MessageStatus::rank))
                .orElse(null);
    }

    private boolean mayBeOutdone(MessageStatus said) {
        Function<MessageStatus, @Nullable String> target = targets::get;
        return targets.keySet().stream()
                .anyMatch(other -> other.rank() > said.rank()
                        && says(other, said)
                        && !String.valueOf(target.apply(other)).equals(target.apply(said)));
    }

    /** Whether who reached a status has reached the awaited one as well, even where the word of that got lost. */
    private boolean says(MessageStatus status, MessageStatus awaited) {
        if (status == awaited) {
            return true;
        }
        return switch (awaited) {
            // A read is WhatsApp's open, and who clicked or replied has opened too.
            case OPENED, READ ->
                SEEN.contains(status)
                        || (status == MessageStatus.OPENED_BY_MACHINE
                                && awaited == MessageStatus.OPENED
                                && unknownOpen == Awaits.UnknownOpen.AS_OPENED);
            case DELIVERED -> SEEN.contains(status) || status == MessageStatus.OPENED_BY_MACHINE;
            case SENDING,
                    HELD,
                    SKIPPED,
                    FAILED,
                    UNKNOWN,
                    SENT,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED,
                    BOUNCED -> false;
        };
    }
}
