package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.event.SeenEvent;
import dev.homing.domain.event.SeenEvent.Property;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventCatalogue} does. */
public abstract class EventCatalogueContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final String name = Samples.unique("Deed");

    protected abstract EventCatalogue catalogue();

    private SeenEvent seen() {
        return catalogue().all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SeenEvent seen(int count, Instant at, Map<String, Property> properties) {
        return new SeenEvent(name, count, at, new LinkedHashMap<>(properties), new LinkedHashMap<>());
    }

    @Test
    void addsCountsAndProperties_andKeepsWhatWasSeenLast() {
        catalogue().add(seen(2, AT.plusSeconds(5), Map.of("total", new Property(SeenEvent.Type.NUMBER, "9.90"))));
        catalogue()
                .add(seen(
                        3,
                        AT,
                        Map.of(
                                "total",
                                new Property(SeenEvent.Type.TEXT, "x"),
                                "day",
                                new Property(SeenEvent.Type.DATE, null))));

        assertThat(seen().count()).isEqualTo(5);
        assertThat(seen().lastSeen()).isEqualTo(AT.plusSeconds(5));
        assertThat(seen().properties())
                .isEqualTo(Map.of(
                        "total",
                        new Property(SeenEvent.Type.NUMBER, "9.90"),
                        "day",
                        new Property(SeenEvent.Type.DATE, null)));
    }

    @Test
    void losesNothing_whereSeveralAddAtOnce() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> adding = IntStream.range(0, 12)
                    .<Future<?>>mapToObj(i -> workers.submit(() -> {
                        catalogue().add(seen(1, AT, Map.of("p" + i, new Property(SeenEvent.Type.BOOLEAN, "true"))));
                    }))
                    .toList();
            for (Future<?> one : adding) {
                one.get();
            }
        }
        assertThat(seen().count()).isEqualTo(12);
        assertThat(seen().properties()).hasSize(12);
    }
}
