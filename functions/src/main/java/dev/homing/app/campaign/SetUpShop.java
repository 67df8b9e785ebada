package dev.homing.app.campaign;

import dev.homing.app.SideBySide;
import dev.homing.app.port.Campaigns;
import dev.homing.app.port.Journeys;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Shop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedCollection;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Brings the shop's settings up to date, and the starter campaigns that are not there yet as drafts; what people made of a starter stays as
 * it is. Executables that are not what this deployment would make of their campaigns are made anew: it may have other queues, or compile flows
 * better. The campaigns keep their versions. Doing it again changes nothing.
 */
public final class SetUpShop {
    private final Campaigns campaigns;
    private final Journeys journeys;
    private final SideBySide sideBySide;

    /** @param sideBySide looks at many executables in the time that a deployment waits */
    public SetUpShop(Campaigns campaigns, Journeys journeys, SideBySide sideBySide) {
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.sideBySide = sideBySide;
    }

    /**
     * Reads the configuration once, each starter's draft where the starter is not live, and each live flow with its executable.
     *
     * @param starters valid, with number 0
     * @return keys of the campaigns that are new, and then of those whose executables are
     */
    public List<String> run(Shop shop, SequencedCollection<Campaign.Version> starters, Instant now) {
        Configuration there = campaigns.latest();
        if (!shop.equals(there.shop())) {
            campaigns.shop(shop);
        }
        List<String> changed = new ArrayList<>();
        for (Campaign.Version starter : starters) {
            String key = starter.campaign();
            if (there.campaign(key) == null
                    && campaigns.draft(key) == null
                    && campaigns.save(new Draft(starter, 0, 0, "", now)) != null) {
                changed.add(key);
            }
        }
        ConcurrentSkipListSet<String> anew = new ConcurrentSkipListSet<>();
        sideBySide.each(flows(there), campaign -> {
            Campaign.Version live = campaigns.version(campaign.key(), campaign.number());
            if (!journeys.upToDate(live)) {
                campaigns.executable(live.campaign(), live.number(), journeys.publish(live));
                anew.add(live.campaign());
            }
        });
        changed.addAll(anew);
        return changed;
    }

    /** Removes the executables, which nothing else would: they were made while Homing ran. A later deployment makes them again. */
    public void undo() {
        flows(campaigns.latest()).forEach(live -> journeys.remove(live.key()));
    }

    /** Campaigns that have executables and may still start, or be resumed. */
    private static List<Campaign> flows(Configuration configuration) {
        return configuration.campaigns().values().stream()
                .filter(Campaign::executable)
                .toList();
    }
}
