package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Imports.Rejected;
import dev.homing.app.port.Imports.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class ImportsContract {
    /** Later than what any other test brings in. */
    private static final Instant FIRST = Instant.parse("2199-04-01T08:00:00Z");

    protected abstract Imports imports();

    private Report kept(int number, @Nullable String file, Rejected... rejected) {
        Instant at = FIRST.plusSeconds(number);
        String id = "imp-" + String.format(Locale.ROOT, "%011x", at.toEpochMilli()) + "-abcdefghijkl";
        Report report = new Report(id, "customers", file, at, "ann", 12, 1, 2, 3, 6, List.of(rejected));
        imports().save(report, at.plus(Duration.ofDays(90)));
        return report;
    }

    @Test
    void comesBackAsItWasSaved() {
        Report whole = kept(1_000, "people.csv", new Rejected(7, "email: \"nobody\" is none"));
        Report bare = kept(1_001, null);
        assertThat(imports().find(whole.id())).isEqualTo(whole);
        assertThat(imports().find(bare.id())).isEqualTo(bare);
        assertThat(imports().find("imp-0-none")).isNull();
    }

    @Test
    void theLatestComeFirst_pageByPage() {
        List<Report> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.addFirst(kept(2_000 + i, "part " + i));
        }
        List<Report> found = new ArrayList<>();
        String before = null;
        do {
            Imports.Page page = imports().page(before, 3);
            assertThat(page.reports()).hasSizeLessThanOrEqualTo(3);
            found.addAll(page.reports());
            before = page.next();
        } while (before != null && found.size() < 7);
        assertThat(found.subList(0, 7)).isEqualTo(all);
    }
}
