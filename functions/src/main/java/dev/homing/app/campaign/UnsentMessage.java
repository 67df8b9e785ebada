package dev.homing.app.campaign;

import dev.homing.domain.CountingBasis;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.List;

/** A message of which nothing is known yet. */
public final class UnsentMessage {
    private UnsentMessage() {}

    /** @param awaited whether a task token waits for it */
    public static Message of(
            Visit visit,
            Channel channel,
            Run run,
            Campaign.Version version,
            Node.Message node,
            boolean awaited,
            Instant now) {
        return new Message(
                MessageId.of(visit, channel),
                visit,
                run.campaign(),
                run.campaignVersion(),
                channel,
                version.transactional(),
                run.triggeredAt(),
                List.of(),
                null,
                now,
                0,
                null,
                null,
                null,
                List.of(),
                0,
                version.flow().firstOnChannel(node, channel),
                node.awaits() != null && awaited,
                run.oneMessage(),
                new CountingBasis(run.counting().zone(), now),
                0);
    }
}
