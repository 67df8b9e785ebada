package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a campaign to edit at a moment: what is live, what was saved since, or both.
 *
 * @param live null where it was never activated
 * @param draft null where nothing was saved since
 */
public record Edition(@Nullable Campaign live, @Nullable Draft draft) {
    /** Who changed it last, and when. */
    public record Change(String by, Instant at) {}

    /** By strongly consistent reads; null where there is no such campaign. */
    public static @Nullable Edition of(Campaigns campaigns, String key) {
        Campaign live = campaigns.latest().campaign(key);
        Draft draft = campaigns.draft(key);
        if (live != null && draft != null && draft.base() != live.number()) {
            Campaign.Version version = campaigns.version(key, live.number());
            if (version.saysTheSameAs(draft.content())) {
                // Whoever published it was stopped before it was removed.
                campaigns.discard(draft);
                draft = null;
            }
        }
        return live == null && draft == null ? null : new Edition(live, draft);
    }

    /** Number of the live version; 0 where none is. */
    public int number() {
        return live == null ? 0 : live.number();
    }

    /** Whether something was published since the draft was begun. */
    public boolean outdated() {
        return draft != null && draft.base() != number();
    }

    /** By which it is known whether anything was saved or published in between. */
    public String tag() {
        return "v" + number() + (draft == null ? "" : "." + draft.tag());
    }

    /** @return whether this is what somebody saw when {@code tag} was given out; {@code *} is anything */
    public boolean is(String tag) {
        return tag.equals("*") || tag.equals(tag());
    }

    public Change last(Campaigns campaigns) {
        if (draft != null) {
            return new Change(draft.by(), draft.at());
        }
        List<Campaign.Published> versions = live == null ? List.of() : campaigns.versions(live.key());
        return versions.isEmpty()
                ? new Change("", Instant.EPOCH)
                : new Change(versions.getLast().by(), versions.getLast().at());
    }
}
