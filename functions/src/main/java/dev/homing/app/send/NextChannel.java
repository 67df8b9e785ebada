package dev.homing.app.send;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Runs;
import dev.homing.app.port.SendJob;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.flow.Node;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has a message that can go out on several channels tried on the next one, where it cannot be sent on one of them or did not arrive. Which is the
 * next one follows from what is stored, so telling it twice has one message sent.
 */
public final class NextChannel {
    private final Campaigns campaigns;
    private final Runs runs;
    private final OutcomeQueue outcomeQueue;

    public NextChannel(Campaigns campaigns, Runs runs, OutcomeQueue outcomeQueue) {
        this.campaigns = campaigns;
        this.runs = runs;
        this.outcomeQueue = outcomeQueue;
    }

    /**
     * @param token of the task that waits for the message; null where none does
     * @return whether it is tried on another channel
     */
    public boolean after(Message message, @Nullable String token, Instant now) {
        if (!message.triesTheNextChannel()) {
            return false;
        }
        Campaign.Version version = campaigns.version(message.campaign(), message.campaignVersion());
        Node.Message node = version.flow().message(message.step());
        if (!node.several()) {
            return false;
        }
        Run run = version.rules().preferredFirst() ? runs.find(message.run()) : null;
        List<Channel> order = order(node, run, message.visit().generation());
        int next = order.indexOf(message.channel()) + 1;
        if (next == 0 || next == order.size()) {
            return false;
        }
        on(order.get(next), new SendJob(message.visit(), message.channel(), token), now);
        return true;
    }

    /** Has a job done on another channel. */
    void on(Channel channel, SendJob job, Instant now) {
        outcomeQueue.enqueue(new OutcomeQueue.Job.SendLater(new SendJob(job.visit(), channel, job.token()), now));
    }

    /**
     * The channels of a message in the order in which they are tried.
     *
     * @param run which may have chosen the first of them; null where it does not choose
     */
    static List<Channel> order(Node.Message node, @Nullable Run run, int generation) {
        List<Channel> order = new ArrayList<>(node.channels());
        Run.Taken chosen = run == null ? null : run.taken(generation, node.id());
        if (chosen != null) {
            node.channels().stream()
                    .filter(channel -> channel.key().equals(chosen.way()))
                    .findFirst()
                    .ifPresent(first -> {
                        order.remove(first);
                        order.addFirst(first);
                    });
        }
        return order;
    }
}
