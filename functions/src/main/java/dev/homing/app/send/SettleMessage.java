package dev.homing.app.send;

import dev.homing.app.customer.EndRun;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.Messages;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendGuard.Verdict;
import dev.homing.app.send.SendMessage.Result;
import dev.homing.domain.Retention;
import dev.homing.domain.flow.Way;
import dev.homing.domain.message.Message;
import java.time.Duration;
import java.time.Instant;

/** Saves how the sending of a message ended, and tells whoever waits for it: the step of a flow by its token, or the run of one message. */
final class SettleMessage {
    private static final Result TAKEN = new Result.Later(Duration.ofSeconds(1), "somebody else is at it");

    private final Messages messages;
    private final Journeys journeys;
    private final EndRun endRun;
    private final NextChannel nextChannel;

    SettleMessage(Messages messages, Journeys journeys, EndRun endRun, NextChannel nextChannel) {
        this.messages = messages;
        this.journeys = journeys;
        this.endRun = endRun;
        this.nextChannel = nextChannel;
    }

    Result settle(SendJob job, Message settled, Instant now) {
        return save(settled) ? answered(job, settled, now) : TAKEN;
    }

    /** The message is not sent, and nothing of its run is any more. */
    Result exit(SendJob job, Message skipped, Verdict.Exit exit, Instant now) {
        if (!save(skipped)) {
            return TAKEN;
        }
        if (exit.closes()) {
            endRun.exit(job.run(), exit.reason(), now);
        }
        if (job.token() != null) {
            journeys.fail(job.token(), Journeys.EXIT, skipped.whyNot());
        } else if (skipped.only()) {
            endRun.end(job.run(), job.visit().generation(), EndRun.How.SUCCEEDED, now, now);
        }
        return new Result.Done(skipped);
    }

    /** Tells whoever waits how it ended; telling it twice changes nothing. */
    Result answered(SendJob job, Message message, Instant now) {
        String token = job.token();
        if (nextChannel.after(message, token, now)) {
            if (message.awaited()) {
                messages.removeToken(message.id());
            }
            return new Result.GoesOn(message);
        }
        if (token == null) {
            // A flow that does not wait for it went on already.
            if (message.only()) {
                endRun.end(job.run(), job.visit().generation(), EndRun.How.SUCCEEDED, message.at(), now);
            }
            return new Result.Done(message);
        }
        String reason = message.whyNot();
        switch (message.status()) {
            case SKIPPED -> journeys.fail(token, Journeys.SKIPPED, reason);
            case FAILED, UNKNOWN, BOUNCED -> journeys.fail(token, Journeys.SEND_FAILED, reason);
            case SENDING, HELD -> {}
            case SENT,
                    DELIVERED,
                    OPENED_BY_MACHINE,
                    CLICKED_BY_MACHINE,
                    OPENED,
                    READ,
                    CLICKED,
                    REPLIED,
                    UNSUBSCRIBED,
                    COMPLAINED -> {
                if (!message.awaited()) {
                    journeys.complete(token, Way.Sending.SENT, message.at());
                }
            }
        }
        if (message.awaited() && message.status().failure()) {
            messages.removeToken(message.id());
        }
        return new Result.Done(message);
    }

    /** @return false where somebody else saved it since it was read */
    boolean save(Message message) {
        return messages.save(message, message.triggeredAt().plus(Retention.ACTIVITY));
    }
}
