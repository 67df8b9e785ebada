package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.campaign.SaveCampaign.Result;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaveCampaignTest {
    private static final String KEY = "cart-recovery";

    private final SmallShop shop = new SmallShop();
    private final SaveCampaign saveCampaign = new SaveCampaign(shop.ports.campaigns);
    private final PublishCampaign publishCampaign = new PublishCampaign(shop.ports.campaigns, shop.journeys);
    private final ChangeCampaignStatus status = shop.wiring.changeCampaignStatus();

    /** A campaign that is not there yet. */
    static Campaign.Version welcome() {
        return named("welcome", "Welcome");
    }

    private static Campaign.Version named(String key, String name) {
        Campaign.Version version = TestCampaigns.cartRecovery();
        return new Campaign.Version(
                key,
                0,
                name,
                version.description(),
                version.kind(),
                version.trigger(),
                version.flow(),
                version.attributionWindow(),
                version.templates(),
                null,
                Instant.EPOCH);
    }

    private Result save(String name, String by, @Nullable String expected) {
        return saveCampaign.save(named(KEY, name), by, expected, shop.now());
    }

    private Edition edition() {
        return Objects.requireNonNull(Edition.of(shop.ports.campaigns, KEY));
    }

    private String live() {
        return Objects.requireNonNull(shop.ports.campaigns.latest().campaign(KEY))
                .name();
    }

    /** H6: an editor's save is seen by nobody but those who look at the draft. */
    @Test
    void leavesWhatIsLive_untilItIsPublished() {
        assertThat(save("New name", "edi", null)).isInstanceOf(Result.Saved.class);

        assertThat(live()).isEqualTo("Cart recovery");
        assertThat(shop.ports.campaigns.versions(KEY)).hasSize(1);
        assertThat(edition().draft()).extracting(Draft::by).isEqualTo("edi");

        assertThat(publishCampaign.draft(KEY, "ann", edition().tag(), shop.now()))
                .isInstanceOf(PublishCampaign.Result.Published.class);
        assertThat(live()).isEqualTo("New name");
        assertThat(edition().draft()).isNull();
        assertThat(shop.ports.campaigns.versions(KEY))
                .extracting(Campaign.Published::by)
                .containsExactly("ann", "ann");
    }

    /** L2. */
    @Test
    void refuses_whatWasBasedOnSomethingElse_andSaysWhoChangedIt() {
        String seen = edition().tag();
        save("Ann's", "ann", seen);

        assertThat(save("Bea's", "bea", seen)).isEqualTo(new Result.Outdated(new Edition.Change("ann", shop.now())));
        assertThat(save("Bea's", "bea", "nonsense")).isInstanceOf(Result.Outdated.class);
        assertThat(Objects.requireNonNull(edition().draft()).content().name()).isEqualTo("Ann's");
        assertThat(save("Bea's", "bea", edition().tag())).isInstanceOf(Result.Saved.class);
        assertThat(Objects.requireNonNull(edition().draft()).content().name()).isEqualTo("Bea's");
    }

    @Test
    void refuses_whoDidNotLook_whereSomebodyElsesDraftIs() {
        save("Ann's", "ann", null);

        assertThat(save("Bea's", "bea", null)).isEqualTo(new Result.Taken(new Edition.Change("ann", shop.now())));
        assertThat(save("Ann's second", "ann", null)).isInstanceOf(Result.Saved.class);
    }

    @Test
    void refuses_whoDidNotLook_whereTheDraftsBaseIsOutdated() {
        save("Ann's", "ann", null);
        shop.publish(named(KEY, "By a deployment"));

        assertThat(edition().outdated()).isTrue();
        assertThat(save("Ann's second", "ann", null)).isInstanceOf(Result.Taken.class);
        assertThat(publishCampaign.draft(KEY, "ann", null, shop.now()))
                .isInstanceOf(PublishCampaign.Result.Outdated.class);
        assertThat(save("Ann's second", "ann", edition().tag())).isInstanceOf(Result.Saved.class);
        assertThat(publishCampaign.draft(KEY, "ann", null, shop.now()))
                .isInstanceOf(PublishCampaign.Result.Published.class);
    }

    @Test
    void publishesNothing_thatTheApproverDidNotSee() {
        save("Harmless", "edi", null);
        String seen = edition().tag();
        save("Not harmless", "edi", null);

        assertThat(publishCampaign.draft(KEY, "ann", seen, shop.now()))
                .isInstanceOf(PublishCampaign.Result.Outdated.class);
        assertThat(live()).isEqualTo("Cart recovery");
    }

    @Test
    void activatesNothing_thatTheApproverDidNotSee() {
        saveCampaign.save(welcome(), "edi", null, shop.now());
        String seen = Objects.requireNonNull(Edition.of(shop.ports.campaigns, "welcome"))
                .tag();
        saveCampaign.save(named("welcome", "Not harmless"), "edi", null, shop.now());

        assertThat(status.activate("welcome", "ann", seen, shop.now()))
                .isInstanceOf(ChangeCampaignStatus.Result.Outdated.class);
        assertThat(shop.ports.campaigns.latest().campaign("welcome")).isNull();
    }

    @Test
    void makesADraftOfANewCampaign_whichActivatingPublishes() {
        assertThat(saveCampaign.save(welcome(), "edi", null, shop.now())).isInstanceOf(Result.Saved.class);
        assertThat(shop.ports.campaigns.latest().campaign("welcome")).isNull();
        assertThat(publishCampaign.draft("welcome", "ann", null, shop.now()))
                .isInstanceOf(PublishCampaign.Result.Refused.class);

        assertThat(status.activate("welcome", "ann", null, shop.now()))
                .isInstanceOfSatisfying(ChangeCampaignStatus.Result.Changed.class, changed -> {
                    assertThat(changed.campaign().status()).isEqualTo(Campaign.Status.ACTIVE);
                    assertThat(changed.campaign().number()).isEqualTo(1);
                });
        assertThat(shop.ports.campaigns.draft("welcome")).isNull();
        assertThat(shop.ports.campaigns.version("welcome", 1).executable()).isEqualTo("welcome:1");
    }

    @Test
    void changesNothing_whenTheSameIsSavedAgain() {
        save("Ann's", "ann", null);
        String tag = edition().tag();
        save("Ann's", "ann", null);
        assertThat(edition().tag()).isEqualTo(tag);

        save("Cart recovery", "ann", null);
        assertThat(edition().draft()).as("what is live is no change").isNull();
    }

    @Test
    void finishesWhatWasPublishedHalf() {
        save("Ann's", "ann", null);
        Draft draft = Objects.requireNonNull(edition().draft());
        publishCampaign.publish(draft.content(), "ann", shop.now());

        assertThat(edition().draft()).as("killed before the draft was removed").isNull();
        assertThat(shop.ports.campaigns.draft(KEY)).isNull();
    }

    @Test
    void discardsADraft() {
        save("Ann's", "ann", null);
        assertThat(saveCampaign.discard(KEY, "nonsense")).isInstanceOf(Result.Outdated.class);
        assertThat(saveCampaign.discard(KEY, edition().tag())).isInstanceOf(Result.Saved.class);
        assertThat(edition().draft()).isNull();
        assertThat(live()).isEqualTo("Cart recovery");
        assertThat(saveCampaign.discard("unknown", null)).isEqualTo(new Result.NotFound());
    }

    @Test
    void refuses_whatWasEnded() {
        shop.ports.campaigns.status(KEY, Campaign.Status.ENDED, shop.now());
        assertThat(save("Again", "ann", null)).isInstanceOf(Result.Refused.class);
    }
}
