package dev.homing.domain.cart;

import dev.homing.domain.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One cart of a customer. Event time decides and not arrival: whatever order the same events come in, the same cart results, as far as they
 * commute. Among equal times, which many shops state to the second, the later arrival counts.
 *
 * @param lines by product, in the order they were put in
 * @param changedAt event time of the last change; the delay of "cart abandoned" counts from it
 * @param wholeAt event time of the last event that gave the whole cart; nothing older changes it. Null where there was none
 * @param tombstones products taken out, and when, for {@link #TOMBSTONES_KEPT}: an addition older than that is not taken
 * @param link the way back to the cart; null where the storefront did not say
 */
public record Cart(
        SequencedMap<String, CartLine> lines,
        Instant changedAt,
        @Nullable Instant wholeAt,
        Map<String, Instant> tombstones,
        @Nullable Link link) {

    /**
     * An address that leads back to the cart.
     *
     * @param trusted whether the shop's own servers said it
     */
    public record Link(String url, boolean trusted) {}

    public static final Duration TOMBSTONES_KEPT = Duration.ofHours(24);

    /** More lines than this are not kept: nobody is reminded of them, and the state item is written with every event. */
    public static final int MOST_LINES = 50;

    /** Stored bytes of all lines; further ones are not taken. */
    private static final int HEAVIEST = 12_000;

    /** Of products taken out, the latest that are remembered. */
    private static final int MOST_TOMBSTONES = 20;

    public Cart {
        lines = new LinkedHashMap<>(lines);
        tombstones = Map.copyOf(tombstones);
    }

    public static Cart empty(Instant at) {
        return new Cart(new LinkedHashMap<>(), at, null, Map.of(), null);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether it holds anything that the shop's own servers said: that is not for whoever only said that they are this customer. */
    public boolean trusted() {
        return (link != null && link.trusted) || lines.values().stream().anyMatch(CartLine::trusted);
    }

    public @Nullable String url() {
        return link == null ? null : link.url;
    }

    /** Whether both hold as many of the same products, whatever else is said of them. */
    public boolean holdsTheSameAs(Cart other) {
        return quantities().equals(other.quantities());
    }

    private Map<String, Integer> quantities() {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        lines.forEach((product, line) -> quantities.put(product, line.quantity()));
        return quantities;
    }

    /** Number of pieces. */
    public int items() {
        return lines.values().stream().mapToInt(CartLine::quantity).sum();
    }

    /**
     * What the lines come to, one amount a currency, in the order of the lines; lines without a price count nothing.
     */
    public List<Money> totals() {
        SequencedMap<String, Money> totals = new LinkedHashMap<>();
        for (CartLine line : lines.values()) {
            if (line.price() != null) {
                totals.merge(line.price().currency(), line.price().times(line.quantity()), Money::plus);
            }
        }
        return List.copyOf(totals.values());
    }

    public Cart added(CartLine line, @Nullable Link newLink) {
        Instant at = line.addedAt();
        Instant removedAt = tombstones.get(line.product());
        // A shop may tell of one click twice, as an addition and as the whole cart that it led to: then it is in there
        // already.
        boolean known = at.equals(wholeAt) && lines.containsKey(line.product());
        boolean outdated = known || olderThanWhole(at) || (removedAt != null && at.isBefore(removedAt));
        SequencedMap<String, CartLine> changed = new LinkedHashMap<>(lines);
        if (outdated || line.quantity() == 0 || !madeRoom(changed, line)) {
            return this;
        }
        changed.merge(line.product(), line, CartLine::plus);
        return new Cart(changed, later(at), wholeAt, tombstones, better(newLink));
    }

    /**
     * @param quantity how many were taken out; the line goes when none is left
     */
    public Cart removed(String product, int quantity, Instant at) {
        // The same: what a whole cart still holds of it at that time may be what is left.
        boolean known = at.equals(wholeAt) && quantity < Integer.MAX_VALUE;
        if (known || olderThanWhole(at)) {
            return this;
        }
        CartLine line = lines.get(product);
        boolean putInSince = line != null && line.addedAt().isAfter(at);
        if (line != null && !putInSince && line.quantity() > quantity) {
            SequencedMap<String, CartLine> changed = new LinkedHashMap<>(lines);
            changed.put(product, line.withQuantity(line.quantity() - quantity, line.addedAt()));
            return new Cart(changed, later(at), wholeAt, tombstones, link);
        }
        SequencedMap<String, CartLine> changed = new LinkedHashMap<>(lines);
        if (!putInSince) {
            changed.remove(product);
        }
        Map<String, Instant> removed = kept(at);
        removed.merge(product, at, (a, b) -> a.isBefore(b) ? b : a);
        return new Cart(changed, later(at), wholeAt, removed, link);
    }

    /** The whole cart as it was at an instant: replaces what is older, keeps what was added since. */
    public Cart replaced(List<CartLine> whole, Instant at, @Nullable Link newLink) {
        if (olderThanWhole(at)) {
            return this;
        }
        SequencedMap<String, CartLine> changed = new LinkedHashMap<>();
        for (CartLine line : whole) {
            Instant removedAt = tombstones.get(line.product());
            boolean takenOutSince = removedAt != null && removedAt.isAfter(at);
            if (line.quantity() > 0 && !takenOutSince && madeRoom(changed, line)) {
                CartLine known = lines.get(line.product());
                // What its servers call a product, the shop calls it, whoever says how many are in the cart.
                changed.merge(
                        line.product(),
                        known == null || !known.trusted() || line.trusted() ? line : line.knowing(known),
                        CartLine::plus);
            }
        }
        for (CartLine line : lines.values()) {
            if (line.addedAt().isAfter(at)) {
                changed.put(line.product(), line);
            }
        }
        return new Cart(changed, later(at), at, kept(at), better(newLink));
    }

    /** What is left after an order: what was put in since. */
    public Cart ordered(Instant at) {
        SequencedMap<String, CartLine> left = new LinkedHashMap<>();
        for (CartLine line : lines.values()) {
            if (line.addedAt().isAfter(at)) {
                left.put(line.product(), line);
            }
        }
        return new Cart(left, later(at), wholeAt, kept(at), link);
    }

    /**
     * Both together, for two customers who turned out to be one: of a line that both have, the later; without what either of them is known to
     * have been emptied of since.
     */
    public Cart merged(Cart other) {
        SequencedMap<String, CartLine> both = new LinkedHashMap<>();
        lines.values().stream().filter(other::mayHold).forEach(line -> both.put(line.product(), line));
        other.lines.values().stream()
                .filter(this::mayHold)
                .forEach(line -> both.merge(
                        line.product(),
                        line,
                        (a, b) -> a.addedAt().isBefore(b.addedAt()) ? b.knowing(a) : a.knowing(b)));
        Map<String, Instant> removed = new LinkedHashMap<>(tombstones);
        other.tombstones.forEach((product, at) -> removed.merge(product, at, (a, b) -> a.isBefore(b) ? b : a));
        Instant whole =
                wholeAt == null || (other.wholeAt != null && other.wholeAt.isAfter(wholeAt)) ? other.wholeAt : wholeAt;
        boolean theirsIsLater = other.changedAt.isAfter(changedAt);
        Link newer = theirsIsLater ? better(link, other.link) : better(other.link, link);
        return new Cart(both, later(other.changedAt), whole, removed, newer);
    }

    /** Whether nothing that is known of this cart says that a line was gone since. */
    private boolean mayHold(CartLine line) {
        Instant removedAt = tombstones.get(line.product());
        boolean whole = wholeAt == null || !line.addedAt().isBefore(wholeAt);
        return whole && (removedAt == null || line.addedAt().isAfter(removedAt));
    }

    /** A link back that the shop's servers gave is not changed by anyone else. */
    private @Nullable Link better(@Nullable Link newer) {
        return better(link, newer);
    }

    private static @Nullable Link better(@Nullable Link older, @Nullable Link newer) {
        boolean kept = newer == null || (older != null && older.trusted && !newer.trusted);
        return kept ? older : newer;
    }

    /** Whether a line fits; lines that anyone can have put in give way to the shop's own, the oldest first. */
    private static boolean madeRoom(SequencedMap<String, CartLine> lines, CartLine line) {
        if (lines.containsKey(line.product())) {
            return true;
        }
        List<CartLine> others = line.trusted()
                ? lines.values().stream()
                        .filter(other -> !other.trusted())
                        .sorted(Comparator.comparing(CartLine::addedAt))
                        .toList()
                : List.of();
        int weight = lines.values().stream().mapToInt(CartLine::weight).sum() + line.weight();
        int goes = 0;
        while (lines.size() - goes >= MOST_LINES || weight > HEAVIEST) {
            if (goes == others.size()) {
                return false;
            }
            weight -= others.get(goes++).weight();
        }
        others.subList(0, goes).forEach(other -> lines.remove(other.product()));
        return true;
    }

    private boolean olderThanWhole(Instant at) {
        return wholeAt != null && at.isBefore(wholeAt);
    }

    private Instant later(Instant at) {
        return at.isAfter(changedAt) ? at : changedAt;
    }

    /** Those that may still matter, the newest of them. */
    private Map<String, Instant> kept(Instant now) {
        Map<String, Instant> kept = new LinkedHashMap<>();
        tombstones.entrySet().stream()
                .filter(tombstone -> tombstone.getValue().isAfter(now.minus(TOMBSTONES_KEPT)))
                .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                .limit(MOST_TOMBSTONES)
                .forEach(tombstone -> kept.put(tombstone.getKey(), tombstone.getValue()));
        return kept;
    }
}
