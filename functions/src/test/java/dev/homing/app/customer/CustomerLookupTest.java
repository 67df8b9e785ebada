package dev.homing.app.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homing.adapter.memory.MemoryCustomerStates;
import dev.homing.app.port.CustomerStates;
import dev.homing.app.port.Unavailable;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.state.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An id that everybody shares loses many races: looking up who it is comes to an end, won or not. */
class CustomerLookupTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final CustomerId VISITOR = CustomerId.ofAnonymous("anon-1");
    private static final CustomerId ADA = CustomerId.ofUser("ada");

    private final MemoryCustomerStates memory = new MemoryCustomerStates();
    private int saves;
    private int lost;

    /** Loses the first races. */
    private final CustomerStates contended = new CustomerStates() {
        @Override
        public CustomerState load(CustomerId id) {
            return memory.load(id);
        }

        @Override
        public CustomerState loadEventually(CustomerId id) {
            return memory.loadEventually(id);
        }

        @Override
        public Map<CustomerId, CustomerId> merged(Set<CustomerId> ids) {
            return memory.merged(ids);
        }

        @Override
        public Map<CustomerId, Instant> seen(Set<CustomerId> ids) {
            return memory.seen(ids);
        }

        @Override
        public Latest latest(@Nullable String after, int limit) {
            return memory.latest(after, limit);
        }

        @Override
        public Latest lastActiveOn(LocalDate day, @Nullable String after, int limit) {
            return memory.lastActiveOn(day, after, limit);
        }

        @Override
        public long roughly() {
            return memory.roughly();
        }

        @Override
        public boolean save(CustomerState state) {
            saves++;
            return saves > lost && memory.save(state);
        }
    };

    private final CustomerLookup lookup = new CustomerLookup(contended, _ -> {});

    /** A merge was killed between its two writes. */
    @BeforeEach
    void halfMerged() {
        assertThat(memory.save(CustomerState.unknown(VISITOR).frozen(ADA, true)))
                .isTrue();
    }

    @Test
    void finishesAMerge_whenItWinsInTheEnd() {
        lost = Tries.MOST - 1;

        assertThat(lookup.resolve(VISITOR, NOW).id()).isEqualTo(ADA);

        assertThat(memory.load(ADA).absorbed()).contains(VISITOR);
        assertThat(memory.load(VISITOR).identity().emptied()).isTrue();
    }

    @Test
    void leavesTheDeliveryToComeAgain_whenItLosesEveryTime() {
        lost = Integer.MAX_VALUE;

        assertThatThrownBy(() -> lookup.resolve(VISITOR, NOW)).isInstanceOf(Unavailable.class);

        assertThat(saves).isEqualTo(Tries.MOST);
    }

    @Test
    void leavesAMergeToComeAgain_whenItLosesEveryTime() {
        lost = Integer.MAX_VALUE;

        assertThatThrownBy(() -> lookup.merge(CustomerId.ofAnonymous("anon-2"), ADA, true, NOW))
                .isInstanceOf(Unavailable.class);

        assertThat(saves).isEqualTo(Tries.MOST);
        assertThat(memory.load(CustomerId.ofAnonymous("anon-2")).mergedInto()).isNull();
    }
}
