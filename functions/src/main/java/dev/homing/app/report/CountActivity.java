package dev.homing.app.report;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Counters;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.analytics.Contributions;
import dev.homing.domain.analytics.Counter;
import dev.homing.domain.message.Message;
import dev.homing.domain.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the counters up to date with what changed in the activity table. */
public final class CountActivity {
    private final Counters counters;
    private final Campaigns campaigns;

    public CountActivity(Counters counters, Campaigns campaigns) {
        this.counters = counters;
        this.campaigns = campaigns;
    }

    /** An item that counts. */
    public sealed interface Item {
        record OfRun(Run run) implements Item {}

        record OfMessage(Message message) implements Item {}

        record OfOrder(AttributedOrder order) implements Item {}
    }

    /**
     * A change of an item.
     *
     * @param sequence its number in the shard
     * @param before null: it is new, or was none that counts
     * @param after null: as {@code before}; items that expire are no change, and are not given here
     */
    public record Change(
            String sequence,
            @Nullable Item before,
            @Nullable Item after) {}

    /**
     * Counts a batch of one shard, each change once however often it comes.
     *
     * @param changes in the order of the shard
     */
    public void count(String shard, List<Change> changes) {
        Contributions contributions =
                new Contributions(campaigns.current().shop().zone());
        List<Counters.Change> counts = new ArrayList<>();
        for (Change change : changes) {
            Map<Counter, Long> difference =
                    Contributions.difference(of(contributions, change.before()), of(contributions, change.after()));
            if (!difference.isEmpty()) {
                counts.add(new Counters.Change(change.sequence(), difference));
            }
        }
        if (!counts.isEmpty()) {
            counters.add(shard, counts);
        }
    }

    private static Map<Counter, Long> of(Contributions contributions, @Nullable Item item) {
        return switch (item) {
            case Item.OfRun(Run run) -> contributions.of(run);
            case Item.OfMessage(Message message) -> contributions.of(message);
            case Item.OfOrder(AttributedOrder order) -> contributions.of(order);
            case null -> Map.of();
        };
    }
}
