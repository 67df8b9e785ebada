package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.TellQueue.TellJob;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;

/** What a destination is to be told, as it lies in the queue of webhooks, under {@link #FIELD}. */
public final class TellJobCodec {
    /** Tells it from what steps of flows call. */
    public static final String FIELD = "tell";

    private TellJobCodec() {}

    public static String write(TellJob job) {
        return new Fields()
                .put(
                        FIELD,
                        new Fields()
                                .put("audience", job.audience())
                                .put("destination", job.destination())
                                .put("customer", job.customer().value())
                                .json())
                .write();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static TellJob read(Facts json) {
        Fields fields = Fields.of(json.values());
        return new TellJob(
                fields.text("audience"), fields.text("destination"), new CustomerId(fields.text("customer")));
    }
}
