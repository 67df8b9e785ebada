package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what somebody made of a campaign as its draft; what is live stays as it is until somebody who may do so publishes it. Nobody
 * overwrites what he has not seen.
 */
public final class SaveCampaign {
    private static final int MOST_TRIES = 10;

    private final Campaigns campaigns;

    public SaveCampaign(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    public sealed interface Result {
        /** @param edition as it is now; without a draft where what was saved is what is live */
        record Saved(Edition edition) implements Result {}

        /** What was expected is not what is there: somebody saved or published in between. */
        record Outdated(Edition.Change last) implements Result {}

        /** Nothing was expected, and somebody else's work is there. */
        record Taken(Edition.Change last) implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}

        record NotFound() implements Result {}
    }

    /**
     * @param content valid, with number 0
     * @param expected tag of the edition that the work was based on; null where nobody looked
     */
    public Result save(Campaign.Version content, String by, @Nullable String expected, Instant now) {
        String key = content.campaign();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Edition found = Edition.of(campaigns, key);
            if (found == null) {
                if (expected != null) {
                    return new Result.NotFound();
                }
                Draft first = campaigns.save(new Draft(content, 0, 0, by, now));
                if (first != null) {
                    return new Result.Saved(new Edition(null, first));
                }
                continue;
            }
            Result refusal = refusal(found, by, expected);
            if (refusal != null) {
                return refusal;
            }
            Edition saved = saved(found, content, by, now);
            if (saved != null) {
                return new Result.Saved(saved);
            }
        }
        throw new Unavailable("Campaign " + key + " was saved by others again and again; save it once more");
    }

    private @Nullable Result refusal(Edition found, String by, @Nullable String expected) {
        Campaign live = found.live();
        if (live != null && live.status() == Campaign.Status.ENDED) {
            return new Result.Refused("The campaign was ended; save it under another key to run it again");
        }
        if (expected != null) {
            return found.is(expected) ? null : new Result.Outdated(found.last(campaigns));
        }
        Draft draft = found.draft();
        return draft != null && (found.outdated() || !draft.by().equals(by))
                ? new Result.Taken(found.last(campaigns))
                : null;
    }

    /** Null where somebody else was faster. */
    private @Nullable Edition saved(Edition found, Campaign.Version content, String by, Instant now) {
        Campaign live = found.live();
        Draft draft = found.draft();
        if (draft != null && !found.outdated() && draft.content().saysTheSameAs(content)) {
            return found;
        }
        if (live != null && campaigns.version(live.key(), live.number()).saysTheSameAs(content)) {
            return draft == null || campaigns.discard(draft) ? new Edition(live, null) : null;
        }
        Draft next = campaigns.save(new Draft(content, found.number(), draft == null ? 0 : draft.revision(), by, now));
        return next == null ? null : new Edition(live, next);
    }

    /**
     * Removes a draft; of a campaign that was never activated, all there is.
     *
     * @param expected tag of the edition that was seen; null where nobody looked
     */
    public Result discard(String key, @Nullable String expected) {
        Edition found = Edition.of(campaigns, key);
        if (found == null) {
            return new Result.NotFound();
        }
        if (expected != null && !found.is(expected)) {
            return new Result.Outdated(found.last(campaigns));
        }
        Draft draft = found.draft();
        if (draft != null && !campaigns.discard(draft)) {
            return new Result.Outdated(found.last(campaigns));
        }
        return new Result.Saved(new Edition(found.live(), null));
    }
}
