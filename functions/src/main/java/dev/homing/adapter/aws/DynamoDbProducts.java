package dev.homing.adapter.aws;

import dev.homing.adapter.json.stored.ProductCodec;
import dev.homing.app.port.Products;
import dev.homing.domain.product.Product;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The catalogue in the customers table, under {@code PRODUCT#<id>}. */
public final class DynamoDbProducts implements Products {
    private static final String PRODUCT = "PRODUCT";

    private final DynamoTable customers;

    public DynamoDbProducts(DynamoDbClient client, String customersTable) {
        this.customers = new DynamoTable(client, customersTable);
    }

    @Override
    public Product load(String id) {
        Item item = customers.get(key(id));
        return item == null ? Product.unknown(id) : ProductCodec.read(id, item.revision(), item.body());
    }

    @Override
    public boolean save(Product product) {
        return customers.save(
                Item.of(key(product.id())).with(Item.BODY, ProductCodec.write(product)), product.revision());
    }

    private static Key key(String id) {
        return new Key("PRODUCT#" + Key.part(id), PRODUCT);
    }
}
