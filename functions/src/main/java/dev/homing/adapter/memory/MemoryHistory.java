package dev.homing.adapter.memory;

import dev.homing.app.port.History;
import dev.homing.domain.id.CustomerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the ports of one machine keep of a customer, in memory. */
public final class MemoryHistory implements History {
    private final List<Function<CustomerId, List<Thing>>> kept;

    /** Something, and how it is forgotten. */
    public record Thing(Kept kept, Runnable forget) {}

    /** @param kept each gives what one port keeps of a customer */
    public MemoryHistory(List<Function<CustomerId, List<Thing>>> kept) {
        this.kept = List.copyOf(kept);
    }

    @Override
    public List<Kept> of(CustomerId customer, @Nullable String after, int limit) {
        return all(customer).stream()
                .map(Thing::kept)
                .filter(one -> after == null || one.place().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(CustomerId customer, String place) {
        Consumer<Thing> forget = thing -> thing.forget().run();
        all(customer).stream()
                .filter(thing -> thing.kept().place().equals(place))
                .forEach(forget);
    }

    private List<Thing> all(CustomerId customer) {
        List<Thing> all = new ArrayList<>();
        kept.forEach(each -> all.addAll(each.apply(customer)));
        all.sort(Comparator.comparing(thing -> thing.kept().place()));
        return all;
    }
}
