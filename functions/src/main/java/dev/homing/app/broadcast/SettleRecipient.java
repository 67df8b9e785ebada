package dev.homing.app.broadcast;

import dev.homing.app.port.Broadcasts;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Runs;
import dev.homing.domain.broadcast.Recipient;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.RunKey;
import dev.homing.domain.message.Message;
import dev.homing.domain.reason.Reason;
import dev.homing.domain.reason.Reason.Code;
import dev.homing.domain.run.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notes what became of a recipient of a broadcast, once a message of theirs was dealt with or their journey is over. Campaigns that never had a
 * broadcast pay nothing for it.
 */
public final class SettleRecipient {
    private final Broadcasts broadcasts;
    private final Campaigns campaigns;
    private final Runs runs;

    public SettleRecipient(Broadcasts broadcasts, Campaigns campaigns, Runs runs) {
        this.broadcasts = broadcasts;
        this.campaigns = campaigns;
        this.runs = runs;
    }

    /** @param message as it was saved */
    public void by(Message message, Instant now) {
        Recipient.Status status = Recipient.Status.of(message.status());
        Campaign campaign = campaigns.current().campaign(message.campaign());
        if (status != null && campaign != null && campaign.launches().last() > 0) {
            Run run = runs.find(message.visit().run());
            if (run != null) {
                settle(run, status, message.reason(), now);
            }
        }
    }

    /** A journey came to its end, with or without a message. */
    public void by(RunId id, Instant now) {
        boolean any = campaigns.current().campaigns().values().stream()
                .anyMatch(campaign -> campaign.launches().last() > 0);
        Run run = any ? runs.find(id) : null;
        if (run != null && !run.open()) {
            Reason why = run.endedBy() == null ? Reason.of(Code.RUN_COMPLETED) : run.endedBy();
            settle(run, Recipient.Status.SKIPPED, why, now);
        }
    }

    private void settle(Run run, Recipient.Status status, @Nullable Reason why, Instant now) {
        int number = RunKey.broadcast(run.key());
        if (number > 0) {
            broadcasts.settle(run.campaign(), number, run.id().customer(), status, why, now);
        }
    }
}
