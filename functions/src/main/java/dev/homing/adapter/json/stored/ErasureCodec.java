package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.care.Erasure;
import dev.homing.domain.care.KnownBy;
import java.util.List;
import java.util.TreeSet;

/** How far an erasure has come, as stored. */
public final class ErasureCodec {
    private ErasureCodec() {}

    public static String write(Erasure erasure) {
        KnownBy known = erasure.known();
        return new Fields()
                .put("by", erasure.by())
                .at("askedAt", erasure.askedAt())
                .put("ids", List.copyOf(known.ids()))
                .put("userIds", List.copyOf(known.userIds()))
                .put("anonymousIds", List.copyOf(known.anonymousIds()))
                .put("emails", List.copyOf(known.emails()))
                .put("phones", List.copyOf(known.phones()))
                .put("others", List.copyOf(known.others()))
                .put("names", List.copyOf(known.names()))
                .put("addresses", List.copyOf(known.addresses()))
                .put("stage", Keys.key(erasure.stage()))
                .put("place", erasure.place())
                .put("again", erasure.again() ? true : null)
                .put("step", erasure.step())
                .at("finishedAt", erasure.finishedAt())
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Erasure read(String id, long revision, String text) {
        Fields json = Fields.parse(text);
        KnownBy known = new KnownBy(
                new TreeSet<>(json.texts("ids")),
                new TreeSet<>(json.texts("userIds")),
                new TreeSet<>(json.texts("anonymousIds")),
                new TreeSet<>(json.texts("emails")),
                new TreeSet<>(json.texts("phones")),
                new TreeSet<>(json.texts("others")),
                new TreeSet<>(json.texts("names")),
                new TreeSet<>(json.texts("addresses")));
        return new Erasure(
                id,
                json.text("by"),
                json.at("askedAt"),
                known,
                Keys.constant(Erasure.Stage.class, json.text("stage")),
                json.optionalText("place"),
                json.flag("again"),
                (int) json.number("step"),
                json.optionalAt("finishedAt"),
                revision);
    }
}
