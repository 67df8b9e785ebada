package dev.homing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.app.port.SendJob;
import dev.homing.domain.Facts;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Consent;
import dev.homing.domain.event.CustomerEvent.Origin;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Visit;
import dev.homing.domain.message.MessageStatus;
import dev.homing.domain.profile.Profile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a customer says while they turn out to be another one stays said: in every schedule of the two handlers. */
class InterleavingTest {
    private static final int SWITCHES = 2;

    /** How a visitor becomes somebody known. */
    enum Merging {
        SIGN_IN {
            @Override
            Facts event(Storefront storefront) {
                return storefront.identify("merge", "ada", "anon-1");
            }
        },
        ALIAS {
            @Override
            Facts event(Storefront storefront) {
                return storefront.alias("merge", "ada", "anon-1");
            }
        };

        abstract Facts event(Storefront storefront);
    }

    /** A visitor who gave their address has an email; while they react to it, they become Ada. */
    private static final class Reacting implements Interleaving.Story {
        private final SmallShop shop = new SmallShop();
        private final Merging merging;
        private final MessageStatus reaction;
        private final Consumer<SmallShop> check;
        private final SendJob job;

        Reacting(Merging merging, MessageStatus reaction, boolean known, Consumer<SmallShop> check) {
            this.merging = merging;
            this.reaction = reaction;
            this.check = check;
            if (known) {
                shop.receive(shop.storefront.identify("earlier", "ada", null));
            }
            Map<String, Object> form = new LinkedHashMap<>(shop.storefront
                    .track("f1", "anon-1", "Form Submitted", Map.of())
                    .values());
            form.put("context", Map.of("traits", Map.of("email", "ada@example.com")));
            shop.receive(Origin.SERVER, Facts.of(form), shop.storefront.added("e1", "anon-1", "A", "10.00"));
            shop.advance(Duration.ofMinutes(30));
            shop.fireTimers();
            shop.journeys.await(SmallShop.TOKEN);
            job = new SendJob(Visit.first(shop.run().id(), "email"), Channel.EMAIL, SmallShop.TOKEN);
            shop.send(job);
        }

        @Override
        public Chaos chaos() {
            return shop.chaos;
        }

        @Override
        public void first() {
            shop.feedback(job, reaction);
        }

        @Override
        public void second() {
            assertThat(shop.receive(merging.event(shop.storefront))).isEmpty();
        }

        @Override
        public void check() {
            check.accept(shop);
        }
    }

    private static Profile ada(SmallShop shop) {
        return shop.ports.profiles.load(CustomerId.ofUser("ada"));
    }

    @ParameterizedTest
    @EnumSource
    void keepsAnOptOut_whileTheCustomerIsMerged(Merging merging) {
        int schedules = Interleaving.all(
                SWITCHES,
                () -> new Reacting(merging, MessageStatus.UNSUBSCRIBED, true, shop -> assertThat(
                                ada(shop).consent(Channel.EMAIL).state())
                        .isEqualTo(Consent.State.UNSUBSCRIBED)));
        assertThat(schedules).isGreaterThan(50);
    }

    @Test
    void keepsAnOptOut_whileTheCustomerBecomesKnown() {
        Interleaving.all(
                SWITCHES,
                () -> new Reacting(Merging.SIGN_IN, MessageStatus.UNSUBSCRIBED, false, shop -> assertThat(
                                ada(shop).consent(Channel.EMAIL).state())
                        .isEqualTo(Consent.State.UNSUBSCRIBED)));
    }

    @Test
    void keepsABounce_whileTheCustomerIsMerged() {
        Interleaving.all(
                SWITCHES,
                () -> new Reacting(Merging.SIGN_IN, MessageStatus.BOUNCED, true, shop -> assertThat(shop.ports
                                .suppressions
                                .of(AddressKey.of(Channel.EMAIL, "ada@example.com"))
                                .standing())
                        .isNotNull()));
    }

    @Test
    void keepsAClick_whileTheCustomerIsMerged() {
        Interleaving.all(
                SWITCHES,
                () -> new Reacting(Merging.SIGN_IN, MessageStatus.CLICKED, true, shop -> assertThat(
                                shop.state(CustomerId.ofUser("ada")).touches())
                        .hasSize(1)));
    }
}
