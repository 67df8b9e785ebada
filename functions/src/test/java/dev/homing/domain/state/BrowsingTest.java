package dev.homing.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.Identities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowsingTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private static CustomerEvent page(String path, long seconds) {
        Instant at = START.plusSeconds(seconds);
        return new CustomerEvent(
                path + seconds,
                Kind.PAGE,
                "page",
                new Identities("ada", null, null, null),
                at,
                at,
                at,
                Origin.BROWSER,
                new Facts(Map.of("path", path)),
                Facts.NONE,
                Facts.NONE,
                List.of(),
                CustomerEvent.Import.NONE);
    }

    private static Browsing of(CustomerEvent... events) {
        Browsing browsing = Browsing.NONE;
        for (CustomerEvent event : events) {
            browsing = browsing.after(event);
        }
        return browsing;
    }

    @Test
    void countsPagesAndTime_andHowLongThePageBeforeWasLookedAt() {
        Browsing browsing = of(page("/", 0), page("/mugs", 20));
        assertThat(browsing.told(page("/teapots", 95)).values())
                .containsEntry("visit_pages", 3)
                .containsEntry("visit_seconds", 95L)
                .containsEntry("previous_page", "/mugs")
                .containsEntry("previous_seconds", 75L)
                .containsEntry("path", "/teapots");
        assertThat(Browsing.NONE.told(page("/", 0)).values())
                .containsEntry("visit_pages", 1)
                .containsEntry("visit_seconds", 0L)
                .doesNotContainKey("previous_page");
    }

    @Test
    void beginsAnew_whereNoPageWasLookedAtForHalfAnHour() {
        Browsing browsing = of(page("/", 0), page("/mugs", 60));
        assertThat(browsing.after(page("/", 60 + 1_800)).pages()).isEqualTo(3);
        assertThat(browsing.after(page("/", 60 + 1_801)).pages()).isEqualTo(1);
    }

    @Test
    void countsWhatIsToldLate_andForgetsWhatIsOfAnEarlierVisit() {
        Browsing browsing = of(page("/", 0), page("/mugs", 60));
        assertThat(browsing.after(page("/late", 30))).isEqualTo(new Browsing(START, START.plusSeconds(60), 3, "/mugs"));
        assertThat(browsing.told(page("/late", 30)).values()).doesNotContainKey("previous_page");
        assertThat(browsing.after(page("/yesterday", -80_000))).isEqualTo(browsing);
        assertThat(browsing.told(page("/yesterday", -80_000)))
                .isEqualTo(page("/yesterday", -80_000).properties());
    }

    @Test
    void keepsAPathShort() {
        assertThat(of(page("/" + "x".repeat(5_000), 0)).page()).hasSize(80);
    }
}
