package dev.homing.adapter.json;

import dev.homing.domain.Money;

/** Money as one short text: {@code 129.90EUR}. */
final class Amounts {
    private static final int CURRENCY_LENGTH = 3;

    private Amounts() {}

    static String text(Money money) {
        return money.amount().toPlainString() + money.currency();
    }

    static Money money(String text) {
        int end = text.length() - CURRENCY_LENGTH;
        if (end < 1) {
            throw new MalformedJson("Not an amount: \"" + text + "\"");
        }
        return Money.of(text.substring(0, end), text.substring(end));
    }
}
