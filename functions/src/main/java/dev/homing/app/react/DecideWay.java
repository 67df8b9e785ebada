package dev.homing.app.react;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.SendJob;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import java.time.Instant;

/** Tells a flow which way to go when the time in which a message's status was waited for is over, and several statuses might have come. */
public final class DecideWay {
    private final Messages messages;
    private final Campaigns campaigns;
    private final Journeys journeys;

    public DecideWay(Messages messages, Campaigns campaigns, Journeys journeys) {
        this.messages = messages;
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    /** @param job the message's own, with the token of the step that asks */
    public void decide(SendJob job, Instant now) {
        String token = job.token();
        if (token == null) {
            return;
        }
        Message message = messages.find(job.message());
        if (message == null) {
            journeys.complete(token, Way.Sending.OTHERWISE, now);
            return;
        }
        Node.Message node = campaigns
                .version(message.campaign(), message.campaignVersion())
                .flow()
                .message(message.step());
        Message sent = node.several() ? sent(node, job, message) : message;
        Way way = node.furthest(
                sent.statuses().stream().map(Message.StatusAt::status).toList());
        journeys.complete(token, way, now);
    }

    /** Of the channels that were tried, what went out on the last one. */
    private Message sent(Node.Message node, SendJob job, Message first) {
        Message sent = first;
        for (Channel channel : node.channels()) {
            Message tried = channel == job.channel() ? first : messages.find(MessageId.of(job.visit(), channel));
            if (tried != null && (sent.triesTheNextChannel() || tried.at().isAfter(sent.at()))) {
                sent = tried;
            }
        }
        return sent;
    }
}
