package dev.homing.app.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.memory.MemoryRoster;
import dev.homing.app.CallsMade;
import dev.homing.app.SmallShop;
import dev.homing.app.TestCampaigns;
import dev.homing.app.World;
import dev.homing.app.campaign.ReadPeople.Filter;
import dev.homing.app.campaign.ReadPeople.Person;
import dev.homing.app.campaign.ReadPeople.Result;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Messages;
import dev.homing.app.port.Profiles;
import dev.homing.app.port.Roster;
import dev.homing.domain.CountingBasis;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Draft;
import dev.homing.domain.flow.Node;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.run.Progress;
import dev.homing.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadPeopleTest {
    private static final String CART = "cart-recovery";

    private final World world = new World();

    private List<Person> people(String campaign, Filter filter, int limit) {
        return walk(world.wiring().readPeople(), campaign, filter, limit);
    }

    private List<String> names(String campaign, Filter filter) {
        return people(campaign, filter, 50).stream()
                .map(person -> String.valueOf(person.profile().userId()))
                .toList();
    }

    private List<Person> walk(ReadPeople readPeople, String campaign, Filter filter, int limit) {
        List<Person> all = new ArrayList<>();
        String after = null;
        do {
            Result.Page page = page(readPeople.read(campaign, filter, after, limit, world.now()));
            assertThat(page.people()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.people());
            after = page.next();
        } while (after != null);
        return all;
    }

    private static Result.Page page(Result result) {
        assertThat(result).isInstanceOf(Result.Page.class);
        return (Result.Page) result;
    }

    private static Filter status(Progress progress) {
        return new Filter(null, progress, null, null);
    }

    private void cart(String user) {
        world.event(world.identify("i-" + user, user, null));
        world.event(world.added("e-" + user, user, "A", "10.00"));
        world.advance(Duration.ofMinutes(31));
    }

    /** Ada has had both messages, Bob ordered after the first, Eve clicked and ordered, Dan has the first, Pia waits for nothing any more. */
    private void journeys() {
        cart("ada");
        cart("pia");
        world.advance(Duration.ofHours(25));
        cart("bob");
        world.event(world.ordered("o-bob", "bob", "order-1", "10.00"));
        cart("eve");
        world.reaction(world.sent().getLast().tags().message(), MessageStatus.CLICKED, world.now());
        world.advance(Duration.ofMinutes(1));
        world.event(world.ordered("o-eve", "eve", "order-2", "10.00"));
        cart("dan");
    }

    @Test
    void listsWhoIsInACampaign_newestStartFirst_withHowFarTheyAre() {
        journeys();
        List<Person> all = people(CART, Filter.ALL, 50);
        assertThat(all)
                .extracting(person -> person.profile().userId() + " "
                        + person.progress().key() + " at " + person.at().id())
                .containsExactly(
                        "dan active at email",
                        "eve converted at email",
                        "bob exited at email",
                        "pia completed at whatsapp",
                        "ada completed at whatsapp");
        assertThat(all.get(2).run().endedBy()).isNotNull();
    }

    @Test
    void filtersByStatusVersionAndStep() {
        journeys();
        assertThat(names(CART, status(Progress.ACTIVE))).containsExactly("dan");
        assertThat(names(CART, status(Progress.COMPLETED))).containsExactly("pia", "ada");
        assertThat(names(CART, status(Progress.EXITED))).containsExactly("bob");
        assertThat(names(CART, status(Progress.CONVERTED))).containsExactly("eve");
        assertThat(names(CART, new Filter(1, null, "email", null))).containsExactly("dan", "eve", "bob");
        assertThat(names(CART, new Filter(null, null, "whatsapp", null))).containsExactly("pia", "ada");
        assertThat(names(CART, new Filter(null, null, null, "email"))).containsExactly("pia", "ada");
        assertThat(names(CART, new Filter(null, null, null, "whatsapp"))).isEmpty();
        assertThat(names(CART, new Filter(null, Progress.EXITED, "email", null)))
                .containsExactly("bob");

        world.publish(TestCampaigns.cartRecovery());
        cart("new");
        assertThat(names(CART, new Filter(2, null, null, null))).containsExactly("new");
        assertThat(names(CART, new Filter(1, Progress.ACTIVE, null, null))).containsExactly("dan");
    }

    @Test
    void takesARunOfOneMessageForInProgress_untilTheMessageIsSettled() {
        SmallShop shop = new SmallShop();
        var job = shop.paymentJob();
        ReadPeople readPeople = shop.wiring.readPeople();
        assertThat(walk(readPeople, "payment-failed", status(Progress.ACTIVE), 10))
                .extracting(person -> person.at().id())
                .containsExactly("pay");
        assertThat(walk(readPeople, "payment-failed", status(Progress.COMPLETED), 10))
                .isEmpty();
        shop.send(job);
        assertThat(walk(readPeople, "payment-failed", status(Progress.ACTIVE), 10))
                .isEmpty();
        assertThat(walk(readPeople, "payment-failed", status(Progress.COMPLETED), 10))
                .hasSize(1);
    }

    @Test
    void saysWhereARunStands_afterItWasMovedToAnotherNode() {
        cart("ada");
        world.moveRuns(CART, "email");
        cart("bob");
        List<Person> both = people(CART, Filter.ALL, 50);
        assertThat(both).extracting(person -> person.at().id()).containsExactly("email", "email");
        SmallShop shop = new SmallShop();
        var job = shop.emailJob();
        shop.send(job);
        Campaign.Version cart = shop.ports.campaigns.version(CART, 1);
        shop.wiring.moveRun().move(job.run(), Relocated.allTo(1, cart, 1, "whatsapp", shop.now()), shop.now());
        assertThat(walk(shop.wiring.readPeople(), CART, new Filter(null, null, "whatsapp", "email"), 10))
                .as("on its way to the second message, which is not claimed yet")
                .hasSize(1);
    }

    @Test
    void listsARunOnce_underWhoItsCustomerTurnedOutToBe() {
        Map<String, Object> failed =
                new LinkedHashMap<>(world.track("p1", "anon-1", "Payment Failed", Map.of("order_id", "o1"))
                        .values());
        failed.put("context", Map.of("traits", Map.of("email", "ada@example.com")));
        world.event(Facts.of(failed));
        world.settle();
        world.event(world.identify("i1", "ada", "anon-1"));
        world.settle();
        assertThat(people("payment-failed", Filter.ALL, 50)).singleElement().satisfies(person -> {
            assertThat(person.profile().id()).isEqualTo(CustomerId.ofUser("ada"));
            assertThat(person.profile().email()).isEqualTo("ada@example.com");
            assertThat(person.run().id().customer()).isEqualTo(CustomerId.ofAnonymous("anon-1"));
        });
    }

    @Test
    void listsWhoeverHasNoProfileAnyMore() {
        store(CART, 1, Run.Status.ACTIVE);
        assertThat(people(CART, Filter.ALL, 10)).singleElement().satisfies(person -> assertThat(person.profile())
                .isEqualTo(Profile.unknown(person.run().id().customer())));
    }

    @Test
    void pagesMeetEveryoneOnce_whateverIsAskedFor() {
        for (int i = 0; i < 9; i++) {
            cart("user" + i);
            if (i % 2 == 0) {
                world.event(world.ordered("o-" + i, "user" + i, "order-" + i, "10.00"));
            }
        }
        for (Filter filter : List.of(
                Filter.ALL, status(Progress.ACTIVE), status(Progress.EXITED), new Filter(1, null, "email", null))) {
            List<Person> whole = people(CART, filter, 50);
            assertThat(whole).hasSizeGreaterThan(3);
            for (int limit = 1; limit < 6; limit++) {
                assertThat(people(CART, filter, limit))
                        .as("%s by %d", filter, limit)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void looksThroughABoundedPart_andSaysWhereToGoOn() {
        // Of one message, and nothing known of it: in progress, however long ago they started.
        store("payment-failed", 300, Run.Status.SINGLE);
        CallsMade calls = new CallsMade();
        ReadPeople readPeople = new ReadPeople(
                world.ports.campaigns,
                calls.of(Roster.class, new MemoryRoster(world.ports.runs)),
                calls.of(Messages.class, world.ports.messages),
                calls.of(CustomerStates.class, world.ports.states),
                calls.of(Profiles.class, world.ports.profiles));
        Result.Page page = page(readPeople.read("payment-failed", status(Progress.COMPLETED), null, 50, world.now()));
        assertThat(page.people()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(calls.made()).containsEntry("Roster.of", ReadPeople.MOST_ROUNDS);
        assertThat(walk(readPeople, "payment-failed", status(Progress.COMPLETED), 50))
                .isEmpty();

        calls.forget();
        assertThat(page(readPeople.read("payment-failed", Filter.ALL, null, 50, world.now()))
                        .people())
                .hasSize(50);
        assertThat(calls.made())
                .as("a page of fifty")
                .isEqualTo(Map.of(
                        "Roster.of", 1, "Messages.findAll", 1, "CustomerStates.merged", 1, "Profiles.loadAll", 1));
    }

    @Test
    void saysWhatThereIsNot() {
        ReadPeople readPeople = world.wiring().readPeople();
        assertThat(readPeople.read("unknown", Filter.ALL, null, 10, world.now()))
                .isEqualTo(new Result.NotFound());
        assertThat(readPeople.read(CART, new Filter(7, null, null, null), null, 10, world.now()))
                .isEqualTo(new Result.Invalid("version", "campaign \"cart-recovery\" has no version 7"));
        assertThat(readPeople.read(CART, new Filter(null, null, "none", null), null, 10, world.now()))
                .isInstanceOfSatisfying(Result.Invalid.class, invalid -> {
                    assertThat(invalid.field()).isEqualTo("step");
                    assertThat(invalid.why()).contains("no step \"none\"").contains("email, whatsapp");
                });
        assertThat(readPeople.read(CART, new Filter(null, null, null, "done"), null, 10, world.now()))
                .isInstanceOfSatisfying(Result.Invalid.class, invalid -> assertThat(invalid.field())
                        .isEqualTo("passed"));
        world.ports.campaigns.save(new Draft(SaveCampaignTest.welcome(), 0, 0, "bea", world.now()));
        assertThat(page(readPeople.read("welcome", Filter.ALL, null, 10, world.now()))
                        .people())
                .as("a draft starts nothing")
                .isEmpty();
        assertThat(page(readPeople.read(CART, Filter.ALL, null, 10, world.now()))
                        .steps())
                .extracting(Node::id)
                .containsExactly("email", "whatsapp");
    }

    private void store(String campaign, int count, Run.Status status) {
        for (int i = 0; i < count; i++) {
            Instant at = World.START.plusSeconds(i);
            RunId id = RunId.of(CustomerId.ofUser("stored-" + i), campaign, "", at);
            CountingBasis counting = new CountingBasis(ZoneId.of("Europe/Berlin"), at);
            Run run = status == Run.Status.SINGLE
                    ? Run.ofOneMessage(id, campaign, 1, "", at, at, Facts.NONE, false, counting)
                    : Run.started(id, campaign, 1, "", at, at, Facts.NONE, false, counting);
            world.ports.runs.save(run, at.plus(Duration.ofDays(400)));
        }
    }
}
