package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.id.CustomerId;
import dev.homing.domain.product.Interest;
import dev.homing.domain.product.Interest.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Interests} does. */
public abstract class InterestsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final String product = Samples.unique("product");

    protected abstract Interests interests();

    private void shows(int customer, Kind kind) {
        interests().put(CustomerId.ofUser("c" + customer), new Interest(product, kind, AT), AT.plusSeconds(9_999));
    }

    @Test
    void findsEveryoneOnce_withAllTheirKinds_pageByPage() {
        for (int i = 0; i < 50; i++) {
            shows(i, Kind.VIEWED);
            shows(i, Kind.VIEWED);
            if (i % 2 == 0) {
                shows(i, Kind.WISHLISTED);
            }
            if (i % 3 == 0) {
                shows(i, Kind.CARTED);
            }
        }
        Map<CustomerId, Set<Kind>> found = new HashMap<>();
        for (int shard = 0; shard < Interests.SHARDS; shard++) {
            String after = null;
            do {
                Interests.Page page = interests().of(product, shard, after, 2);
                page.interested().forEach(one -> assertThat(found.put(one.customer(), one.kinds()))
                        .isNull());
                after = page.next();
            } while (after != null);
        }
        assertThat(found).hasSize(50);
        assertThat(found.get(CustomerId.ofUser("c6")))
                .containsExactlyInAnyOrder(Kind.VIEWED, Kind.WISHLISTED, Kind.CARTED);
        assertThat(found.get(CustomerId.ofUser("c1"))).containsExactly(Kind.VIEWED);
        assertThat(interests().of(Samples.unique("other"), 0, null, 5).interested())
                .isEmpty();
    }
}
