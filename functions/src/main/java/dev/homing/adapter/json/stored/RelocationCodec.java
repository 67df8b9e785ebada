package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Stay;
import dev.homing.domain.run.Relocation.Tally;
import dev.homing.domain.run.Relocation.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How far a relocation has come, as stored. */
public final class RelocationCodec {
    private RelocationCodec() {}

    public static String write(Relocation relocation) {
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        relocation
                .steps()
                .forEach((step, target) -> steps.add(new Fields()
                        .put("step", step)
                        .put("to", target instanceof Target.Step(String id) ? id : null)
                        .json()));
        Map<String, @Nullable Object> stay = new LinkedHashMap<>();
        relocation.tally().stay().forEach((why, count) -> stay.put(Keys.key(why), count));
        return new Fields()
                .put("campaign", relocation.campaign())
                .put("number", relocation.number())
                .put("from", relocation.from())
                .put("to", relocation.to())
                .put("steps", steps)
                .put("others", Keys.key(relocation.others()))
                .put("undoes", relocation.undoes())
                .put("by", relocation.by())
                .at("at", relocation.at())
                .put("place", relocation.place())
                .put("step", relocation.step())
                .put("moved", relocation.tally().moved())
                .put("ended", relocation.tally().ended())
                .put("stay", stay)
                .put("finished", relocation.finished())
                .write();
    }

    public static Relocation read(String text) {
        Fields json = Fields.parse(text);
        SequencedMap<String, Target> steps = new LinkedHashMap<>();
        json.list("steps").stream().map(Fields::of).forEach(one -> {
            String to = one.optionalText("to");
            steps.put(one.text("step"), to == null ? new Target.Out() : new Target.Step(to));
        });
        Fields stayed = json.object("stay");
        Map<Stay, Long> stay = new LinkedHashMap<>();
        for (Stay why : Stay.values()) {
            if (stayed.has(Keys.key(why))) {
                stay.put(why, stayed.number(Keys.key(why)));
            }
        }
        return new Relocation(
                json.text("campaign"),
                (int) json.number("number"),
                (int) json.number("from"),
                (int) json.number("to"),
                steps,
                Keys.constant(Relocation.Others.class, json.text("others")),
                (int) json.number("undoes"),
                json.text("by"),
                json.at("at"),
                json.optionalText("place"),
                (int) json.number("step"),
                new Tally(json.number("moved"), json.number("ended"), stay),
                json.flag("finished"));
    }
}
