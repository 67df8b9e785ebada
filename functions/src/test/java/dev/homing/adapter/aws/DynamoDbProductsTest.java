package dev.homing.adapter.aws;

import dev.homing.app.port.Products;
import dev.homing.app.port.ProductsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmulator.class)
class DynamoDbProductsTest extends ProductsContract {
    @Override
    protected Products products() {
        return new DynamoDbProducts(OnEmulator.clients().dynamoDb(), OnEmulator.CUSTOMERS);
    }
}
