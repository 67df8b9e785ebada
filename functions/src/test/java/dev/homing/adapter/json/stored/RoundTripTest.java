package dev.homing.adapter.json.stored;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.file.CampaignHeadCodec;
import dev.homing.adapter.json.Times;
import dev.homing.adapter.json.inbound.OutcomeJobCodec;
import dev.homing.adapter.json.inbound.SendJobCodec;
import dev.homing.app.port.Held;
import dev.homing.app.port.OutcomeQueue;
import dev.homing.app.port.Samples;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Timeline;
import dev.homing.domain.analytics.AttributedOrder;
import dev.homing.domain.analytics.CountingPlan;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.Message;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Run;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is written is read back as it was. */
class RoundTripTest {
    private static final CustomerId CUSTOMER = CustomerId.ofUser("u1");

    @Property(tries = 300)
    void customerStateComesBackAsItWas(@ForAll long seed) {
        CustomerState state = new Samples(seed).state(CUSTOMER);

        CustomerStateCodec.Stored stored = CustomerStateCodec.write(state);
        assertThat(CustomerStateCodec.read(CUSTOMER, state.revision(), stored.body(), stored.parts()))
                .isEqualTo(state);
    }

    @Property(tries = 200)
    void profileComesBackAsItWas(@ForAll long seed) {
        Profile profile = new Samples(seed).profile(CUSTOMER);

        assertThat(ProfileCodec.read(CUSTOMER, profile.revision(), ProfileCodec.write(profile)))
                .isEqualTo(profile);
    }

    @Property(tries = 200)
    void timelineEntryComesBackAsItWas(@ForAll long seed) {
        Timeline.Entry entry = new Samples(seed).entry(CUSTOMER);

        assertThat(TimelineEntryCodec.read(CUSTOMER, entry.key(), TimelineEntryCodec.write(entry)))
                .isEqualTo(entry);
    }

    @Property(tries = 100)
    void runComesBackAsItWas(@ForAll long seed) {
        Run run = new Samples(seed).run(CUSTOMER, 7);

        assertThat(RunCodec.read(7, RunCodec.write(run))).isEqualTo(run);
    }

    @Property(tries = 100)
    void messageComesBackAsItWas(@ForAll long seed) {
        Message message = new Samples(seed).message(CUSTOMER, 7);

        assertThat(MessageCodec.read(7, MessageCodec.write(message))).isEqualTo(message);
    }

    @Property(tries = 100)
    void orderComesBackAsItWas(@ForAll long seed) {
        AttributedOrder order = new Samples(seed).order(CUSTOMER, 7);

        assertThat(AttributedOrderCodec.read(7, AttributedOrderCodec.write(order)))
                .isEqualTo(order);
    }

    @Property(tries = 50)
    void countingPlanComesBackAsItWas(@ForAll long seed) {
        CountingPlan plan = new Samples(seed).plan(7);

        assertThat(CountingPlanCodec.read(7, CountingPlanCodec.write(plan))).isEqualTo(plan);
    }

    @Property(tries = 50)
    void sendJobComesBackAsItWas(@ForAll long seed) {
        SendJob job = new Samples(seed).sendJob(CUSTOMER);

        assertThat(SendJobCodec.read(SendJobCodec.write(job))).isEqualTo(job);
    }

    @Property(tries = 50)
    void placeComesBackAsItWas(@ForAll long seed) {
        Held.Place place = new Samples(seed).place(CUSTOMER);

        assertThat(PlaceCodec.read(PlaceCodec.write(place))).isEqualTo(place);
    }

    @Property(tries = 50)
    void outcomeJobComesBackAsItWas(@ForAll long seed) {
        RunId run = new Samples(seed).run(CUSTOMER, 0).id();
        OutcomeQueue.Job settle = new OutcomeQueue.Job.Settle(CUSTOMER);
        OutcomeQueue.Job stop =
                new OutcomeQueue.Job.Stop(run, "cart-recovery", 3, new Samples(seed).leg(), "converted");

        assertThat(OutcomeJobCodec.read(OutcomeJobCodec.write(settle))).isEqualTo(settle);
        assertThat(OutcomeJobCodec.read(OutcomeJobCodec.write(stop))).isEqualTo(stop);
        OutcomeQueue.Job takenOut = new OutcomeQueue.Job.TakenOut(run);
        assertThat(OutcomeJobCodec.read(OutcomeJobCodec.write(takenOut))).isEqualTo(takenOut);
        OutcomeQueue.Job add =
                new OutcomeQueue.Job.Add("cart-recovery", CUSTOMER, Instant.parse("2026-11-22T10:15:30.123Z"));
        assertThat(OutcomeJobCodec.read(OutcomeJobCodec.write(add))).isEqualTo(add);
        OutcomeQueue.Job release = new OutcomeQueue.Job.Release("cart-recovery");
        assertThat(OutcomeJobCodec.read(OutcomeJobCodec.write(release))).isEqualTo(release);
    }

    @Property(tries = 50)
    void shopComesBackAsItWas(@ForAll long seed) {
        Shop shop = new Samples(seed).shop();

        assertThat(ShopCodec.read(ShopCodec.write(shop))).isEqualTo(shop);
    }

    @Property(tries = 50)
    void snapshotComesBackAsItWas(@ForAll long seed) {
        Snapshot snapshot = Snapshot.EMPTY.with(new Samples(seed).shop()).with("abc", Origin.SERVER);

        assertThat(Snapshot.read(0, snapshot.write())).isEqualTo(snapshot);
    }

    @Property(tries = 50)
    void headComesBackAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        Instant at = Instant.ofEpochSecond(random.nextInt());
        Campaign head = Campaign.of(Samples.version("cart", 1 + random.nextInt(9)), Campaign.Status.ACTIVE)
                .with(Campaign.Status.PAUSED, at)
                .with(Campaign.Status.ACTIVE, at.plusSeconds(random.nextInt(1_000)))
                .with(random.nextBoolean() ? Campaign.Status.PAUSED : Campaign.Status.ENDED, at.plusSeconds(2_000));

        assertThat(CampaignHeadCodec.read(CampaignHeadCodec.write(head))).isEqualTo(head);
        assertThat(CampaignHeadCodec.write(head)).hasSizeLessThan(1_000);
    }

    @Property(tries = 300)
    void instantComesBackAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        Instant at = Instant.ofEpochSecond(random.nextLong(-31557014167219200L, 31556889864403199L), random.nextInt());
        Instant base = Instant.ofEpochMilli(random.nextInt());

        assertThat(Times.instant(Times.number(at))).isEqualTo(at);
        assertThat(Times.instantSince(base, Times.since(base, at))).isEqualTo(at);
    }
}
