package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.StepJob;
import dev.homing.domain.Facts;

/** What a step of a flow asks, as flows put it into the queue of outcomes, under {@link #FIELD}. */
public final class StepJobCodec {
    /** Tells it from what else lies there. */
    public static final String FIELD = "step";

    private StepJobCodec() {}

    /**
     * @throws MalformedJson where it is none
     */
    public static StepJob read(Facts json) {
        Fields fields = Fields.of(json.values());
        return new StepJob(SendJobCodec.visit(fields), fields.text("token"), fields.optionalAt("since"));
    }
}
