package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.MalformedJson;
import dev.homing.adapter.json.Tuple;
import dev.homing.domain.CountingBasis;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The zone and the instant, in the item that is counted. */
final class CountingBasisCodec {
    private CountingBasisCodec() {}

    static List<@Nullable Object> write(CountingBasis basis) {
        return new Tuple(Instant.EPOCH)
                .add(basis.zone().getId())
                .at(basis.since())
                .json();
    }

    static CountingBasis read(@Nullable Object json) {
        Tuple tuple = new Tuple(Instant.EPOCH, json);
        String zone = tuple.text();
        try {
            return new CountingBasis(ZoneId.of(zone), tuple.at());
        } catch (DateTimeException unknown) {
            throw new MalformedJson("Unknown time zone \"" + zone + "\"");
        }
    }
}
