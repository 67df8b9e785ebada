package dev.homing.domain.state;

import dev.homing.domain.StoredBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest clicks on messages, oldest first. Of one message's the first and the last are kept, so that who clicks it again and again does not
 * push out the others'. Kept within {@link #BUDGET} stored bytes: the oldest go first.
 */
public record Touches(List<Touch> all) {
    public static final Touches NONE = new Touches(List.of());

    /** Stored bytes. */
    public static final int BUDGET = 450;

    private static final int MOST = 10;

    /** One entry without its campaign's key; a merged one has two customers' ids in it. */
    private static final int ENTRY = 85;

    public Touches {
        List<Touch> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Touch::at));
        int bytes = 0;
        int first = sorted.size();
        while (first > 0 && sorted.size() - first < MOST) {
            bytes += ENTRY + StoredBytes.of(sorted.get(first - 1).campaign());
            if (bytes > BUDGET) {
                break;
            }
            first--;
        }
        all = List.copyOf(sorted.subList(first, sorted.size()));
    }

    public Touches with(Touch touch) {
        if (all.contains(touch)) {
            return this;
        }
        List<Touch> changed = new ArrayList<>(all);
        changed.add(touch);
        changed.sort(Comparator.comparing(Touch::at));
        List<Touch> same = changed.stream()
                .filter(other -> other.message().equals(touch.message()))
                .toList();
        changed.removeIf(
                other -> same.contains(other) && !other.equals(same.getFirst()) && !other.equals(same.getLast()));
        return new Touches(changed);
    }

    Touches merged(Touches other) {
        List<Touch> both = new ArrayList<>(other.all);
        both.addAll(all);
        return new Touches(both);
    }
}
