package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.app.port.Answers.Reference;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;

/** An answer to be sent, as it lies in WhatsApp's queue beside messages. */
public final class AnswerJobCodec {
    /** By which it is told from messages. */
    public static final String FIELD = "answer";

    private AnswerJobCodec() {}

    public static String write(Reference answer) {
        return new Fields()
                .put(FIELD, answer.id())
                .put("customer", answer.customer().value())
                .write();
    }

    public static Reference read(Facts json) {
        Fields fields = Fields.of(json.values());
        return new Reference(new CustomerId(fields.text("customer")), fields.text(FIELD));
    }
}
