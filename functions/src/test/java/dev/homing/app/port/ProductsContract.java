package dev.homing.app.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import dev.homing.domain.product.Product;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Products} does. */
public abstract class ProductsContract {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final String id = Samples.unique("product");

    protected abstract Products products();

    @Test
    void keepsWhatWasStated_andWhatThatChanged() {
        assertThat(products().load(id)).isEqualTo(Product.unknown(id));
        Product first = products().load(id).stated(new Facts(Map.of("price", 20, "name", "Mug")), AT, "s1");
        assertThat(products().save(first)).isTrue();
        Product second = products().load(id).stated(new Facts(Map.of("price", 15)), AT.plusSeconds(1), "s2");
        assertThat(products().save(second)).isTrue();
        Product stored = products().load(id);
        assertThat(stored.changed()).singleElement().satisfies(change -> {
            assertThat(change.property()).isEqualTo("price");
            assertThat(stored.told(change).number("drop_percent")).isEqualByComparingTo("25");
            assertThat(stored.told(change).number("old_price")).isEqualByComparingTo("20");
            assertThat(stored.told(change).text("name")).isEqualTo("Mug");
        });
        assertThat(stored.stated(new Facts(Map.of("price", 15)), AT.plusSeconds(1), "s2"))
                .isEqualTo(stored);
    }

    @Test
    void isSavedByOneOfTwo() {
        Product known = products().load(id).stated(new Facts(Map.of("price", 20)), AT, "s1");
        assertThat(products().save(known)).isTrue();
        assertThat(products().save(known)).isFalse();
    }

    @Test
    void anOlderStatementChangesNothingThatIsKnown() {
        Product known = Product.unknown(id)
                .stated(new Facts(Map.of("price", 20)), AT, "s1")
                .withRevision(1);
        Product after = known.stated(new Facts(Map.of("price", 30, "name", "Mug")), AT.minusSeconds(1), "s0");
        assertThat(after.properties().number("price")).isEqualByComparingTo("20");
        assertThat(after.properties().text("name")).isEqualTo("Mug");
        assertThat(after.changed()).isEmpty();
    }

    @Test
    void theSameInOtherWordsIsNoChange() {
        Product known = Product.unknown(id)
                .stated(new Facts(Map.of("availability", "in stock", "price", "20.00")), AT, "s1")
                .withRevision(1);
        Product after = known.stated(
                new Facts(Map.of("availability", "https://schema.org/InStock", "price", 20)), AT.plusSeconds(1), "s2");
        assertThat(after.changed()).isEmpty();
    }
}
