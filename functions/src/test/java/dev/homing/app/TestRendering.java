package dev.homing.app;

import dev.homing.domain.Facts;

/** Fills {@code {cart.lines}} and the like by plain replacement, so that use cases are tested without a template engine. */
public final class TestRendering {
    private TestRendering() {}

    public static String fill(String template, Facts data) {
        Facts cart = data.map("cart");
        StringBuilder lines = new StringBuilder();
        for (Facts line : cart.list("lines")) {
            lines.append(line.text("name"))
                    .append(" x")
                    .append(line.text("quantity"))
                    .append("; ");
        }
        Facts total = cart.map("total");
        return template.replace("{lines}", lines)
                .replace("{total}", total.text("amount") + " " + total.text("currency"))
                .replace("{firstName}", String.valueOf(data.map("customer").text("firstName")))
                .replace("{order}", String.valueOf(data.map("event").text("order_id")));
    }
}
