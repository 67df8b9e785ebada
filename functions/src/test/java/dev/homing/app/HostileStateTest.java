package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.adapter.json.Json;
import dev.homing.adapter.json.stored.CustomerStateCodec;
import dev.homing.domain.Facts;
import dev.homing.domain.campaign.BrowserRules;
import dev.homing.domain.campaign.Campaign;
import dev.homing.domain.campaign.Configuration;
import dev.homing.domain.campaign.Shop;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.condition.Resolved;
import dev.homing.domain.decide.Learnt;
import dev.homing.domain.decide.Observation;
import dev.homing.domain.event.CustomerEvent;
import dev.homing.domain.event.CustomerEvent.Kind;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.event.EventPattern;
import dev.homing.domain.event.Identities;
import dev.homing.domain.event.TimelineKey;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.MessageId;
import dev.homing.domain.id.RunId;
import dev.homing.domain.profile.Profile;
import dev.homing.domain.state.CustomerState;
import dev.homing.domain.state.Touch;
import dev.homing.domain.trigger.Start;
import dev.homing.domain.trigger.Trigger;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anyone can send events with the public key of a browser. Whatever they send, the state item of a customer stays within 4 KB, since each event
 * pays for all of it.
 */
class HostileStateTest {
    private static final Learnt NOBODY = new Learnt(() -> Profile.unknown(CustomerId.ofUser("nobody")), List.of());

    private static final int MOST_BYTES = 4_096;

    /** One large cart apart, at the most; DynamoDB takes 400 KB. */
    private static final int MOST_BYTES_OF_A_CART = 20_000;

    private static final CustomerId EVE = CustomerId.ofUser("eve");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void staysWithinItsBudget_whateverABrowserSends(long seed) {
        Attack attack = new Attack(new Random(seed));
        int largest = 0;
        for (int i = 0; i < 400; i++) {
            attack.next(i);
            CustomerStateCodec.Stored stored = CustomerStateCodec.write(attack.state);
            int bytes = bytes(stored.body());
            largest = Math.max(largest, bytes);
            assertThat(bytes).as("after %s events: %s", i + 1, stored.body()).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(stored.parts().values())
                    .allSatisfy(cart -> assertThat(bytes(cart)).isLessThanOrEqualTo(MOST_BYTES_OF_A_CART));
            assertThat(CustomerStateCodec.read(EVE, attack.state.revision(), stored.body(), stored.parts())
                            .carts())
                    .isEqualTo(attack.state.carts());
        }
        assertThat(largest).as("the attack was one").isGreaterThan(2_000);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Events of one customer as nasty as the doors let through, and what goes with them: clicks, merges, outcomes carried out or not. */
    private static final class Attack {
        private static final List<String> NAMES = List.of(
                "Product Added",
                "Product Removed",
                "Cart Updated",
                "Order Completed",
                "Order Refunded",
                "Payment Failed",
                "Left");

        private final Random dice;
        private final Configuration configuration;
        private Instant now = START;
        private CustomerState state = CustomerState.unknown(EVE);

        Attack(Random dice) {
            this.dice = dice;
            SequencedMap<String, Campaign> campaigns = new LinkedHashMap<>();
            for (int i = 0; i < 40; i++) {
                String key = "a-campaign-with-quite-a-long-key-as-people-give-them-" + i;
                Duration delay = i % 3 == 0 ? Duration.ZERO : Duration.ofDays(1 + i);
                Campaign.Version like = i % 2 == 0 ? TestCampaigns.cartRecovery() : TestCampaigns.paymentFailed();
                Trigger trigger = i % 4 == 0
                        ? TestCampaigns.abandonedCart(Duration.ofMinutes(30), null)
                        : new Trigger(
                                new Start.Happened(EventPattern.of(NAMES.get(i % NAMES.size())), null),
                                delay,
                                "cart_id",
                                Duration.ofHours(i % 5),
                                Resolved.EVERYONE,
                                Resolved.EVERYONE);
                campaigns.put(key, Campaign.of(TestCampaigns.as(like, key, trigger), Campaign.Status.ACTIVE));
            }
            configuration = new Configuration(
                    1,
                    new Shop(
                            "Shop",
                            ZoneOffset.UTC,
                            "EUR",
                            null,
                            "https://shop.example",
                            "Shop",
                            "shop@shop.example",
                            null,
                            Map.of(),
                            null,
                            BrowserRules.USUAL),
                    campaigns,
                    Map.of());
        }

        void next(int i) {
            now = now.plusSeconds(dice.nextInt(600));
            Map<String, Object> properties = new HashMap<>(product(i));
            properties.put("cart_id", nasty(dice.nextInt(400)) + i % 9);
            properties.put("cart_url", "https://shop.example/" + nasty(dice.nextInt(900)));
            properties.put("order_id", nasty(dice.nextInt(300)));
            properties.put("total", new BigDecimal(dice.nextInt(100_000)));
            List<Map<String, Object>> products = new ArrayList<>();
            for (int line = dice.nextInt(70); line > 0; line--) {
                products.add(product(line));
            }
            properties.put("products", products);
            Instant stated = dice.nextInt(5) == 0 ? now.minusSeconds(dice.nextInt(100_000_000)) : now;
            CustomerEvent event = new CustomerEvent(
                    nasty(1 + dice.nextInt(250)) + i,
                    Kind.TRACK,
                    NAMES.get(dice.nextInt(NAMES.size())),
                    new Identities("eve", null, null, null),
                    stated,
                    stated,
                    now,
                    Origin.BROWSER,
                    // As every door hands it on.
                    Json.object(Json.write(properties)),
                    Facts.NONE,
                    List.of());
            String eventKey = EVE + "/" + TimelineKey.of(event);
            state = Observation.of(state, event, eventKey, configuration, NOBODY, now)
                    .state();
            if (dice.nextInt(4) == 0) {
                state = state.with(new Touch(
                        new MessageId(stranger(i), "m".repeat(16)),
                        new RunId(stranger(i), "r".repeat(16)),
                        configuration.campaigns().firstEntry().getKey(),
                        99_999,
                        Channel.WHATSAPP,
                        now,
                        now));
            }
            if (dice.nextInt(6) == 0) {
                CustomerState other = CustomerState.unknown(stranger(i));
                state = state.absorbing(other.withCarts(state.carts()).frozen(EVE, true), now);
            }
            // Outcomes are carried out before the next event is taken in, unless something outside is down.
            state = state.withPending(List.of());
        }

        private static CustomerId stranger(int number) {
            return CustomerId.ofAnonymous("stranger-" + number);
        }

        private Map<String, Object> product(int number) {
            Map<String, Object> product = new HashMap<>();
            product.put("product_id", nasty(dice.nextInt(600)) + number);
            product.put("name", nasty(dice.nextInt(3_000)));
            product.put("price", new BigDecimal("999999999.99"));
            product.put("quantity", 9_999);
            product.put("image_url", "https://shop.example/" + nasty(dice.nextInt(600)));
            product.put("url", "/" + nasty(dice.nextInt(600)));
            return product;
        }

        /** Characters that take the most room where they are stored, and ordinary ones. */
        private String nasty(int length) {
            String[] alphabet = {"\u0001", "\"", "\\", "ß", "漢", "😀", "x"};
            String letter = alphabet[dice.nextInt(alphabet.length)];
            return letter.repeat(Math.max(1, length / letter.length()));
        }
    }
}
