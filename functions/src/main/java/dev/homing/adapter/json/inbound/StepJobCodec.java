package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.StepJob;
import dev.homing.domain.Facts;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step of a flow asks, as flows put it into the queue of outcomes, under {@link #FIELD}. */
public final class StepJobCodec {
    /** Tells it from what else lies there. */
    public static final String FIELD = "step";

    private StepJobCodec() {}

    /**
     * @throws MalformedJson where it is none
     */
    public static StepJob read(Facts json) {
        return read(Fields.of(json.values()));
    }

    /**
     * A job that lies in a queue alone.
     *
     * @throws MalformedJson where it is none
     */
    public static StepJob read(String text) {
        return read(Fields.parse(text));
    }

    private static StepJob read(Fields fields) {
        return new StepJob(SendJobCodec.visit(fields), fields.text("token"), since(fields.optionalText("since")));
    }

    /** As Step Functions writes times. */
    private static @Nullable Instant since(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new MalformedJson("\"since\" is no time: " + text, notATime);
        }
    }
}
