package dev.homing.adapter;

import dev.homing.adapter.file.CampaignFile;
import dev.homing.adapter.handlebars.HandlebarsRenderer;
import dev.homing.domain.campaign.Campaign;

/** The campaigns under {@code templates/}. */
public final class Starters {
    private Starters() {}

    public static Campaign.Version campaign(String key) {
        return switch (CampaignFile.open(
                "campaigns/" + key + ".json", path -> Golden.file("templates/" + path), new HandlebarsRenderer())) {
            case CampaignFile.Reading.Valid(Campaign.Version version) -> version;
            case CampaignFile.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
