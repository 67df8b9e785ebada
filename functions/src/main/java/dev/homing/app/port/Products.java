package dev.homing.app.port;

import dev.homing.domain.product.Product;

/** The catalogue. */
public interface Products {
    /** By a strongly consistent read; {@link Product#unknown} where there is none. */
    Product load(String id);

    /**
     * Saves under the condition that nobody did since it was loaded.
     *
     * @return false where somebody did: load again
     */
    boolean save(Product product);
}
