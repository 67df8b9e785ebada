package dev.homing.app.imports;

import dev.homing.app.imports.ImportCustomers.Counted;
import dev.homing.app.port.EventBus;
import dev.homing.app.port.Imports;
import dev.homing.app.port.Imports.Rejected;
import dev.homing.app.port.Imports.Report;
import dev.homing.app.port.Products;
import dev.homing.domain.Facts;
import dev.homing.domain.Hash;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventReading;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.product.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings in a file, or a part of a large one, and keeps a report of it. */
public final class BringIn {
    /** Lines at a time: so many are done within the time that an answer may take. */
    public static final int MOST = 5_000;

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int HASH = 12;

    private final ImportCustomers importCustomers;
    private final ImportSuppressions importSuppressions;
    private final Products products;
    private final EventBus bus;
    private final Imports imports;
    private final Function<Map<String, @Nullable Object>, String> json;

    /** @param json writes an object */
    public BringIn(
            ImportCustomers importCustomers,
            ImportSuppressions importSuppressions,
            Products products,
            EventBus bus,
            Imports imports,
            Function<Map<String, @Nullable Object>, String> json) {
        this.importCustomers = importCustomers;
        this.importSuppressions = importSuppressions;
        this.products = products;
        this.bus = bus;
        this.imports = imports;
        this.json = json;
    }

    /** What a file holds. */
    public enum Kind {
        CUSTOMERS,
        PRODUCTS,
        EVENTS,
        SUPPRESSIONS
    }

    /**
     * @param file what it is called; null where nobody said
     * @param starts whether campaigns may start by what the file says
     * @param by who brought it in
     */
    public Report bringIn(Kind kind, @Nullable String file, List<Line> lines, boolean starts, String by, Instant now) {
        Counted counted =
                switch (kind) {
                    case CUSTOMERS -> importCustomers.bringIn(lines, starts, now);
                    case PRODUCTS -> products(lines, now);
                    case EVENTS -> events(lines, now);
                    case SUPPRESSIONS -> importSuppressions.bringIn(lines, now);
                };
        Report report = new Report(
                "imp-" + String.format(Locale.ROOT, "%011x", now.toEpochMilli()) + "-"
                        + Hash.name(HASH, kind.name(), now.toString(), by, Integer.toString(lines.hashCode())),
                kind.name().toLowerCase(Locale.ROOT),
                file,
                now,
                by,
                lines.size(),
                counted.created(),
                counted.changed(),
                counted.unchanged(),
                counted.rejected().size(),
                counted.rejected());
        imports.save(report, now.plus(KEPT));
        return report;
    }

    private Counted products(List<Line> lines, Instant now) {
        int created = 0;
        int changed = 0;
        int unchanged = 0;
        List<String> events = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Line line : lines) {
            Map<String, @Nullable Object> message = new LinkedHashMap<>();
            message.put("type", "track");
            message.put("event", OwnEvents.PRODUCT_UPDATED);
            message.put("timestamp", now.toString());
            message.put("properties", Columns.product(line.values()).values());
            switch (EventReading.read(new Facts(message), "import", Origin.BUS, now, now)) {
                case EventReading.OfProduct(String id, Facts properties, Instant at, String _) -> {
                    Product known = products.load(id);
                    Product after = known.stated(properties, at, "import");
                    if (known.revision() == 0) {
                        created++;
                    } else if (after.properties().equals(known.properties())) {
                        unchanged++;
                        continue;
                    } else {
                        changed++;
                    }
                    message.put(
                            "messageId",
                            "i-" + Hash.name(HASH, id, Long.toString(known.revision()), properties.toString()));
                    events.add(json.apply(message));
                }
                case EventReading.Rejected(String reason) -> rejected.add(new Rejected(line.number(), reason));
                case EventReading.Accepted _, EventReading.Partly _, EventReading.OfOrder _ ->
                    rejected.add(new Rejected(line.number(), "it tells of no product"));
            }
        }
        bus.put(events, Origin.BUS);
        return new Counted(created, changed, unchanged, rejected);
    }

    private Counted events(List<Line> lines, Instant now) {
        List<String> events = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Line line : lines) {
            Map<String, @Nullable Object> message =
                    new LinkedHashMap<>(line.values().values());
            message.putIfAbsent(
                    "messageId", "i-" + Hash.name(HASH, line.values().toString()));
            if (EventReading.read(new Facts(message), "import", Origin.SERVER, now, now)
                    instanceof EventReading.Rejected(String reason)) {
                rejected.add(new Rejected(line.number(), reason));
            } else {
                events.add(json.apply(message));
            }
        }
        bus.put(events, Origin.SERVER);
        return new Counted(events.size(), 0, 0, rejected);
    }
}
