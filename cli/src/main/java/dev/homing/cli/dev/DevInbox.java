package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.Channel;
import dev.homing.emulator.Emulator;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Reaction;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /dev/inbox}: what left on every channel, and what becomes of it. */
final class DevInbox implements Answer.Source {
    /** What the customer does himself, over HTTP; the rest is the provider's to tell. */
    private static final List<String> REACTIONS = List.of(
            "delivered", "opened", "read", "clicked", "replied", "bounced", "complained", "failed", "unsubscribed");

    private final Emulator emulator;
    private final Customer customer = new Customer();

    DevInbox(Emulator emulator) {
        this.emulator = emulator;
    }

    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String rest = path.length() > "/dev/inbox/".length() ? path.substring("/dev/inbox/".length()) : "";
        if (rest.isEmpty()) {
            Answer.require(exchange, "GET");
            ArrayNode messages = Answer.JSON.createArrayNode();
            emulator.inbox().messages().forEach(message -> messages.add(message.toJson()));
            return Answer.json(messages);
        }
        String[] parts = rest.split("/", -1);
        if (parts.length != 2) {
            throw new Answer.Refused(404, "Use /dev/inbox, /dev/inbox/view or POST /dev/inbox/{messageId}/{event}");
        }
        Answer.require(exchange, "POST");
        return react(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts[1]);
    }

    private Answer react(String messageId, String event) throws IOException {
        if (!REACTIONS.contains(event)) {
            throw new Answer.Refused(400, "\"" + event + "\" is not known; use one of " + String.join(", ", REACTIONS));
        }
        InboxMessage message = emulator.inbox()
                .message(messageId)
                .orElseThrow(() -> new Answer.Refused(404, "There is no message " + messageId + " in the inbox"));
        ObjectNode told =
                Answer.JSON.createObjectNode().put("messageId", messageId).put("event", event);
        switch (event) {
            case "opened" -> {
                if (message.channel() == Channel.SMS || message.channel() == Channel.PUSH) {
                    throw notOn(message, event);
                }
                told.setAll(customer.opens(message));
            }
            case "clicked" -> told.setAll(customer.clicks(message));
            case "delivered", "failed" -> {
                if (Customer.reports(message)) {
                    told.setAll(customer.reports(message, event));
                } else {
                    provider(message, event);
                }
            }
            case "unsubscribed" -> {
                if (message.channel() == Channel.SMS || message.channel() == Channel.PUSH) {
                    provider(message, event);
                } else {
                    told.setAll(customer.unsubscribes(message));
                }
            }
            default -> provider(message, event);
        }
        emulator.settle();
        return Answer.json(told);
    }

    private void provider(InboxMessage message, String event) {
        Optional<Reaction> reaction = Reaction.of(event);
        boolean told = reaction.isPresent()
                && switch (emulator.inbox().react(message.providerId(), reaction.get())) {
                    case EMITTED -> true;
                    case UNKNOWN_MESSAGE, NOT_ON_CHANNEL -> false;
                };
        if (!told) {
            throw notOn(message, event);
        }
    }

    private static Answer.Refused notOn(InboxMessage message, String event) {
        List<String> allowed =
                switch (message.channel()) {
                    case EMAIL ->
                        List.of("delivered", "opened", "clicked", "bounced", "complained", "failed", "unsubscribed");
                    case WHATSAPP -> List.of("delivered", "read", "clicked", "replied", "failed");
                    case PUSH ->
                        Customer.reports(message)
                                ? List.of("delivered", "clicked", "failed")
                                : List.of("clicked", "failed");
                    case SMS -> List.of("delivered", "clicked", "replied", "failed", "unsubscribed");
                };
        return new Answer.Refused(
                400,
                "\"" + event + "\" does not happen on the channel "
                        + message.channel().key() + "; use one of " + String.join(", ", allowed));
    }
}
