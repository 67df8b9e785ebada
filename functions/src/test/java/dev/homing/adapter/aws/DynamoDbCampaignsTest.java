package dev.homing.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.app.port.Campaigns;
import dev.homing.app.port.CampaignsContract;
import dev.homing.app.port.Samples;
import dev.homing.app.port.TooLarge;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Campaign.Status;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.template.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbCampaignsTest extends CampaignsContract {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

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
        own.publish(Samples.version(key, 1), Status.ACTIVE);
        own.current();
        long before = calls();

        own.current();

        assertThat(calls()).isEqualTo(before + 1);
    }

    /** What a function reads at its start does not grow with the number of campaigns. */
    @Test
    void startsWithTwoCalls_whetherThereIsOneCampaignOrThreeHundred() {
        Campaigns writer = campaigns();
        int there = writer.current().campaigns().size();
        for (int goal : new int[] {1, 100, 300}) {
            for (int i = there; i < goal; i++) {
                writer.publish(Samples.version(Samples.unique("many"), 1), Status.ACTIVE);
            }
            there = Math.max(there, goal);
            long before = calls();
            Configuration configuration = campaigns().current();
            assertThat(configuration.campaigns()).hasSizeGreaterThanOrEqualTo(goal);
            assertThat(calls() - before).as("calls with %d campaigns", goal).isEqualTo(2);
        }
    }

    @Test
    void readsAVersionOnce_andOnlyWhenItIsAskedFor() {
        String key = Samples.unique("campaign");
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        Campaigns own = campaigns(Duration.ofHours(1));
        own.current();
        long before = calls();

        own.version(key, 1);
        own.version(key, 1);

        assertThat(calls()).as("the version, and its template").isEqualTo(before + 2);
    }

    /** A hundred saves of a large campaign are listed by one small read. */
    @Test
    void listsVersions_withoutReadingThem() {
        String key = Samples.unique("campaign");
        for (int number = 1; number <= 20; number++) {
            campaigns().publish(with(Samples.version(key, number), "x".repeat(100_000)), Status.ACTIVE);
        }
        long calls = calls();
        double units = readUnits();

        assertThat(campaigns().versions(key)).hasSize(20);

        assertThat(calls()).isEqualTo(calls + 1);
        assertThat(readUnits() - units).isLessThanOrEqualTo(1);
    }

    /** A character can take several bytes. */
    @Test
    void refuses_whatHasTooManyBytes_andSaysWhatToDo() {
        String key = Samples.unique("campaign");
        assertThatThrownBy(() ->
                        campaigns().publish(with(Samples.version(key, 1), "\u3042".repeat(140_000)), Status.ACTIVE))
                .isInstanceOf(TooLarge.class)
                .hasMessageMatching(".* has 42[0-9]{4} bytes, .*")
                .hasMessageContaining("390000")
                .hasMessageContaining("shorten");
        assertThat(campaigns().current().campaign(key)).isNull();
        campaigns().publish(with(Samples.version(key, 1), "\u3042".repeat(125_000)), Status.ACTIVE);
        assertThat(campaigns().current().campaign(key)).isNotNull();
    }

    @Test
    void losesNoChange_whenSeveralChangeAtTheSameTime() throws Exception {
        String key = Samples.unique("campaign");
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            var all = IntStream.rangeClosed(1, 12)
                    .<Future<Campaign>>mapToObj(i -> workers.submit(() -> {
                        go.await();
                        Campaigns own = campaigns();
                        return own.publish(Samples.version(key + (i % 3), own.nextNumber(key + (i % 3))), Status.DRAFT);
                    }))
                    .toList();
            go.countDown();
            for (Future<Campaign> one : all) {
                one.get();
            }
        }
        Configuration after = campaigns().latest();
        for (int i = 0; i < 3; i++) {
            assertThat(after.campaigns().get(key + i))
                    .extracting(Campaign::number)
                    .isEqualTo(4);
            assertThat(campaigns().versions(key + i)).hasSize(4);
        }
    }

    @Test
    void seesItsOwnChangeAtOnce_whileTheSnapshotIsYoung() {
        String key = Samples.unique("campaign");
        Campaigns young = campaigns(Duration.ofHours(1));
        young.current();

        young.publish(Samples.version(key, 1), Status.ACTIVE);

        assertThat(young.current().campaigns()).containsKey(key);
    }

    @Test
    void seesWhatAnotherChanged_whenItReadsAgain() {
        String key = Samples.unique("campaign");
        Campaigns own = campaigns();
        own.current();

        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);

        assertThat(own.current().campaigns()).containsKey(key);
    }

    @Test
    void latestSeesWhatAnotherChanged_whileTheSnapshotIsYoung() {
        String key = Samples.unique("campaign");
        campaigns().publish(Samples.version(key, 1), Status.PAUSED);
        Campaigns young = campaigns(Duration.ofHours(1));
        young.current();

        campaigns().status(key, Status.ACTIVE, AT);

        assertThat(young.latest().campaigns().get(key))
                .extracting(Campaign::active)
                .isEqualTo(true);
        assertThat(young.current()).isEqualTo(young.latest());
    }

    private static Campaign.Version with(Campaign.Version version, String html) {
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        templates.put("reminder", new Template.Email("reminder", "Reminder", "Hi", null, html, null, null));
        return new Campaign.Version(
                version.campaign(),
                version.number(),
                version.name(),
                version.description(),
                version.kind(),
                version.trigger(),
                version.flow(),
                version.attributionWindow(),
                templates,
                version.executable(),
                version.publishedAt());
    }

    private static Campaigns campaigns(Duration maxAge) {
        return new DynamoDbCampaigns(OnEmulator.clients().dynamoDb(), OnEmulator.CONFIG, maxAge);
    }

    private static long calls() {
        return OnEmulator.emulator().meter().calls().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static double readUnits() {
        return OnEmulator.emulator()
                .meter()
                .readUnits()
                .getOrDefault(OnEmulator.CONFIG, BigDecimal.ZERO)
                .doubleValue();
    }
}
