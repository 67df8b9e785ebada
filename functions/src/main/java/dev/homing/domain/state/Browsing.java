package dev.homing.domain.state;

import dev.homing.domain.Facts;
import dev.homing.domain.StoredBytes;
import dev.homing.domain.event.CustomerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's latest visit to the shop's pages. Kept where a campaign or an audience asks about pages.
 *
 * @param begunAt event time of its first page
 * @param latestAt event time of its latest page
 * @param pages that were looked at; 0 where there was no visit
 * @param page path or name of the latest; empty where the event named none
 */
public record Browsing(Instant begunAt, Instant latestAt, int pages, String page) {
    public static final Browsing NONE = new Browsing(Instant.EPOCH, Instant.EPOCH, 0, "");

    /** Who looks at no page for so long has left, as web analytics have it. */
    public static final Duration ENDS_AFTER = Duration.ofMinutes(30);

    /** Stored bytes of a page's path. */
    private static final int LONGEST_PAGE = 80;

    public Browsing {
        page = StoredBytes.shortened(page, LONGEST_PAGE);
    }

    /** What is known after an event about a page. One of an earlier visit that was told late changes nothing. */
    public Browsing after(CustomerEvent event) {
        Instant at = event.at();
        if (pages == 0 || at.isAfter(latestAt.plus(ENDS_AFTER))) {
            return new Browsing(at, at, 1, page(event));
        }
        if (at.isBefore(begunAt)) {
            return this;
        }
        return at.isBefore(latestAt)
                ? new Browsing(begunAt, latestAt, pages + 1, page)
                : new Browsing(begunAt, at, pages + 1, page(event));
    }

    /** What the event says besides its own properties; this is the visit before it. */
    public Facts told(CustomerEvent event) {
        Browsing after = after(event);
        if (after.equals(this)) {
            return event.properties();
        }
        Map<String, @Nullable Object> told =
                new LinkedHashMap<>(event.properties().values());
        told.put("visit_pages", after.pages);
        told.put("visit_seconds", Duration.between(after.begunAt, event.at()).toSeconds());
        if (after.pages > 1 && !event.at().isBefore(latestAt)) {
            told.put("previous_page", page);
            told.put("previous_seconds", Duration.between(latestAt, event.at()).toSeconds());
        }
        return new Facts(told);
    }

    private static String page(CustomerEvent event) {
        String page = event.properties().firstText("path", "url", "name");
        return page == null ? "" : page;
    }

    Browsing merged(Browsing other) {
        return other.latestAt.isAfter(latestAt) ? other : this;
    }
}
