package dev.homing.app.port;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, as it lies in its channel's queue: ids only.
 *
 * @param token of the task that waits for it; null for a campaign of one message, which has no execution
 * @param waitsOut whether the step that waits knows {@link Journeys#QUIET_HOURS}; flows compiled by earlier versions do not
 */
public record SendJob(
        Channel channel, RunId run, String step, @Nullable String token, boolean waitsOut) {
    public SendJob(Channel channel, RunId run, String step, @Nullable String token) {
        this(channel, run, step, token, false);
    }

    public MessageId message() {
        return MessageId.of(run, step);
    }
}
