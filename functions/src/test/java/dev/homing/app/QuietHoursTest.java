package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryJourneys.Ending;
import dev.homing.app.port.Journeys;
import dev.homing.app.port.OutcomeQueue.Job;
import dev.homing.app.port.SendJob;
import dev.homing.app.send.SendMessage;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.message.Message;
import dev.homing.domain.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Marketing is put off until it may go out, and is not lost; what is no marketing goes out at once. */
class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    /** At any time of the day, where handlers are killed and where they are not; the shop is in Berlin. */
    @Property(tries = 60)
    void noMarketingGoesOutInTheNight_andAllOfItOnceAfterIt(
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll boolean killed,
            @ForAll boolean abroad,
            @ForAll long seed) {
        World world = killed ? new World(new Chaos(new Random(seed), 0.05)) : new World();
        world.quiet(NIGHT);
        world.publish(news());
        world.advance(Duration.ofMinutes(minute));
        world.event(abroad ? inNewYork(world) : world.identify("i1", "ada", null));
        // Whoever is written to at once has to be known by then, however often that was killed.
        world.advance(Duration.ofMinutes(10));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.event(world.track("e2", "ada", "Payment Failed", Map.of("order_id", "O-1")));
        Instant failedAt = world.now();
        world.advance(Duration.ofDays(5));

        // A transactional message whose handler was killed while it was sent goes out again; marketing never does.
        List<MessageId> sent =
                world.sent().stream().map(message -> message.tags().message()).toList();
        assertThat(sent.stream().distinct()).hasSize(4);
        assertThat(sent.stream().filter(id -> !transactional(world, id))).doesNotHaveDuplicates();
        assertThat(world.sentSteps().stream().distinct()).containsExactly("email", "pay", "whatsapp");
        ZoneId zone = abroad ? NEW_YORK : BERLIN;
        for (Message message : world.ports.messages.all()) {
            Instant sentAt = Objects.requireNonNull(message.at(MessageStatus.SENT));
            if (message.transactional()) {
                assertThat(sentAt).isBefore(failedAt.plus(Duration.ofHours(1)));
            } else {
                assertThat(NIGHT.end(sentAt, zone))
                        .as("%s was sent at %s", message.step(), sentAt.atZone(zone))
                        .isNull();
            }
        }
    }

    private static boolean transactional(World world, MessageId id) {
        return world.ports.messages.all().stream()
                .anyMatch(message -> message.id().equals(id) && message.transactional());
    }

    @Test
    void theFlowWaits_untilTheyAreOver() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.emailJob();
        quietNow(shop);

        assertThat(shop.send(job)).isEqualTo(new SendMessage.Result.Done(null));

        assertThat(shop.journeys.ending(SmallShop.TOKEN))
                .isEqualTo(new Ending.Failed(
                        Journeys.LATER, shop.now().plus(Duration.ofHours(1)).toString()));
        assertThat(shop.ports.sender.sent()).isEmpty();
    }

    @Test
    void aMessageThatNoFlowWaitsFor_isPutOffByTheOutcomesQueue() {
        SmallShop shop = new SmallShop();
        SendJob job = shop.emailJob();
        quietNow(shop);
        SendJob alone = new SendJob(job.visit(), job.channel(), null);

        assertThat(shop.send(alone)).isEqualTo(new SendMessage.Result.Done(null));
        assertThat(shop.ports.outcomeQueue.take())
                .containsExactly(new Job.SendLater(alone, shop.now().plus(Duration.ofHours(1))));
    }

    private static void quietNow(SmallShop shop) {
        LocalTime now = shop.now().atZone(BERLIN).toLocalTime();
        shop.ports.campaigns.shop(
                TestShops.with(shop.ports.campaigns.current().shop(), new QuietHours(now, now.plusHours(1))));
    }

    private static Facts inNewYork(World world) {
        Map<String, Object> message =
                new LinkedHashMap<>(world.identify("i1", "ada", null).values());
        Map<String, Object> traits =
                new LinkedHashMap<>(Facts.of((Map<?, ?>) Objects.requireNonNull(message.get("traits")))
                        .values());
        traits.put("timezone", NEW_YORK.getId());
        message.put("traits", traits);
        return Facts.of(message);
    }

    /** Of one message, so that there is no flow that could wait. */
    private static Campaign.Version news() {
        Campaign.Version failed = TestCampaigns.paymentFailed();
        return new Campaign.Version(
                "news",
                0,
                "News",
                "",
                Campaign.Kind.MARKETING,
                failed.trigger(),
                failed.flow(),
                failed.attributionWindow(),
                failed.templates(),
                null,
                Instant.EPOCH);
    }
}
