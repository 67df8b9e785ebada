package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;

/** An order that a message brought, as stored; whole, so that the stream's reader needs no other field than the revision. */
public final class AttributedOrderCodec {
    private AttributedOrderCodec() {}

    public static String write(AttributedOrder order) {
        return new Fields()
                .put("customer", order.customer().value())
                .put("order", order.order())
                .put("run", order.run().toString())
                .put("message", order.message().toString())
                .put("campaign", order.campaign())
                .put("version", order.campaignVersion())
                .put("channel", order.channel().key())
                .money("amount", order.amount())
                .at("triggeredAt", order.triggeredAt())
                .at("touchedAt", order.touchedAt())
                .at("at", order.at())
                .put("first", order.first() ? true : null)
                .put("refunds", RefundsCodec.write(order.refunds()))
                .put("counting", CountingBasisCodec.write(order.counting()))
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static AttributedOrder read(long revision, String text) {
        Fields json = Fields.parse(text);
        return new AttributedOrder(
                new CustomerId(json.text("customer")),
                json.text("order"),
                RunId.parse(json.text("run")),
                MessageId.parse(json.text("message")),
                json.text("campaign"),
                (int) json.number("version"),
                Keys.channel(json.text("channel")),
                json.optionalMoney("amount"),
                json.at("triggeredAt"),
                json.at("touchedAt"),
                json.at("at"),
                json.flag("first"),
                RefundsCodec.read(json.object("refunds")),
                CountingBasisCodec.read(json.raw("counting")),
                revision);
    }
}
