package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.broadcast.Broadcast;
import dev.homing.domain.broadcast.Reach;
import dev.homing.domain.broadcast.Timing;
import dev.homing.domain.id.Group;
import dev.homing.domain.reason.Reason;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** A broadcast as stored, and why a recipient got nothing. */
public final class BroadcastCodec {
    private BroadcastCodec() {}

    public static String write(Broadcast broadcast) {
        Timing timing = broadcast.timing();
        return new Fields()
                .put("campaign", broadcast.campaign())
                .put("number", broadcast.number())
                .put("include", groups(broadcast.reach().include()))
                .put("exclude", groups(broadcast.reach().exclude()))
                .put("localAt", timing.at() == null ? null : timing.at().toString())
                .put("zone", timing.zone().getId())
                .put("local", timing.local())
                .put("every", timing.every() == null ? null : timing.every().toString())
                .put("perMinute", timing.perMinute())
                .put("day", timing.day() == 0 ? null : timing.day())
                .put("by", broadcast.by())
                .put("once", broadcast.once())
                .at("askedAt", broadcast.askedAt())
                .put("state", broadcast.state().key())
                .put("source", broadcast.source())
                .put("place", broadcast.place())
                .put("step", broadcast.step())
                .at("turn", broadcast.turn())
                .at("next", broadcast.next())
                .at("since", broadcast.since())
                .write();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static Broadcast read(String text) {
        Fields json = Fields.parse(text);
        String at = json.optionalText("localAt");
        String every = json.optionalText("every");
        return new Broadcast(
                json.text("campaign"),
                (int) json.number("number"),
                new Reach(groups(json.texts("include")), groups(json.texts("exclude"))),
                new Timing(
                        at == null ? null : LocalDateTime.parse(at),
                        ZoneId.of(json.text("zone")),
                        json.flag("local"),
                        every == null ? null : Period.parse(every),
                        (int) json.number("perMinute"),
                        json.has("day") ? (int) json.number("day") : 0),
                json.text("by"),
                json.optionalText("once"),
                json.at("askedAt"),
                Keys.constant(Broadcast.State.class, json.text("state")),
                (int) json.number("source"),
                json.optionalText("place"),
                (int) json.number("step"),
                json.at("turn"),
                json.optionalAt("next"),
                json.at("since"));
    }

    public static String reason(Reason reason) {
        return new Fields().put("why", ReasonCodec.write(reason)).write();
    }

    /**
     * @throws MalformedJson where it is none
     */
    public static Reason reason(String text) {
        return ReasonCodec.read(Fields.parse(text).raw("why"));
    }

    private static List<String> groups(Collection<Group> groups) {
        return groups.stream()
                .map(group -> group.kind().key() + "/" + group.key())
                .toList();
    }

    private static SequencedSet<Group> groups(List<String> texts) {
        SequencedSet<Group> groups = new LinkedHashSet<>();
        for (String text : texts) {
            int slash = text.indexOf('/');
            groups.add(new Group(Keys.constant(Group.Kind.class, text.substring(0, slash)), text.substring(slash + 1)));
        }
        return groups;
    }
}
