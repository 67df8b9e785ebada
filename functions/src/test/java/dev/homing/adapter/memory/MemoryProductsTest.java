package dev.homing.adapter.memory;

import dev.homing.app.port.Products;
import dev.homing.app.port.ProductsContract;

class MemoryProductsTest extends ProductsContract {
    private final MemoryProducts products = new MemoryProducts();

    @Override
    protected Products products() {
        return products;
    }
}
