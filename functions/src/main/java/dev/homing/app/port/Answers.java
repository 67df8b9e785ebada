package dev.homing.app.port;

import dev.homing.app.port.Sender.Result;
import dev.homing.domain.id.CustomerId;

/** What people of the shop write to customers on WhatsApp, in words of their own. An exception means that nobody knows whether it left. */
public interface Answers {
    /**
     * What the provider gives back with everything it tells of an answer.
     *
     * @param id the answer's
     */
    record Reference(CustomerId customer, String id) {}

    /**
     * @param to the address from which the customer wrote
     */
    Result send(String to, String text, Reference reference);
}
