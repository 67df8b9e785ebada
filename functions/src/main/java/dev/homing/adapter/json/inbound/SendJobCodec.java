package dev.homing.adapter.json.inbound;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.id.RunId;
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
                .put("step", job.step())
                .put("channel", job.channel().key())
                .put("token", job.token())
                .put("waitsOut", job.waitsOut() ? true : null)
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
        return new SendJob(
                Keys.channel(json.text("channel")),
                run(json.text("run")),
                json.text("step"),
                json.optionalText("token"),
                json.flag("waitsOut"));
    }

    private static RunId run(String text) {
        try {
            return RunId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("run: " + e.getMessage(), e);
        }
    }
}
