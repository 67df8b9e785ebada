package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.order.OrderRecord;

/** What is kept of an order under its own id, as stored. */
public final class OrderRecordCodec {
    private OrderRecordCodec() {}

    public static String write(OrderRecord record) {
        CustomerId attributed = record.attributed();
        MessageId message = record.message();
        return new Fields()
                .put("order", record.order())
                .put("by", record.by() == null ? null : IdentitiesCodec.write(record.by()))
                .put("trusted", record.trusted() ? true : null)
                .put("attributed", attributed == null ? null : attributed.value())
                .put("message", message == null ? null : message.toString())
                .put("refunds", RefundsCodec.write(record.refunds()))
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static OrderRecord read(long revision, String text) {
        Fields json = Fields.parse(text);
        String attributed = json.optionalText("attributed");
        String message = json.optionalText("message");
        return new OrderRecord(
                json.text("order"),
                json.has("by") ? IdentitiesCodec.read(json.object("by")) : null,
                json.flag("trusted"),
                attributed == null ? null : new CustomerId(attributed),
                message == null ? null : MessageId.parse(message),
                RefundsCodec.read(json.object("refunds")),
                revision);
    }
}
