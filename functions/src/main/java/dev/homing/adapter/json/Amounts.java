package dev.homing.adapter.json;

import dev.homing.domain.Money;

/** Money as one short text: {@code 129.90EUR}. */
public final class Amounts {
    private static final int CURRENCY_LENGTH = 3;

    private Amounts() {}

    public static String text(Money money) {
        return money.amount().toPlainString() + money.currency();
    }

    public static Money money(String text) {
        int end = text.length() - CURRENCY_LENGTH;
        if (end < 1) {
            throw new MalformedJson("Not an amount: \"" + text + "\"");
        }
        return Money.of(text.substring(0, end), text.substring(end));
    }
}
