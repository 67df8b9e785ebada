package dev.homing.adapter.json.stored;

import dev.homing.adapter.json.Fields;
import dev.homing.adapter.json.MalformedJson;
import dev.homing.domain.id.CustomerId;
import dev.homing.domain.order.OrderMark;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mark that an order left, as stored. */
public final class OrderMarkCodec {
    private OrderMarkCodec() {}

    public static String write(OrderMark mark) {
        return new Fields()
                .put("key", mark.key())
                .put("customer", mark.customer().value())
                .at("at", mark.at())
                .put("names", mark.names())
                .write();
    }

    /**
     * @throws MalformedJson where it was not written here
     */
    public static OrderMark read(String text) {
        Fields json = Fields.parse(text);
        Map<String, String> names = new LinkedHashMap<>();
        json.object("names").json().forEach((name, value) -> names.put(name, String.valueOf(value)));
        return new OrderMark(json.text("key"), new CustomerId(json.text("customer")), json.at("at"), names);
    }
}
