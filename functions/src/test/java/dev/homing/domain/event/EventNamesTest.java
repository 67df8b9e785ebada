package dev.homing.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Product Added",
                "product added",
                "PRODUCT ADDED",
                "product_added",
                "productAdded",
                "product-added"
            })
    void knowsTheSpecificationsNames_howeverTheyAreWritten(String written) {
        assertThat(EventNames.standard(written)).isEqualTo("Product Added");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Products Added", "Product Added To Favourites", "my_event", "", "Added Product"})
    void leavesOtherNamesAlone(String written) {
        assertThat(EventNames.standard(written)).isEqualTo(written);
    }
}
