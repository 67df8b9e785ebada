package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.app.port.MemberWalks.MemberWalk;
import dev.homing.app.port.MemberWalks.Purpose;
import dev.homing.domain.id.Group;

/** How far a walk through the members of a group has come, as stored. */
public final class MemberWalkCodec {
    private static final String LIST = "list";
    private static final String DESTINATION = "destination";

    private MemberWalkCodec() {}

    public static String write(MemberWalk walk) {
        Fields json = new Fields()
                .put("name", walk.name())
                .put("kind", walk.group().kind().key())
                .put("key", walk.group().key())
                .at("since", walk.since())
                .put("place", walk.place())
                .put("step", walk.step())
                .put("done", walk.done())
                .put("finished", walk.finished());
        return switch (walk.purpose()) {
            case Purpose.Freeze(String list) ->
                json.put("purpose", "freeze").put(LIST, list).write();
            case Purpose.Fill(String destination) ->
                json.put("purpose", "fill").put(DESTINATION, destination).write();
            case Purpose.Untell(String destination) ->
                json.put("purpose", "untell").put(DESTINATION, destination).write();
            case Purpose.Forget() -> json.put("purpose", "forget").write();
            case Purpose.Empty() -> json.put("purpose", "empty").write();
        };
    }

    public static MemberWalk read(String text) {
        Fields json = Fields.parse(text);
        String purpose = json.text("purpose");
        return new MemberWalk(
                json.text("name"),
                new Group(Keys.constant(Group.Kind.class, json.text("kind")), json.text("key")),
                switch (purpose) {
                    case "freeze" -> new Purpose.Freeze(json.text(LIST));
                    case "fill" -> new Purpose.Fill(json.text(DESTINATION));
                    case "untell" -> new Purpose.Untell(json.text(DESTINATION));
                    case "forget" -> new Purpose.Forget();
                    case "empty" -> new Purpose.Empty();
                    default -> throw new MalformedJson("\"purpose\" is \"" + purpose + "\", which is none");
                },
                json.at("since"),
                json.optionalText("place"),
                (int) json.number("step"),
                json.number("done"),
                json.flag("finished"));
    }
}
