package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.util.Objects;
import org.junit.jupiter.api.Test;

public abstract class CampaignsContract {
    private final String key = Samples.unique("campaign");

    protected abstract Campaigns campaigns();

    @Test
    void isVisible_whenPublished() {
        long before = campaigns().current().number();
        Campaign campaign = new Campaign(key, Campaign.Status.DRAFT, Samples.version(key, 1));

        assertThat(campaigns().publish(campaign)).isTrue();

        assertThat(campaigns().current().campaign(key)).isEqualTo(campaign);
        assertThat(campaigns().current().number()).isGreaterThan(before);
        assertThat(campaigns().version(key, 1)).isEqualTo(Samples.version(key, 1));
    }

    @Test
    void refuses_whenTheVersionWasPublishedMeanwhile() {
        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));

        assertThat(campaigns().publish(new Campaign(key, Campaign.Status.DRAFT, Samples.version(key, 1))))
                .isFalse();
        assertThat(live().status()).isEqualTo(Campaign.Status.ACTIVE);
    }

    @Test
    void keepsItsStatus_whenANewVersionIsPublished() {
        campaigns().publish(new Campaign(key, Campaign.Status.DRAFT, Samples.version(key, 1)));
        campaigns().status(key, Campaign.Status.PAUSED);

        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 2)));

        assertThat(live()).isEqualTo(new Campaign(key, Campaign.Status.PAUSED, Samples.version(key, 2)));
    }

    @Test
    void keepsTheNewestLive_whenAnOlderOneComesLate() {
        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 2)));
        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));

        assertThat(live().version().number()).isEqualTo(2);
    }

    @Test
    void keepsOldVersions_oldestFirst() {
        for (int number = 1; number <= 11; number++) {
            campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, number)));
        }

        assertThat(campaigns().versions(key))
                .extracting(Campaign.Version::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(campaigns().version(key, 3)).isEqualTo(Samples.version(key, 3));
        assertThat(campaigns().versions(Samples.unique("none"))).isEmpty();
    }

    @Test
    void fails_whenThereIsNoSuchCampaignOrVersion() {
        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));

        assertThatThrownBy(() -> campaigns().version(key, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> campaigns().status(Samples.unique("none"), Campaign.Status.ACTIVE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsSettingsAndWriteKeys_whenTheyAreChanged() {
        Shop shop = new Samples(1).shop();
        campaigns().shop(shop);
        campaigns().writeKey("a1", Origin.BROWSER);
        campaigns().writeKey("b2", Origin.SERVER);

        assertThat(campaigns().current().shop()).isEqualTo(shop);
        assertThat(campaigns().current().writeKeys())
                .containsEntry("a1", Origin.BROWSER)
                .containsEntry("b2", Origin.SERVER);
    }

    private Campaign live() {
        return Objects.requireNonNull(campaigns().current().campaign(key));
    }
}
