package dev.homing.domain.campaign;

import java.util.List;

/**
 * What a shop allows to what comes with the write key of its pages and apps. That key is public, so anyone can have sent it.
 *
 * @param hosts beside the storefront's own, such as that of pictures or of a checkout: addresses on them and below them may stand in messages
 * @param messagesPerWeek that go to an address which only a browser stated, whoever has it; 0: none
 * @param orders whether orders, refunds and failed payments that a browser tells of count, and start transactional messages
 */
public record BrowserRules(List<String> hosts, int messagesPerWeek, boolean orders) {
    /** More would have to be remembered of each address than is worth it. */
    public static final int MOST_MESSAGES = 20;

    /** Where the shop says nothing. */
    public static final BrowserRules USUAL = new BrowserRules(List.of(), 3, false);

    public BrowserRules {
        hosts = List.copyOf(hosts);
        if (messagesPerWeek < 0 || messagesPerWeek > MOST_MESSAGES) {
            throw new IllegalArgumentException("messagesPerWeek is from 0 to " + MOST_MESSAGES);
        }
    }
}
