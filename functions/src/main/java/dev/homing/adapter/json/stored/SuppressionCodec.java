package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.Keys;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Given;
import dev.homing.domain.consent.Suppression.Told;
import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why an address is not written to, as stored. */
public final class SuppressionCodec {
    private static final String TOLD = "told";
    private static final String WRITTEN = "address";

    private SuppressionCodec() {}

    public static String write(Suppression suppression) {
        Fields json = new Fields();
        suppression
                .reasons()
                .forEach((why, given) -> json.put(
                        why.key(),
                        new Tuple(Instant.EPOCH)
                                .at(given.at())
                                .at(given.takenBackAt())
                                .add(given.said() == null ? null : ReasonCodec.write(given.said()))
                                .at(given.before())
                                .json()));
        List<Object> told = new ArrayList<>();
        suppression
                .told()
                .forEach(each -> told.add(new Tuple(Instant.EPOCH)
                        .add(each.message())
                        .at(each.at())
                        .json()));
        return json.put(TOLD, told).put(WRITTEN, suppression.written()).write();
    }

    /**
     * @param revision as stored beside it
     * @throws MalformedJson where it was not written here
     */
    public static Suppression read(AddressKey address, long revision, String text) {
        Map<Why, Given> reasons = new EnumMap<>(Why.class);
        Fields json = Fields.parse(text);
        List<Told> told = new ArrayList<>();
        for (Object item : json.list(TOLD)) {
            Tuple tuple = new Tuple(Instant.EPOCH, item);
            told.add(new Told(tuple.text(), tuple.at()));
        }
        json.json().forEach((why, value) -> {
            if (why.equals(TOLD) || why.equals(WRITTEN)) {
                return;
            }
            Tuple tuple = new Tuple(Instant.EPOCH, value);
            Instant at = tuple.at();
            Instant takenBackAt = tuple.at();
            Object said = tuple.raw();
            Given given = new Given(at, takenBackAt, said == null ? null : ReasonCodec.read(said), tuple.optionalAt());
            reasons.put(Keys.constant(Why.class, why), given);
        });
        return new Suppression(address, json.optionalText(WRITTEN), reasons, told, revision);
    }
}
