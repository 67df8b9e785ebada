package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.analytics.Ledger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The counting plan as stored. */
public final class CountingPlanCodec {
    private CountingPlanCodec() {}

    public static String write(CountingPlan plan) {
        CountingPlan.Rebuild rebuild = plan.rebuild();
        return new Fields()
                .put(
                        "ledgers",
                        plan.ledgers().stream()
                                .map(ledger -> ledger(ledger).json())
                                .toList())
                .put("rebuild", rebuild == null ? null : rebuild(rebuild).json())
                .write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static CountingPlan read(long revision, String text) {
        Fields json = Fields.parse(text);
        List<Ledger> ledgers = new ArrayList<>();
        for (Object ledger : json.list("ledgers")) {
            ledgers.add(ledger(Fields.of(ledger)));
        }
        return new CountingPlan(ledgers, json.has("rebuild") ? rebuild(json.object("rebuild")) : null, revision);
    }

    private static Fields rebuild(CountingPlan.Rebuild rebuild) {
        return new Fields()
                .put("ledger", ledger(rebuild.ledger()).json())
                .at("startsAt", rebuild.startsAt())
                .put("cursor", rebuild.cursor())
                .put("passes", rebuild.passes())
                .put("takenInThisPass", rebuild.takenInThisPass())
                .put("seen", rebuild.seen())
                .put("taken", rebuild.taken())
                .at("settlesAt", rebuild.settlesAt());
    }

    private static CountingPlan.Rebuild rebuild(Fields json) {
        return new CountingPlan.Rebuild(
                ledger(json.object("ledger")),
                json.at("startsAt"),
                json.optionalText("cursor"),
                (int) json.number("passes"),
                json.number("takenInThisPass"),
                json.number("seen"),
                json.number("taken"),
                json.optionalAt("settlesAt"));
    }

    private static Fields ledger(Ledger ledger) {
        return new Fields()
                .put("id", ledger.id())
                .at("since", ledger.since())
                .put("from", ledger.from().toString());
    }

    private static Ledger ledger(Fields json) {
        return new Ledger(json.text("id"), json.at("since"), LocalDate.parse(json.text("from")));
    }
}
