package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.customer.ReadCustomer;
import dev.homing.app.port.SendJob;
import dev.homing.app.port.Sender.Outgoing;
import dev.homing.domain.Facts;
import dev.homing.domain.cart.Carts;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is whom: visitors, users, shared devices, and what belongs to whom then. */
class IdentityTest {
    private static final CustomerId ADA = CustomerId.ofUser("ada");
    private static final CustomerId BOB = CustomerId.ofUser("bob");
    private static final CustomerId VISITOR = CustomerId.ofAnonymous("anon-1");

    private final SmallShop shop = new SmallShop();
    private final Storefront storefront = shop.storefront;

    private int items(CustomerId id) {
        return shop.state(id).carts().cart(Carts.ONLY).items();
    }

    /** Takes events in, each a second after the other. */
    private void receive(Facts... messages) {
        for (Facts message : messages) {
            assertThat(shop.receive(message)).isEmpty();
            shop.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void makesTheVisitorsCartTheCustomers() {
        receive(storefront.added("e1", "anon-1", "A", "1"), storefront.identify("i1", "ada", "anon-1"));
        assertThat(items(ADA)).isEqualTo(1);
        assertThat(shop.state(VISITOR).mergedInto()).isEqualTo(ADA);
        assertThat(shop.state(ADA).absorbed()).containsExactly(VISITOR);
        assertThat(shop.state(ADA).pending()).isEmpty();
    }

    @Test
    void countsForTheCustomer_whatTheVisitorDoesLater() {
        receive(storefront.identify("i1", "ada", "anon-1"), storefront.added("e1", "anon-1", "A", "1"));
        assertThat(items(ADA)).isEqualTo(1);
        assertThat(items(VISITOR)).isZero();
    }

    @Test
    void bringsWhatWasKnownOfTheVisitorIntoTheProfile() {
        Map<String, Object> form = new LinkedHashMap<>(
                storefront.track("f1", "anon-1", "Form Submitted", Map.of()).values());
        form.put("context", Map.of("traits", Map.of("city", "Hamburg")));
        receive(Facts.of(form), storefront.identify("i1", "ada", "anon-1"));
        Profile profile = shop.ports.profiles.load(ADA);
        assertThat(profile.text("city")).isEqualTo("Hamburg");
        assertThat(profile.mergedFrom()).contains(VISITOR);
        assertThat(profile.anonymousIds()).containsExactly("anon-1");
        assertThat(shop.ports.profiles.search("ada@example.com", null, 10))
                .extracting(Profile::id)
                .containsExactly(ADA);
    }

    @Test
    void belongsToWhoSignedInLast_whatASharedDeviceDoes() {
        receive(
                storefront.added("e1", "anon-1", "A", "1"),
                storefront.identify("i1", "ada", "anon-1"),
                storefront.added("e2", "anon-1", "B", "1"),
                storefront.identify("i2", "bob", "anon-1"),
                storefront.added("e3", "anon-1", "C", "1"));
        assertThat(shop.state(ADA).carts().cart("").lines().keySet()).containsExactly("A", "B");
        assertThat(shop.state(BOB).carts().cart("").lines().keySet()).containsExactly("C");
    }

    @Test
    void staysWithWhoSignedInLast_whenAnEarlierSignInIsDeliveredAgain() {
        Facts adas = storefront.identify("i1", "ada", "anon-1");
        receive(adas);
        receive(storefront.identify("i2", "bob", "anon-1"));
        receive(adas);
        receive(storefront.added("e1", "anon-1", "A", "1"));
        assertThat(items(BOB)).isEqualTo(1);
        assertThat(items(ADA)).isZero();
    }

    @Test
    void goesBackToTheFirst_whenTheySignInAgain() {
        receive(
                storefront.identify("i1", "ada", "anon-1"),
                storefront.identify("i2", "bob", "anon-1"),
                storefront.identify("i3", "ada", "anon-1"),
                storefront.added("e1", "anon-1", "A", "1"));
        assertThat(items(ADA)).isEqualTo(1);
        assertThat(items(BOB)).isZero();
    }

    @Test
    void makesOneOfSeveralDevices() {
        receive(
                storefront.added("e1", "anon-1", "A", "1"),
                storefront.added("e2", "anon-2", "B", "1"),
                storefront.identify("i1", "ada", "anon-1"),
                storefront.identify("i2", "ada", "anon-2"));
        assertThat(shop.state(ADA).carts().cart("").lines().keySet()).containsExactlyInAnyOrder("A", "B");
        assertThat(shop.ports.profiles.load(ADA).anonymousIds()).containsExactly("anon-1", "anon-2");
    }

    @Test
    void makesOneOfTwoUsers_byAnAliasFromAServer() {
        receive(
                storefront.identify("i1", "ada", null),
                storefront.added("e1", "ada", "A", "1"),
                storefront.identify("i2", "bob", null),
                storefront.alias("a1", "bob", "ada"));
        assertThat(items(BOB)).isEqualTo(1);
        assertThat(shop.ports.profiles.load(BOB).email()).isEqualTo("bob@example.com");
        receive(storefront.added("e2", "ada", "B", "1"));
        assertThat(items(BOB)).isEqualTo(2);
        assertThat(shop.ports.states.latest(null, 10).ids()).containsExactly(BOB);
    }

    @Test
    void doesNotGiveAUserAway_byAnAliasFromABrowser() {
        receive(storefront.identify("i1", "ada", null), storefront.added("e1", "ada", "A", "1"));
        shop.receive(Origin.BROWSER, storefront.alias("a1", "bob", "ada"));
        assertThat(shop.state(ADA).mergedInto()).isNull();
        assertThat(items(BOB)).isZero();
    }

    @Test
    void goesInNoCircle() {
        receive(
                storefront.identify("i1", "ada", "anon-1"),
                storefront.identify("i2", "bob", "anon-1"),
                storefront.alias("a1", "bob", "ada"),
                storefront.alias("a2", "ada", "bob"),
                storefront.alias("a3", "ada", "ada"),
                storefront.alias("a4", "bob", "anon-1"),
                storefront.identify("i3", "ada", "anon-1"),
                storefront.added("e1", "anon-1", "A", "1"),
                storefront.added("e2", "ada", "B", "1"),
                storefront.added("e3", "bob", "C", "1"));
        assertThat(items(BOB)).isEqualTo(3);
    }

    @Test
    void keepsTheVisitorsTimer_andWritesToTheCustomer() {
        World world = new World();
        world.event(world.added("e1", "anon-1", "A", "10.00"));
        world.advance(Duration.ofMinutes(29));
        world.event(world.identify("i1", "ada", "anon-1"));
        world.advance(Duration.ofMinutes(1));
        assertThat(world.sent()).singleElement().isInstanceOfSatisfying(Outgoing.Email.class, email -> assertThat(
                        email.to())
                .isEqualTo("ada@example.com"));
        world.advance(Duration.ofDays(2));
        assertThat(world.sentSteps()).containsExactly("email", "whatsapp");
    }

    @Test
    void endsTheLaterOfTwoRuns_whenTwoTurnOutToBeOne() {
        World world = new World();
        world.event(world.identify("i1", "ada", null));
        world.event(world.identify("i2", "countess", null));
        world.event(world.added("e1", "ada", "A", "10.00"));
        world.advance(Duration.ofMinutes(5));
        world.event(world.added("e2", "countess", "B", "10.00"));
        world.advance(Duration.ofMinutes(40));
        assertThat(world.sent()).hasSize(2);
        world.event(new Storefront(world::now).alias("a1", "ada", "countess"));
        world.advance(Duration.ofDays(3));
        assertThat(world.sentSteps()).containsExactly("email", "email", "whatsapp");
        assertThat(world.ports.runs.all())
                .extracting(
                        run -> run.endedBy() == null ? "" : run.endedBy().code().key())
                .containsExactlyInAnyOrder("", "merged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CustomerStates.save", "Profiles.save", "Profiles.load", "Timeline.put"})
    void finishesAMerge_thatWasKilledOnItsWay(String call) {
        receive(storefront.added("e1", "anon-1", "A", "1"));
        Facts identify = storefront.identify("i1", "ada", "anon-1");
        shop.chaos.killAfter(call);
        assertThat(shop.receive(identify)).containsOnlyKeys("i1");
        shop.advance(Duration.ofMinutes(5));
        receive(storefront.added("e2", "anon-1", "B", "1"), identify);
        assertThat(items(ADA)).isEqualTo(2);
        assertThat(shop.state(ADA).pending()).isEmpty();
        assertThat(shop.ports.profiles.load(ADA).mergedFrom()).containsExactly(VISITOR);
        assertThat(shop.ports.profiles.load(ADA).email()).isEqualTo("ada@example.com");
    }

    @Test
    void losesNothing_whenTheCustomerIsGivenUpBeforeAKilledMergeIsFinished() {
        receive(storefront.added("e1", "anon-1", "A", "1"), storefront.identify("i0", "ada", null));
        // Killed between freezing the visitor and taking over what they had.
        CustomerState visitor = shop.state(VISITOR);
        assertThat(shop.ports.states.save(visitor.frozen(ADA, true))).isTrue();
        receive(storefront.alias("a1", "bob", "ada"), storefront.added("e2", "anon-1", "B", "1"));
        assertThat(shop.state(BOB).carts().cart("").lines().keySet()).containsExactlyInAnyOrder("A", "B");
        assertThat(shop.state(BOB).absorbed()).contains(ADA, VISITOR);
    }

    @Test
    void carriesOut_whatWasPendingForTheOtherWhenTheyMerged() {
        receive(storefront.identify("i1", "ada", null));
        shop.chaos.killBefore("Runs.save");
        assertThat(shop.receive(storefront.track("p1", "ada", "Payment Failed", Map.of("order_id", "order-1"))))
                .hasSize(1);
        assertThat(shop.state(ADA).pending()).hasSize(1).first().isInstanceOf(Outcome.StartRun.class);
        receive(storefront.identify("i2", "bob", null), storefront.alias("a1", "bob", "ada"));
        List<SendJob> jobs = shop.ports.sendQueue.take();
        assertThat(jobs).hasSize(1);
        shop.send(jobs.getFirst());
        assertThat(shop.state(BOB).pending()).isEmpty();
        assertThat(shop.state(BOB).runs()).isEmpty();
    }

    @Test
    void showsOneTimelineOfBoth() {
        receive(storefront.added("e1", "anon-1", "A", "1"));
        receive(storefront.identify("i1", "ada", "anon-1"));
        receive(storefront.added("e2", "ada", "B", "1"));
        ReadCustomer read = readCustomer();
        Instant now = shop.now();
        List<String> events = read.timeline(VISITOR, null, 10, now).lines().stream()
                .map(line -> line instanceof ReadCustomer.Line.Happened happened
                                && happened.entry().event() != null
                        ? happened.entry().event().messageId()
                        : line.key())
                .toList();
        assertThat(events).containsExactly("e2", "i1", "e1");
        ReadCustomer.Page first = read.timeline(ADA, null, 2, now);
        assertThat(first.lines()).hasSize(2);
        assertThat(read.timeline(ADA, first.next(), 2, now).lines()).hasSize(1);
        assertThat(read.timeline(ADA, first.next(), 2, now).next()).isNull();
        assertThat(read.read(CustomerId.ofUser("nobody"), now)).isNull();
    }

    private ReadCustomer readCustomer() {
        return new ReadCustomer(
                shop.ports.states(),
                shop.ports.backoff(),
                shop.ports.profiles(),
                shop.ports.suppressions(),
                shop.ports.timeline(),
                shop.ports.runs(),
                shop.ports.messages(),
                shop.ports.orders());
    }

    private int callsForAPage() {
        AtomicInteger calls = new AtomicInteger();
        shop.chaos.beforeEachCall(calls::incrementAndGet);
        assertThat(readCustomer().timeline(ADA, null, 50, shop.now()).lines()).hasSize(50);
        shop.chaos.beforeEachCall(() -> {});
        return calls.get();
    }

    /** Whoever signs in as a known user from ever new browsers makes nobody wait for that user's page. */
    @Test
    void readsAPageWithTheSameCalls_after2000Merges() {
        for (int visitor = 1; visitor <= 2_000; visitor++) {
            assertThat(shop.receive(Origin.BROWSER, storefront.identify("i" + visitor, "ada", "anon-" + visitor)))
                    .isEmpty();
            if (visitor == 60) {
                assertThat(callsForAPage()).isLessThan(60);
            }
        }
        assertThat(callsForAPage()).isLessThan(60);
        assertThat(shop.state(ADA).absorbed()).hasSize(12);
    }
}
