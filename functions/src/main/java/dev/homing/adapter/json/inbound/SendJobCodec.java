package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.id.RunId;
import dev.homing.domain.id.Visit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message to be sent, as it lies in its queue; flows put the same there. */
public final class SendJobCodec {
    private SendJobCodec() {}

    public static String write(SendJob job) {
        return Json.write(json(job));
    }

    static Map<String, @Nullable Object> json(SendJob job) {
        return new Fields()
                .put("run", job.run().toString())
                .put("generation", job.visit().generation())
                .put("node", job.visit().node())
                .put("turn", job.visit().turn())
                .put("channel", job.channel().key())
                .put("token", job.token())
                .json();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static SendJob read(String text) {
        return read(Fields.parse(text));
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static SendJob read(Facts json) {
        return read(Fields.of(json.values()));
    }

    static SendJob read(Fields json) {
        return new SendJob(visit(json), Keys.channel(json.text("channel")), json.optionalText("token"));
    }

    static Visit visit(Fields json) {
        try {
            return new Visit(RunId.parse(json.text("run")), (int) json.number("generation"), json.text("node"), (int)
                    json.number("turn"));
        } catch (IllegalArgumentException e) {
            throw new MalformedJson(String.valueOf(e.getMessage()), e);
        }
    }
}
