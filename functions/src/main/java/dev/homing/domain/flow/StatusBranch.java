package dev.homing.domain.flow;

import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Waits after a message for one of several statuses; the first decides, later ones only count.
 *
 * @param on the statuses that lead to {@code to}
 * @param within how long after the sending; then the message's {@code next}
 * @param unknownOpen what an open means that only a machine made
 */
public record StatusBranch(Set<MessageStatus> on, Duration within, UnknownOpen unknownOpen, String to) {
    /** The shortest window: below it, sending itself takes a share of it. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest: a year of Step Functions less the sending. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** Which way an open goes that only a machine made, as far as can be told. */
    public enum UnknownOpen {
        AS_OPENED,
        AS_NOT_OPENED
    }

    public StatusBranch {
        on = Set.copyOf(on);
    }

    /** Whether a status sends the run down this branch. */
    public boolean decidedBy(MessageStatus status) {
        if (status == MessageStatus.OPENED_BY_MACHINE) {
            return on.contains(MessageStatus.DELIVERED)
                    || (unknownOpen == UnknownOpen.AS_OPENED && on.contains(MessageStatus.OPENED));
        }
        return meant().contains(status);
    }

    /** A read is WhatsApp's open, and who clicked or replied has opened too. */
    private Set<MessageStatus> meant() {
        EnumSet<MessageStatus> meant = EnumSet.noneOf(MessageStatus.class);
        meant.addAll(on);
        if (on.contains(MessageStatus.DELIVERED)) {
            // The word of the delivery may get lost; what came after it says as much.
            meant.addAll(
                    EnumSet.of(MessageStatus.OPENED, MessageStatus.READ, MessageStatus.CLICKED, MessageStatus.REPLIED));
        }
        if (on.contains(MessageStatus.OPENED) || on.contains(MessageStatus.READ)) {
            meant.addAll(
                    EnumSet.of(MessageStatus.OPENED, MessageStatus.READ, MessageStatus.CLICKED, MessageStatus.REPLIED));
        }
        return meant;
    }
}
