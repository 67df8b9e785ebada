package dev.homing.domain.run;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.message.Messages;
import dev.homing.domain.reason.Reason;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    /** The run of {@link Messages}' message. */
    private static final RunId ID = new RunId(new CustomerId("c1"), "run");

    private static final CountingBasis COUNTING = new CountingBasis(ZoneOffset.UTC, minutes(0));
    private static final Message CLAIMED = Messages.only(MessageId.parse("c1-m1"));

    private final Run single = Run.ofOneMessage(ID, "c", 1, "", minutes(0), minutes(0), Facts.NONE, false, COUNTING);

    @Test
    void isActive_untilTheOneMessageIsSettled() {
        assertThat(Progress.of(single, List.of())).isEqualTo(Progress.ACTIVE);
        assertThat(Progress.of(single, List.of(CLAIMED))).isEqualTo(Progress.ACTIVE);
        assertThat(Progress.of(single, List.of(CLAIMED.with(MessageStatus.FAILED, minutes(1)))))
                .isEqualTo(Progress.COMPLETED);
    }

    @Test
    void isNotToldByAnotherRunsMessage() {
        Run other = Run.ofOneMessage(
                new RunId(ID.customer(), "other"), "c", 1, "", minutes(0), minutes(0), Facts.NONE, false, COUNTING);
        assertThat(Progress.of(other, List.of(CLAIMED.with(MessageStatus.SENT, minutes(1)))))
                .isEqualTo(Progress.ACTIVE);
    }

    @Test
    void isWhatTheRunSays_whereItSaysMore() {
        List<Message> sent = List.of(CLAIMED.with(MessageStatus.SENT, minutes(1)));
        assertThat(Progress.of(single.exited(Reason.of(Reason.Code.ORDERED), minutes(2)), sent))
                .isEqualTo(Progress.EXITED);
        assertThat(Progress.of(single.converted("o1", minutes(2)), sent)).isEqualTo(Progress.CONVERTED);
        Run journey = Run.started(ID, "c", 1, "", minutes(0), minutes(0), Facts.NONE, false, COUNTING);
        assertThat(Progress.of(journey, sent)).isEqualTo(Progress.ACTIVE);
        assertThat(Progress.of(journey.completed(minutes(3)), List.of())).isEqualTo(Progress.COMPLETED);
    }
}
