package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.homing.emulator.PushServices;
import java.io.IOException;

/**
 * {@code /dev/push}: a push service for the demo shop's page, which a browser's own would not hear of. POST subscribes; what came for a subscription
 * is taken at its id, and DELETE ends it.
 */
record DevPush(PushServices services) implements Answer.Source {
    @Override
    public Answer to(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String id = path.length() > "/dev/push/".length() ? path.substring("/dev/push/".length()) : "";
        if (id.isEmpty()) {
            Answer.require(exchange, "POST");
            String key = Answer.body(exchange).path("applicationServerKey").asText("");
            if (key.isEmpty()) {
                throw new Answer.Refused(400, "Send the shop's key as applicationServerKey; GET /v1/push/key has it");
            }
            return Answer.json(services.subscribe(key).subscription());
        }
        Answer.require(exchange, "GET", "DELETE");
        if (exchange.getRequestMethod().equals("DELETE")) {
            services.unsubscribe(id);
            return Answer.json(Answer.JSON.createObjectNode());
        }
        PushServices.Browser browser = services.browser(id)
                .orElseThrow(() -> new Answer.Refused(404, "There is no subscription of this id; subscribe again"));
        ObjectNode json = Answer.JSON.createObjectNode();
        ArrayNode payloads = json.putArray("payloads");
        browser.take().forEach(payloads::add);
        return Answer.json(json);
    }
}
