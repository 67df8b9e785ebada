package dev.homing.domain.template;

/** A button below a WhatsApp message, at the place at which it was approved. */
public sealed interface WhatsAppButton {
    /** Its approved label. */
    String text();

    /**
     * Its approved address ends in a variable; the tracked link's path fills it.
     *
     * @param url Handlebars for where it leads
     */
    record Link(String text, String url) implements WhatsAppButton {}

    /**
     * Answers with its label.
     *
     * @param payload Handlebars for what the answer is known by
     */
    record QuickReply(String text, String payload) implements WhatsAppButton {}

    /** @param code Handlebars for what is copied */
    record CopyCode(String text, String code) implements WhatsAppButton {}
}
