package dev.homing.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.flow.StatusBranch.UnknownOpen;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusBranchTest {
    @ParameterizedTest
    @CsvSource({
        "OPENED, AS_OPENED, OPENED READ CLICKED REPLIED OPENED_BY_MACHINE",
        "OPENED, AS_NOT_OPENED, OPENED READ CLICKED REPLIED",
        "READ, AS_OPENED, OPENED READ CLICKED REPLIED",
        "CLICKED, AS_OPENED, CLICKED",
        "OPENED CLICKED, AS_OPENED, OPENED READ CLICKED REPLIED OPENED_BY_MACHINE",
        "DELIVERED, AS_OPENED, DELIVERED OPENED READ CLICKED REPLIED OPENED_BY_MACHINE",
        "REPLIED, AS_OPENED, REPLIED",
        "BOUNCED FAILED, AS_NOT_OPENED, BOUNCED FAILED",
    })
    void isDecidedBy(String on, UnknownOpen unknownOpen, String decides) {
        StatusBranch branch = new StatusBranch(statuses(on), Duration.ofDays(1), unknownOpen, "next");
        Set<MessageStatus> deciding = EnumSet.noneOf(MessageStatus.class);
        for (MessageStatus status : MessageStatus.values()) {
            if (branch.decidedBy(status)) {
                deciding.add(status);
            }
        }
        assertThat(deciding).isEqualTo(statuses(decides));
    }

    private static Set<MessageStatus> statuses(String names) {
        Set<MessageStatus> statuses = EnumSet.noneOf(MessageStatus.class);
        Arrays.stream(names.split(" ", -1)).map(MessageStatus::valueOf).forEach(statuses::add);
        return statuses;
    }
}
