package dev.homing.domain.message;

import static dev.homing.domain.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message.StatusAt;
import dev.homing.domain.reason.Lead;
import dev.homing.domain.reason.Reason;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final Message CLAIMED = Messages.claimed(MessageId.parse("c1-m1"));
    private static final Message SENT = Messages.sent(MessageId.parse("c1-m1"));

    @Test
    void hasTheFurthestStatus_inWhateverOrderTheyBecameKnown() {
        Message clicked = SENT.with(MessageStatus.CLICKED, minutes(5)).with(MessageStatus.DELIVERED, minutes(2));
        assertThat(clicked.status()).isEqualTo(MessageStatus.CLICKED);
        assertThat(clicked.statuses())
                .extracting(StatusAt::status)
                .containsExactly(
                        MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.CLICKED, MessageStatus.DELIVERED);
        assertThat(CLAIMED.with(MessageStatus.OPENED, minutes(2))
                        .sentAs("p", minutes(3))
                        .status())
                .isEqualTo(MessageStatus.OPENED);
    }

    @Test
    void keepsTheFirstTimeOfAStatus() {
        Message opened = SENT.with(MessageStatus.OPENED, minutes(5)).with(MessageStatus.OPENED, minutes(3));
        assertThat(opened.at(MessageStatus.OPENED)).isEqualTo(minutes(5));
        assertThat(opened.at(MessageStatus.CLICKED)).isNull();
        assertThat(opened.at()).isEqualTo(minutes(0));
    }

    @Test
    void isSettled_whenSendingIsOver() {
        assertThat(CLAIMED.settled()).isFalse();
        for (MessageStatus status : MessageStatus.values()) {
            boolean open = EnumSet.of(MessageStatus.SENDING, MessageStatus.HELD).contains(status);
            assertThat(CLAIMED.with(status, minutes(2)).settled())
                    .as(status.key())
                    .isEqualTo(!open);
        }
    }

    @Test
    void leftOrMayHave() {
        assertThat(CLAIMED.left()).isFalse();
        assertThat(SENT.left()).isTrue();
        assertThat(SENT.with(MessageStatus.BOUNCED, minutes(2)).left()).isTrue();
        assertThat(CLAIMED.with(MessageStatus.FAILED, minutes(2)).left()).isFalse();
        assertThat(SENT.with(MessageStatus.FAILED, minutes(2)).left()).isTrue();
        assertThat(CLAIMED.with(MessageStatus.SKIPPED, minutes(2)).left()).isFalse();
    }

    @Test
    void isAsBeforeTheClaim_whenItIsGivenBack() {
        Message released = CLAIMED.claimed(minutes(9)).released(minutes(3));
        assertThat(released.has(MessageStatus.SENDING)).isFalse();
        assertThat(released.leaseUntil()).isEqualTo(minutes(3));
        assertThat(released.attempts()).as("attempts are counted on").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "c1", "c1-", "-m1"})
    void isNoId_withoutACustomerAndAHash(String text) {
        assertThatThrownBy(() -> MessageId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void writesStatusesAsTheApiDoes() {
        assertThat(MessageStatus.OPENED_BY_MACHINE.key()).isEqualTo("opened_by_machine");
        for (MessageStatus status : MessageStatus.values()) {
            assertThat(MessageStatus.ofKey(status.key())).isEqualTo(status);
        }
        assertThat(MessageStatus.ofKey("gone")).isNull();
        assertThat(Channel.ofKey("email")).isEqualTo(Channel.EMAIL);
        assertThat(Channel.ofKey("fax")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SKIPPED, NOT_SENT",
        "HELD, KEPT_BACK",
        "FAILED, NOT_SENT",
        "SENT+FAILED, NOT_DELIVERED",
        "SENT+BOUNCED, NOT_DELIVERED",
        "UNKNOWN, PERHAPS_SENT",
        "UNKNOWN+SENT,",
        "SENT,"
    })
    void saysWhatItsReasonLedTo(String reached, @Nullable Lead lead) {
        Message message = Messages.claimed(MessageId.parse("cabc-def")).because(Reason.of(Reason.Code.TOO_LATE));
        for (String status : reached.split("\\+", -1)) {
            message = message.with(MessageStatus.valueOf(status), minutes(1));
        }

        assertThat(message.lead()).isEqualTo(lead);
    }
}
