package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Timeline;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.SendingRules;
import dev.homing.domain.condition.Condition;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.event.OwnEvents;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Campaigns that start by how a customer goes through the shop's pages. */
class BrowsingTest {
    private final World world = new World();

    private static dev.homing.domain.condition.Test atLeast(int number) {
        return new dev.homing.domain.condition.Test.AtLeast(
                new dev.homing.domain.condition.Test.Bound(BigDecimal.valueOf(number), null));
    }

    private void page(String id, String path) {
        Map<String, Object> message = new LinkedHashMap<>(
                world.track(id, "ada", "x", Map.of("path", path)).values());
        message.put("type", "page");
        message.remove("event");
        world.event(Facts.of(message));
        world.settle();
    }

    private void starts(Condition where) {
        world.publish(TestCampaigns.emailAt(
                "pages",
                new Trigger(
                        new Start.Happened(EventPattern.of(OwnEvents.PAGE_VIEWED), where, null),
                        Duration.ZERO,
                        null,
                        Duration.ofDays(1),
                        Resolved.EVERYONE,
                        Resolved.EVERYONE),
                SendingRules.USUAL));
        world.event(world.identify("i1", "ada", null));
        world.advance(Duration.ofMinutes(10));
    }

    @Test
    void startsAtTheFifthPageOfAVisit() {
        starts(new Condition.Property("visit_pages", List.of(atLeast(5))));
        for (int i = 0; i < 4; i++) {
            page("p" + i, "/" + i);
            world.advance(Duration.ofMinutes(2));
        }
        world.advance(Duration.ofHours(1));
        page("p4", "/4");
        assertThat(world.sent()).as("four pages, and one of another visit").isEmpty();
        for (int i = 5; i < 9; i++) {
            page("p" + i, "/" + i);
        }
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sent()).hasSize(1);
    }

    @Test
    void startsAfterAPageWasLookedAtForAMinute_andTheTimelineSaysSo() {
        starts(new Condition.Property("previous_seconds", List.of(atLeast(60))));
        page("p1", "/mugs");
        world.advance(Duration.ofSeconds(30));
        page("p2", "/teapots");
        assertThat(world.sent()).isEmpty();
        world.advance(Duration.ofSeconds(75));
        page("p3", "/bowls");
        page("p3", "/bowls");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sent()).hasSize(1);
        assertThat(world.ports.timeline.newest(CustomerId.ofUser("ada"), null, 50).stream()
                        .map(Timeline.Entry::event)
                        .filter(event -> event != null && event.isPage())
                        .map(event -> event.properties().text("visit_pages") + " "
                                + event.properties().text("previous_page")))
                .containsExactly("3 /teapots", "2 /mugs", "1 null");
    }
}
