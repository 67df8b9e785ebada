package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.channel.Channel;
import dev.homing.domain.consent.AddressKey;
import dev.homing.domain.consent.Suppression;
import dev.homing.domain.consent.Suppression.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

public abstract class SuppressionsContract {
    private final AddressKey address = AddressKey.of(Channel.EMAIL, Samples.unique("ada") + "@example.com");

    protected abstract Suppressions suppressions();

    @Test
    void isNone_whenNothingWasSaidOfAnAddress() {
        assertThat(suppressions().of(address)).isEqualTo(Suppression.none(address));
    }

    @Test
    void comesBackWithTheNextRevision_whenSaved() {
        for (int seed = 0; seed < 10; seed++) {
            AddressKey other = AddressKey.of(Channel.WHATSAPP, Samples.unique("+49"));
            Suppression suppression = new Samples(seed).suppression(other, 0);

            assertThat(suppressions().save(suppression)).isTrue();

            assertThat(suppressions().of(other)).isEqualTo(suppression.withRevision(1));
        }
    }

    @Test
    void refuses_whenSomebodySavedSinceItWasLoaded() {
        Suppression suppression = new Samples(1).suppression(address, 0);
        assertThat(suppressions().save(suppression)).isTrue();

        assertThat(suppressions().save(suppression)).isFalse();
        assertThat(suppressions().save(suppression.withRevision(1))).isTrue();
        assertThat(suppressions().save(suppression.withRevision(1))).isFalse();
    }

    @Test
    void tellsEveryAddressOfWhichAReasonWasGiven_once() {
        Set<AddressKey> saved = new HashSet<>();
        for (int i = 0; i < 23; i++) {
            AddressKey one = AddressKey.of(Channel.SMS, Samples.unique("+49"));
            suppressions().save(Suppression.none(one).because(Why.STOPPED, Instant.EPOCH.plusSeconds(i), null));
            saved.add(one);
        }
        AddressKey told = AddressKey.of(Channel.SMS, Samples.unique("+49"));
        suppressions().save(Suppression.none(told));

        List<AddressKey> found = new ArrayList<>();
        String next = null;
        do {
            Suppressions.Page page = suppressions().of(Channel.SMS, next, 5);
            page.suppressions().forEach(one -> found.add(one.address()));
            next = page.next();
        } while (next != null);

        assertThat(found).doesNotHaveDuplicates().containsAll(saved).doesNotContain(told);
    }

    @Test
    void keepsChannelsApart() {
        AddressKey number = AddressKey.of(Channel.WHATSAPP, address.hash());
        assertThat(suppressions().save(new Samples(2).suppression(address, 0))).isTrue();

        assertThat(suppressions().of(number)).isEqualTo(Suppression.none(number));
        assertThat(suppressions()
                        .of(new AddressKey(Channel.WHATSAPP, address.hash()))
                        .revision())
                .isZero();
    }
}
