package dev.homing.adapter.memory;

import dev.homing.app.port.Products;
import dev.homing.domain.product.Product;
import java.util.HashMap;
import java.util.Map;

/** The catalogue in memory. */
public final class MemoryProducts implements Products {
    private final Map<String, Product> products = new HashMap<>();

    @Override
    public synchronized Product load(String id) {
        return products.getOrDefault(id, Product.unknown(id));
    }

    @Override
    public synchronized boolean save(Product product) {
        if (load(product.id()).revision() != product.revision()) {
            return false;
        }
        products.put(product.id(), product.withRevision(product.revision() + 1));
        return true;
    }
}
