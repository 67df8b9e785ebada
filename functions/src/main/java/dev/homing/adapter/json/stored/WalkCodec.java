package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.app.port.Walks.Walk;

/** How far a walk through all customers has come, as stored. */
public final class WalkCodec {
    private WalkCodec() {}

    public static String write(Walk walk) {
        return new Fields()
                .put("number", walk.number())
                .put("looked", walk.looked())
                .put("place", walk.place())
                .put("before", walk.before())
                .at("begunAt", walk.begunAt())
                .at("finishedAt", walk.finishedAt())
                .put("finished", walk.finished())
                .put("known", walk.known())
                .write();
    }

    public static Walk read(String text) {
        Fields json = Fields.parse(text);
        return new Walk(
                json.number("number"),
                json.number("looked"),
                json.optionalText("place"),
                json.optionalText("before"),
                json.at("begunAt"),
                json.optionalAt("finishedAt"),
                json.number("finished"),
                json.number("known"));
    }
}
