package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.domain.audience.Hashed;
import dev.homing.domain.audience.Telling;

/** What a destination knows of a customer, as stored. */
public final class TellingCodec {
    private TellingCodec() {}

    public static String write(Telling telling) {
        return new Fields()
                .put("phase", Keys.key(telling.phase()))
                .put("email", telling.person().email())
                .put("phone", telling.person().phone())
                .at("at", telling.at())
                .put("turn", telling.turn())
                .put("attempts", telling.attempts())
                .at("leaseUntil", telling.leaseUntil())
                .put("error", telling.error())
                .write();
    }

    public static Telling read(String text, long revision) {
        Fields json = Fields.parse(text);
        return new Telling(
                Keys.constant(Telling.Phase.class, json.text("phase")),
                new Hashed(json.text("email"), json.text("phone")),
                json.at("at"),
                (int) json.number("turn"),
                (int) json.number("attempts"),
                json.at("leaseUntil"),
                json.optionalText("error"),
                revision);
    }
}
