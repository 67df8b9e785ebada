package dev.homing.adapter.memory;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CampaignsContract;

class MemoryCampaignsTest extends CampaignsContract {
    private final Campaigns campaigns = new MemoryCampaigns();

    @Override
    protected Campaigns campaigns() {
        return campaigns;
    }
}
