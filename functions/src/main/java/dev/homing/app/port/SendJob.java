package dev.homing.app.port;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, as it lies in its channel's queue: ids only.
 *
 * @param token of the task that waits for it; null for a campaign of one message, which has no execution
 */
public record SendJob(
        Visit visit, Channel channel, @Nullable String token) {
    public RunId run() {
        return visit.run();
    }

    public MessageId message() {
        return MessageId.of(visit, channel);
    }
}
