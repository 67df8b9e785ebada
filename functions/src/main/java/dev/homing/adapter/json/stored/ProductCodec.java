package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.domain.product.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A product as stored. */
public final class ProductCodec {
    private ProductCodec() {}

    public static String write(Product product) {
        List<Map<String, @Nullable Object>> changed = new ArrayList<>();
        for (Product.Change change : product.changed()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("property", change.property());
            json.put("before", change.before());
            json.put("after", change.after());
            changed.add(json);
        }
        return new Fields()
                .put("properties", product.properties())
                .at("at", product.at())
                .put("statement", product.statement())
                .put("changed", changed)
                .write();
    }

    /** @param revision as stored beside it */
    public static Product read(String id, long revision, String text) {
        Fields json = Fields.parse(text);
        List<Product.Change> changed = new ArrayList<>();
        for (Object item : json.list("changed")) {
            Fields change = Fields.of(item);
            changed.add(new Product.Change(change.text("property"), change.raw("before"), change.raw("after")));
        }
        Instant at = json.at("at");
        return new Product(id, json.facts("properties"), at, json.text("statement"), changed, revision);
    }
}
