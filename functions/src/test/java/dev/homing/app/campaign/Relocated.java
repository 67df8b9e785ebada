package dev.homing.app.campaign;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.flow.Node;
import dev.homing.domain.run.Relocation;
import dev.homing.domain.run.Relocation.Others;
import dev.homing.domain.run.Relocation.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Relocations that tests ask for. */
public final class Relocated {
    private Relocated() {}

    public static Relocation asked(
            int number, Campaign.Version from, int to, Map<String, String> steps, Others others, Instant at) {
        SequencedMap<String, Target> targets = new LinkedHashMap<>();
        steps.forEach((step, target) -> targets.put(step, new Target.Step(target)));
        Relocation first =
                Relocation.asked(from.campaign(), null, from.number(), to, targets, others, "ann@shop.example", at);
        return new Relocation(
                first.campaign(),
                number,
                first.from(),
                first.to(),
                first.steps(),
                others,
                0,
                first.by(),
                at,
                null,
                0,
                first.tally(),
                false);
    }

    /** All, wherever they stand, go to one step. */
    public static Relocation allTo(int number, Campaign.Version from, int to, String step, Instant at) {
        Map<String, String> steps = new LinkedHashMap<>();
        from.flow().steps().stream().map(Node::id).forEach(id -> steps.put(id, step));
        return asked(number, from, to, steps, Others.STAY, at);
    }
}
