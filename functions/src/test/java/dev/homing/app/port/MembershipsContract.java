package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.id.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Memberships} does. */
public abstract class MembershipsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final Group group = Group.list(Samples.unique("list"));

    protected abstract Memberships memberships();

    private static CustomerId customer(int number) {
        return CustomerId.ofUser("member-" + number);
    }

    private Set<CustomerId> all(int limit) {
        Set<CustomerId> all = new HashSet<>();
        String next = null;
        do {
            Memberships.Page page = memberships().members(group, next, limit);
            page.members()
                    .forEach(member ->
                            assertThat(all.add(member)).as("%s once", member).isTrue());
            next = page.next();
        } while (next != null);
        return all;
    }

    @Test
    void countsEveryMemberOnce_howeverOftenTheyCome() {
        for (int i = 0; i < 40; i++) {
            memberships().put(group, customer(i), true, AT);
            memberships().put(group, customer(i), true, AT.plusSeconds(i));
        }
        assertThat(memberships().count(group)).isEqualTo(40);
        assertThat(all(7)).hasSize(40);
    }

    @Test
    void forgetsWhoLeft_andIsNotMisledByWhatIsSaidLate() {
        memberships().put(group, customer(1), true, AT);
        memberships().put(group, customer(2), true, AT);
        memberships().put(group, customer(1), false, AT.plusSeconds(2));
        memberships().put(group, customer(1), true, AT.plusSeconds(1));
        assertThat(memberships().count(group)).isEqualTo(1);
        assertThat(all(5)).containsExactly(customer(2));
        memberships().put(group, customer(1), true, AT.plusSeconds(3));
        assertThat(memberships().count(group)).isEqualTo(2);
    }

    @Test
    void countsRight_whenManyComeAndGoAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int number = i;
                done.add(threads.submit(
                        () -> memberships().put(group, customer(number % 20), number < 40, AT.plusSeconds(number))));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(memberships().count(group)).isEqualTo(all(50).size());
    }

    @Test
    void isEmptyAfterItWasCleared() {
        for (int i = 0; i < 10; i++) {
            memberships().put(group, customer(i), true, AT);
        }
        while (memberships().clear(group, 4)) {
            assertThat(memberships().count(group)).isNotNegative();
        }
        assertThat(memberships().count(group)).isZero();
        assertThat(all(5)).isEmpty();
    }
}
