package dev.homing.domain.state;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import java.time.Instant;

/**
 * A customer's click on a message: what an order can be attributed to.
 *
 * @param triggeredAt of the run, whose day reports count the order on
 */
public record Touch(
        MessageId message, RunId run, String campaign, int version, Channel channel, Instant triggeredAt, Instant at) {}
