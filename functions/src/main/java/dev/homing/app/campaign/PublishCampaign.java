package dev.homing.app.campaign;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what was saved a version: people who are in it stay on theirs, whoever comes next gets this one. */
public final class PublishCampaign {
    /** Versions whose executables are kept, whatever their age. */
    private static final int KEPT = 20;

    /** A start that was decided is carried out within hours, however often it has to be tried. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(2);

    private final Campaigns campaigns;
    private final Journeys journeys;

    public PublishCampaign(Campaigns campaigns, Journeys journeys) {
        this.campaigns = campaigns;
        this.journeys = journeys;
    }

    public sealed interface Result {
        record Published(Campaign campaign) implements Result {}

        record NotFound() implements Result {}

        /** Somebody saved or published in between. */
        record Outdated(Edition.Change last) implements Result {}

        /** @param why and what can be done */
        record Refused(String why) implements Result {}
    }

    /**
     * Makes the draft of a campaign live that was activated before; its status stays as it is.
     *
     * @param expected tag of the edition that was looked at; null where nobody looked
     */
    public Result draft(String key, String by, @Nullable String expected, Instant now) {
        Edition found = Edition.of(campaigns, key);
        if (found == null) {
            return new Result.NotFound();
        }
        Draft draft = found.draft();
        Campaign live = found.live();
        if (live == null) {
            return new Result.Refused("It was never active; activate it, which publishes its draft");
        }
        if (live.status() == Campaign.Status.ENDED) {
            return new Result.Refused("The campaign was ended; save it under another key to run it again");
        }
        if (expected != null && !found.is(expected)) {
            return new Result.Outdated(found.last(campaigns));
        }
        if (draft == null) {
            return new Result.Refused("Nothing was saved since version " + live.number() + " went live");
        }
        if (found.outdated()) {
            return new Result.Outdated(found.last(campaigns));
        }
        String tooLong = draft.content().flow().tooLong(now);
        if (tooLong != null) {
            return new Result.Refused("In this flow " + tooLong);
        }
        return new Result.Published(published(draft, by, now));
    }

    /** Publishes a draft and removes it; where it was changed meanwhile, the change stays a draft. */
    Campaign published(Draft draft, String by, Instant now) {
        Campaign campaign = publish(draft.content(), by, now);
        campaigns.discard(draft);
        return campaign;
    }

    /**
     * The number is taken first: who publishes at the same time gets another one, and no executable is made for a version that then loses.
     *
     * @param content valid; its number and executable are given here
     * @param by who is answerable for it
     * @return the campaign as it stands now: a new one is active, an existing one keeps its status
     */
    public Campaign publish(Campaign.Version content, String by, Instant now) {
        Campaign.Version numbered = content.published(campaigns.nextNumber(content.campaign()), null, by, now);
        String executable = numbered.flow().onlyMessage() == null ? executable(numbered, now) : null;
        return campaigns.publish(numbered.published(numbered.number(), executable, by, now), Campaign.Status.ACTIVE);
    }

    /** Makes room before it makes another one: executables of versions that are long out of date are removed. */
    private String executable(Campaign.Version version, Instant now) {
        Set<String> needed = new HashSet<>();
        List<Campaign.Published> versions = campaigns.versions(version.campaign());
        for (Campaign.Published known : versions.subList(Math.max(0, versions.size() - KEPT), versions.size())) {
            String executable =
                    campaigns.version(version.campaign(), known.number()).executable();
            if (executable != null) {
                needed.add(executable);
            }
        }
        journeys.prune(version.campaign(), needed, now.minus(ON_ITS_WAY));
        return journeys.publish(version);
    }
}
