package dev.homing.app.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.SmallShop;
import dev.homing.domain.Facts;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.profile.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people find who look for a customer. */
class FindCustomersTest {
    private static final CustomerId BOB = CustomerId.ofUser("bob");

    private final SmallShop shop = new SmallShop();
    private final FindCustomers find =
            new FindCustomers(shop.ports.states, shop.ports.profiles, shop.ports.campaigns, shop.ports.phones());

    private List<CustomerId> latest() {
        return find.latest(null, 50).customers().stream()
                .map(FindCustomers.Found::profile)
                .map(Profile::id)
                .toList();
    }

    @Test
    void listsEverybody_howeverLongAgoTheyWereActive() {
        shop.receive(shop.storefront.identify("i1", "ada", null));
        shop.advance(Duration.ofDays(100));
        shop.receive(shop.storefront.identify("i2", "bob", null));

        assertThat(latest()).containsExactly(BOB, SmallShop.ADA);
    }

    @Test
    void movesWhoeverIsActiveToTheFront_byAnyEvent() {
        shop.receive(shop.storefront.identify("i1", "ada", null));
        shop.receive(shop.storefront.identify("i2", "bob", null));
        shop.advance(Duration.ofDays(2));
        shop.receive(shop.storefront.added("e1", "ada", "A", "1"));
        shop.advance(Duration.ofMinutes(7));
        shop.receive(shop.storefront.track("e2", "ada", "Product Viewed", Map.of("product_id", "B")));

        assertThat(latest()).containsExactly(SmallShop.ADA, BOB);
        assertThat(find.latest(null, 1).customers().getFirst().activeAt()).isEqualTo(shop.now());
    }

    @Test
    void leavesOutVisitorsOfWhomNothingIsKnown_untilTheySaySomething() {
        shop.receive(shop.storefront.added("e1", "anon-9", "A", "1"));
        assertThat(latest()).isEmpty();

        shop.receive(shop.storefront.identify("i1", "ada", "anon-9"));

        assertThat(latest()).containsExactly(SmallShop.ADA);
    }

    @Test
    void readsPageByPage() {
        for (String user : List.of("ada", "bob", "cy")) {
            shop.receive(shop.storefront.identify("i-" + user, user, null));
            shop.advance(Duration.ofDays(1));
        }

        FindCustomers.Page first = find.latest(null, 2);
        FindCustomers.Page second = find.latest(first.next(), 2);

        assertThat(first.customers()).hasSize(2);
        assertThat(second.customers()).extracting(found -> found.profile().id()).containsExactly(SmallShop.ADA);
        assertThat(second.next()).isNull();
    }

    @Test
    void readsPhoneNumbersHoweverTheyAreTyped() {
        Map<String, Object> said =
                new LinkedHashMap<>(shop.storefront.identify("i1", "ada", null).values());
        said.put("traits", Map.of("phone", "+49 1511 2345678"));
        shop.receive(Facts.of(said));

        for (String typed :
                List.of("+4915112345678", "0049 1511 234 56 78", "+49 (0) 1511/2345678", " +49-1511-2345678 ")) {
            assertThat(find.search(typed, 10)).as(typed).hasSize(1);
        }
        assertThat(find.search("+4915112345679", 10)).isEmpty();
    }
}
