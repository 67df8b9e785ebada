package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.Message;
import dev.homing.domain.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message as stored; whole, so that the stream's reader needs no other field than the revision. */
public final class MessageCodec {
    private MessageCodec() {}

    public static String write(Message message) {
        List<Object> statuses = new ArrayList<>();
        for (Message.StatusAt reached : message.statuses()) {
            Tuple tuple = new Tuple(Instant.EPOCH).add(reached.status().key());
            statuses.add(tuple.at(reached.at()).json());
        }
        Reason reason = message.reason();
        return new Fields()
                .put("id", message.id().toString())
                .put("run", message.run().toString())
                .put("campaign", message.campaign())
                .put("version", message.campaignVersion())
                .counted("generation", message.visit().generation())
                .put("step", message.step())
                .counted("turn", message.visit().turn())
                .put("channel", message.channel().key())
                .put("transactional", message.transactional() ? true : null)
                .at("triggeredAt", message.triggeredAt())
                .put("statuses", statuses)
                .put("reason", reason == null ? null : ReasonCodec.write(reason))
                .at("leaseUntil", message.leaseUntil())
                .put("attempts", message.attempts())
                .put("providerId", message.providerId())
                .put("to", message.sentTo() == null ? null : message.sentTo().hash())
                .put("subject", message.subject())
                .put("links", message.links())
                .put("segments", message.segments() == 0 ? null : message.segments())
                .put("firstOnChannel", message.firstOnChannel() ? true : null)
                .put("awaited", message.awaited() ? true : null)
                .put("only", message.only() ? true : null)
                .put("counting", CountingBasisCodec.write(message.counting()))
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Message read(long revision, String text) {
        Fields json = Fields.parse(text);
        List<Message.StatusAt> statuses = new ArrayList<>();
        for (Object item : json.list("statuses")) {
            Tuple tuple = new Tuple(Instant.EPOCH, item);
            statuses.add(new Message.StatusAt(Keys.status(tuple.text()), tuple.at()));
        }
        Channel channel = Keys.channel(json.text("channel"));
        String to = json.optionalText("to");
        Object reason = json.raw("reason");
        return new Message(
                MessageId.parse(json.text("id")),
                new Visit(
                        RunId.parse(json.text("run")),
                        json.counted("generation"),
                        json.text("step"),
                        json.counted("turn")),
                json.text("campaign"),
                (int) json.number("version"),
                channel,
                json.flag("transactional"),
                json.at("triggeredAt"),
                statuses,
                reason == null ? null : ReasonCodec.read(reason),
                json.at("leaseUntil"),
                (int) json.number("attempts"),
                json.optionalText("providerId"),
                to == null ? null : new AddressKey(channel, to),
                json.optionalText("subject"),
                json.texts("links"),
                (int) json.number("segments"),
                json.flag("firstOnChannel"),
                json.flag("awaited"),
                json.flag("only"),
                CountingBasisCodec.read(json.raw("counting")),
                revision);
    }
}
