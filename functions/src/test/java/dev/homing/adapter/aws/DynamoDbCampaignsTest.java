package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CampaignsContract;
import dev.homing.app.port.Samples;
import dev.homing.domain.campaign.Campaign;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbCampaignsTest extends CampaignsContract {
    @Override
    protected Campaigns campaigns() {
        return campaigns(Duration.ZERO);
    }

    @Test
    void readsNothing_whileTheSnapshotIsYoung() {
        campaigns().shop(new Samples(1).shop());
        Campaigns young = campaigns(Duration.ofHours(1));
        young.current();
        long before = calls();

        young.current();

        assertThat(calls()).isEqualTo(before);
    }

    @Test
    void readsTheSnapshotAlone_whenNothingWasChanged() {
        String key = Samples.unique("campaign");
        Campaigns own = campaigns();
        own.publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));
        own.current();
        long before = calls();

        own.current();

        assertThat(calls()).isEqualTo(before + 1);
    }

    @Test
    void seesItsOwnChangeAtOnce_whileTheSnapshotIsYoung() {
        String key = Samples.unique("campaign");
        Campaigns young = campaigns(Duration.ofHours(1));
        young.current();

        young.publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));

        assertThat(young.current().campaigns()).containsKey(key);
    }

    @Test
    void seesWhatAnotherChanged_whenItReadsAgain() {
        String key = Samples.unique("campaign");
        Campaigns own = campaigns();
        own.current();

        campaigns().publish(new Campaign(key, Campaign.Status.ACTIVE, Samples.version(key, 1)));

        assertThat(own.current().campaigns()).containsKey(key);
    }

    @Test
    void latestSeesWhatAnotherChanged_whileTheSnapshotIsYoung() {
        String key = Samples.unique("campaign");
        campaigns().publish(new Campaign(key, Campaign.Status.PAUSED, Samples.version(key, 1)));
        Campaigns young = campaigns(Duration.ofHours(1));
        young.current();

        campaigns().status(key, Campaign.Status.ACTIVE);

        assertThat(young.latest().campaigns().get(key))
                .extracting(Campaign::active)
                .isEqualTo(true);
        assertThat(young.current()).isEqualTo(young.latest());
    }

    private static Campaigns campaigns(Duration maxAge) {
        return new DynamoDbCampaigns(OnEmulator.clients().dynamoDb(), OnEmulator.CONFIG, maxAge);
    }

    private static long calls() {
        return OnEmulator.emulator().meter().calls().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
