package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homing.domain.Facts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTogetherTest {
    private static Facts viewed(String product, String name) {
        return new Facts(Map.of("product_id", product, "name", name));
    }

    @Test
    void saysTheLatest_andAllProductsOnce() {
        Facts both = ToldTogether.of(viewed("1", "Scarf"), viewed("2", "Hat"));
        Facts three = ToldTogether.of(both, viewed("1", "Scarf, red"));
        assertThat(three.text("name")).isEqualTo("Scarf, red");
        assertThat(three.list("products")).containsExactly(viewed("1", "Scarf, red"), viewed("2", "Hat"));
    }

    @Test
    void leavesASingleEventAsItIs() {
        assertThat(ToldTogether.of(Facts.NONE, viewed("1", "Scarf"))).isEqualTo(viewed("1", "Scarf"));
        assertThat(ToldTogether.of(viewed("1", "Scarf"), Facts.NONE)).isEqualTo(viewed("1", "Scarf"));
    }

    @Test
    void joinsListsOfProducts_andNamesNoneWhereThereAreNone() {
        Facts order = new Facts(Map.of("products", List.of(Map.of("product_id", "1"), Map.of("product_id", "2"))));
        assertThat(ToldTogether.of(order, viewed("2", "Hat")).list("products")).hasSize(2);
        assertThat(ToldTogether.of(new Facts(Map.of("a", 1)), new Facts(Map.of("b", 2))))
                .isEqualTo(new Facts(Map.of("a", 1, "b", 2)));
    }

    @Test
    void staysSmall_howeverMuchIsSaid() {
        Facts all = Facts.NONE;
        for (int i = 0; i < 100; i++) {
            all = ToldTogether.of(all, viewed("p" + i, "x".repeat(20_000)));
        }
        assertThat(all.list("products")).hasSizeLessThanOrEqualTo(3);
        for (int i = 0; i < 100; i++) {
            all = ToldTogether.of(all, viewed("q" + i, "small"));
        }
        assertThat(all.list("products")).hasSize(20);
    }
}
