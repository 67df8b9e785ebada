package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.domain.event.Identities;
import dev.homing.domain.id.CustomerId;
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
                .put("own", text(ids.own()))
                .json();
    }

    static Identities read(Fields json) {
        return new Identities(
                json.optionalText("userId"),
                json.optionalText("anonymousId"),
                null,
                json.optionalText("email"),
                customer(json.optionalText("own")));
    }

    static @Nullable String text(@Nullable CustomerId own) {
        return own == null ? null : own.value();
    }

    static @Nullable CustomerId customer(@Nullable String own) {
        return own == null ? null : new CustomerId(own);
    }
}
