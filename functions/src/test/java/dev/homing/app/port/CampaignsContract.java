package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Campaign.Status;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.campaign.Resume;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

public abstract class CampaignsContract {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

    private final String key = Samples.unique("campaign");

    protected abstract Campaigns campaigns();

    @Test
    void isVisible_whenPublished() {
        long before = campaigns().current().number();
        Campaign campaign = Campaign.of(Samples.version(key, 1), Status.DRAFT).kept(null, before + 1);

        assertThat(campaigns().publish(Samples.version(key, 1), Status.DRAFT)).isEqualTo(campaign);

        assertThat(campaigns().current().campaign(key)).isEqualTo(campaign);
        assertThat(campaigns().current().number()).isGreaterThan(before);
        assertThat(campaigns().version(key, 1).saysTheSameAs(Samples.version(key, 1)))
                .isTrue();
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
    void remembersWhatBecomesOfThoseWhoWaited() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        campaigns().status(key, Status.PAUSED, AT);
        campaigns().status(key, Status.ACTIVE, Resume.SKIP_OVERDUE, AT.plus(Duration.ofDays(8)));

        assertThat(live().pauses().resumed(AT)).isEqualTo(Resume.SKIP_OVERDUE);
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
        assertThat(campaigns().version(key, 3).saysTheSameAs(Samples.version(key, 3)))
                .isTrue();
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
    void keepsItsNumber_whenADeploymentMakesItsExecutableAnew() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        campaigns().executable(key, 1, "another");

        assertThat(campaigns().version(key, 1).executable()).isEqualTo("another");
        assertThat(campaigns().version(key, 1).saysTheSameAs(Samples.version(key, 1)))
                .isTrue();
        assertThat(live().number()).isEqualTo(1);
        assertThatThrownBy(() -> campaigns().executable(key, 2, "another"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsADraft_beside_whatIsLive() {
        campaigns().publish(Samples.version(key, 1), Status.ACTIVE);
        assertThat(campaigns().draft(key)).isNull();

        Draft saved = saved(new Draft(Samples.version(key, 0), 1, 0, "ann", AT));

        assertThat(saved.revision()).isEqualTo(1);
        assertThat(campaigns().draft(key)).isEqualTo(saved);
        assertThat(campaigns().drafts())
                .filteredOn(draft -> draft.key().equals(key))
                .singleElement()
                .satisfies(draft -> {
                    assertThat(draft.status()).isEqualTo(Status.DRAFT);
                    assertThat(draft.name()).isEqualTo("Campaign 0");
                });
        assertThat(live().number()).isEqualTo(1);
        assertThat(live().name()).isEqualTo("Campaign 1");
    }

    @Test
    void keepsDraftsAwayFromEverybodyElse() {
        campaigns().save(new Draft(Samples.version(key, 0), 0, 0, "ann", AT));

        assertThat(campaigns().latest().campaign(key)).isNull();
    }

    @Test
    void savesADraft_onlyOverTheOneThatWasSeen() {
        Draft first = saved(new Draft(Samples.version(key, 0), 0, 0, "ann", AT));

        assertThat(campaigns().save(new Draft(Samples.version(key, 0), 0, 0, "bea", AT)))
                .isNull();
        Draft second = saved(new Draft(Samples.version(key, 0), 0, first.revision(), "bea", AT));
        assertThat(campaigns().discard(first)).isFalse();
        assertThat(campaigns().draft(key)).isEqualTo(second);
        assertThat(campaigns().discard(second)).isTrue();
        assertThat(campaigns().draft(key)).isNull();
        assertThat(campaigns().drafts()).extracting(Campaign::key).doesNotContain(key);
        assertThat(campaigns().discard(second)).isFalse();
    }

    @Test
    void sharesATemplate_andMakesANewVersionOfIt_onlyWhereItDiffers() {
        Campaign.Version first = Samples.version(key, 1);
        campaigns().publish(first, Status.ACTIVE);
        int number = number(key, 1);
        String another = Samples.unique("another");

        campaigns().publish(Samples.version(another, 1), Status.ACTIVE);

        assertThat(number(another, 1)).as("the same text").isEqualTo(number);
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        String html = "<p>" + key + "</p>";
        templates.put("reminder", new Template.Email("reminder", "Reminder", "New", null, html, null, null));
        campaigns().publish(Samples.version(key, 2).with(templates, Map.of()), Status.ACTIVE);
        assertThat(number(key, 2)).isEqualTo(number + 1);
        assertThat(number(key, 1)).isEqualTo(number);
        assertThat(campaigns().version(key, 2).template("reminder")).isEqualTo(templates.get("reminder"));
        assertThat(campaigns().version(another, 1).template("reminder")).isEqualTo(first.template("reminder"));
    }

    private int number(String campaign, int version) {
        return Objects.requireNonNull(
                campaigns().version(campaign, version).templateVersions().get("reminder"));
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

    private Draft saved(Draft draft) {
        return Objects.requireNonNull(campaigns().save(draft));
    }

    private Campaign live() {
        return Objects.requireNonNull(campaigns().current().campaign(key));
    }
}
