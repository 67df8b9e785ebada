package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.domain.event.Identities;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom an event named, as stored. */
final class IdentitiesCodec {
    private IdentitiesCodec() {}

    static Map<String, @Nullable Object> write(Identities ids) {
        return new Fields()
                .put("userId", ids.userId())
                .put("anonymousId", ids.anonymousId())
                .put("email", ids.email())
                .json();
    }

    static Identities read(Fields json) {
        return new Identities(
                json.optionalText("userId"), json.optionalText("anonymousId"), null, json.optionalText("email"));
    }
}
