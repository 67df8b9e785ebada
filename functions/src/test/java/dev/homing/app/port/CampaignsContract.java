package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Campaign.Status;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

public abstract class CampaignsContract {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

    private final String key = Samples.unique("campaign");

    protected abstract Campaigns campaigns();

    @Test
    void isVisible_whenPublished() {
        long before = campaigns().current().number();
        Campaign campaign = Campaign.of(Samples.version(key, 1), Status.DRAFT);

        assertThat(campaigns().publish(Samples.version(key, 1), Status.DRAFT)).isEqualTo(campaign);

        assertThat(campaigns().current().campaign(key)).isEqualTo(campaign);
        assertThat(campaigns().current().number()).isGreaterThan(before);
        assertThat(campaigns().version(key, 1)).isEqualTo(Samples.version(key, 1));
    }

    @Test
    void givesANumberOnce() {
        assertThat(campaigns().nextNumber(key)).isEqualTo(1);
        assertThat(campaigns().nextNumber(key)).isEqualTo(2);
        assertThat(campaigns().nextNumber(Samples.unique("another"))).isEqualTo(1);
    }

    @Test
    void keepsItsStatus_whenANewVersionIsPublished() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        campaigns().status(key, Status.PAUSED, AT);

        campaigns().publish(Samples.version(key, 2), Status.ACTIVE);

        assertThat(live().status()).isEqualTo(Status.PAUSED);
        assertThat(live().number()).isEqualTo(2);
        assertThat(live().name()).isEqualTo(Samples.version(key, 2).name());
    }

    @Test
    void remembersItsPauses() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        campaigns().status(key, Status.PAUSED, AT);
        campaigns().status(key, Status.ACTIVE, AT.plus(Duration.ofDays(8)));
        campaigns().status(key, Status.PAUSED, AT.plus(Duration.ofDays(9)));
        campaigns().publish(Samples.version(key, 2), Status.ACTIVE);

        assertThat(live().since()).isEqualTo(AT.plus(Duration.ofDays(9)));
        assertThat(live().pauses().within(AT.minusSeconds(5), AT.plus(Duration.ofDays(10))))
                .isEqualTo(Duration.ofDays(9));
    }

    @Test
    void keepsTheNewestLive_whenAnOlderOneComesLate() {
        campaigns().publish(Samples.version(key, 2), Status.ACTIVE);

        assertThat(campaigns().publish(Samples.version(key, 1), Status.ACTIVE).number())
                .isEqualTo(2);

        assertThat(live().number()).isEqualTo(2);
        assertThat(live().name()).isEqualTo(Samples.version(key, 2).name());
    }

    @Test
    void keepsOldVersions_oldestFirst() {
        for (int number = 1; number <= 11; number++) {
            campaigns().publish(Samples.version(key, number), Status.ACTIVE);
        }

        assertThat(campaigns().versions(key))
                .extracting(Campaign.Published::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(campaigns().versions(key).getFirst()).isEqualTo(Campaign.Published.of(Samples.version(key, 1)));
        assertThat(campaigns().version(key, 3)).isEqualTo(Samples.version(key, 3));
        assertThat(campaigns().versions(Samples.unique("none"))).isEmpty();
    }

    @Test
    void fails_whenThereIsNoSuchCampaignOrVersion() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);

        assertThatThrownBy(() -> campaigns().version(key, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> campaigns().status(Samples.unique("none"), Status.ACTIVE, AT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsSettingsAndWriteKeys_whenTheyAreChanged() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        Shop shop = new Samples(1).shop();
        campaigns().shop(shop);
        campaigns().writeKey("a1", Origin.BROWSER);
        campaigns().writeKey("b2", Origin.SERVER);

        assertThat(campaigns().current().shop()).isEqualTo(shop);
        assertThat(campaigns().current().writeKeys())
                .containsEntry("a1", Origin.BROWSER)
                .containsEntry("b2", Origin.SERVER);
        assertThat(live().number()).isEqualTo(1);
    }

    private Campaign live() {
        return Objects.requireNonNull(campaigns().current().campaign(key));
    }
}
