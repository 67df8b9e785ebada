package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.campaign.ReadPeople;
import dev.homing.app.campaign.ReadPeople.Person;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.QuietHours;
import dev.homing.domain.flow.Until;
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

/** A series: an email, two days, the next morning at nine, WhatsApp. */
class WaitsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final World world = new World();

    private void cart(World shop, Facts who) {
        shop.publish(TestCampaigns.series());
        shop.event(who);
        shop.event(shop.added("e1", "ada", "A", "10.00"));
        shop.advance(Duration.ofMinutes(31));
    }

    private Person person() {
        ReadPeople.Result result =
                world.wiring().readPeople().read("cart-recovery", ReadPeople.Filter.ALL, null, 10, world.now());
        assertThat(result).isInstanceOf(ReadPeople.Result.Page.class);
        return ((ReadPeople.Result.Page) result).people().getFirst();
    }

    /** When the second message went out, however the first was put off, wherever the customer is, and whatever was killed. */
    @Property(tries = 60)
    void theSecondMessageFollows_onTheMorningAfterTwoDaysFromTheSendingOfTheFirst(
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll boolean killed,
            @ForAll boolean abroad,
            @ForAll boolean skipped,
            @ForAll long seed) {
        World shop = killed ? new World(new Chaos(new Random(seed), 0.05)) : new World();
        shop.quiet(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30)));
        shop.advance(Duration.ofMinutes(minute));
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("phone", "+4915112345678");
        if (!skipped) {
            traits.put("email", "ada@example.com");
        }
        traits.put("firstName", "Ada");
        traits.put("consent", Map.of("whatsapp", true));
        if (abroad) {
            traits.put("timezone", "America/New_York");
        }
        Map<String, Object> who =
                new LinkedHashMap<>(shop.identify("i1", "ada", null).values());
        who.put("traits", traits);
        cart(shop, Facts.of(who));
        shop.advance(Duration.ofDays(5));

        ZoneId zone = abroad ? ZoneId.of("America/New_York") : BERLIN;
        assertThat(shop.sentSteps())
                .containsExactlyElementsOf(skipped ? List.of("whatsapp") : List.of("email", "whatsapp"));
        Map<String, Instant> at = new LinkedHashMap<>();
        shop.ports
                .messages
                .all()
                .forEach(message ->
                        at.put(message.step(), message.statuses().getLast().at()));
        Instant due = Until.TimeOfDay.onAnyDay(LocalTime.of(9, 0))
                .end(Objects.requireNonNull(at.get("email")).plus(Duration.ofDays(2)), zone);
        // Whoever was killed comes again some time later.
        assertThat(at.get("whatsapp")).isBetween(due, due.plus(Duration.ofMinutes(killed ? 20 : 1)));
    }

    @Test
    void standsAtEachWait_andIsListedThere() {
        cart(world, world.identify("i1", "ada", null));
        assertThat(person().at().id()).isEqualTo("days");
        world.advance(Duration.ofDays(2));
        assertThat(person().at().id()).isEqualTo("morning");
        world.advance(Duration.ofDays(1));
        assertThat(person().at().id()).isEqualTo("whatsapp");
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }

    @Test
    void isOver_whenTheCustomerOrdersWhileItWaits() {
        cart(world, world.identify("i1", "ada", null));
        world.advance(Duration.ofDays(1));
        world.event(world.ordered("o1", "ada", "order-1", "10.00"));
        world.advance(Duration.ofDays(6));
        assertThat(world.sentSteps()).containsExactly("email");
        assertThat(person().at().id()).as("where it stood when it ended").isEqualTo("days");
    }

    @Test
    void keepsItsPlace_whileTheCampaignIsPaused() {
        cart(world, world.identify("i1", "ada", null));
        world.pause("cart-recovery");
        world.advance(Duration.ofDays(20));
        assertThat(world.sentSteps()).containsExactly("email");
        world.resume("cart-recovery");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }

    @Test
    void canBeMovedToAWait() {
        cart(world, world.identify("i1", "ada", null));
        world.moveRuns("cart-recovery", "morning");
        assertThat(person().at().id()).isEqualTo("morning");
        world.advance(Duration.ofDays(1));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }
}
