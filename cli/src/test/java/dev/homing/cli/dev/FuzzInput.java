package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a stranger sends to a door. It can be kept in a file and sent again to another stack: what differs from one start to the next
 * is named in braces ({@link FuzzDoors}) and filled in when it is sent.
 *
 * @param target HTTP: the path and query; the bus: the source; a queue: its name
 * @param how HTTP: the method; the bus: the detail-type; a queue: nothing
 * @param headers of HTTP; {@code role} signs in, and {@code signed} signs as Meta does
 */
record FuzzInput(Door door, String how, String target, Map<String, String> headers, byte[] body) {
    enum Door {
        HTTP,
        BUS,
        QUEUE
    }

    FuzzInput {
        headers = Map.copyOf(headers);
    }

    static FuzzInput http(String method, String path, Map<String, String> headers, byte[] body) {
        return new FuzzInput(Door.HTTP, method, path, headers, body);
    }

    static FuzzInput bus(String source, String detailType, byte[] detail) {
        return new FuzzInput(Door.BUS, detailType, source, Map.of(), detail);
    }

    static FuzzInput queue(String name, byte[] body) {
        return new FuzzInput(Door.QUEUE, "", name, Map.of(), body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FuzzInput input
                && toString().equals(input.toString())
                && Arrays.equals(body, input.body);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    static FuzzInput read(Path file) throws IOException {
        JsonNode json = DevClient.JSON.readTree(file.toFile());
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        byte[] body = json.has("text")
                ? json.get("text").asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(json.path("base64").asText());
        return new FuzzInput(
                Door.valueOf(json.path("door").asText()),
                json.path("how").asText(),
                json.path("target").asText(),
                headers,
                body);
    }

    /** Keeps it, under a name that is the same for the same input. */
    Path write(Path folder) throws IOException {
        ObjectNode json = DevClient.JSON
                .createObjectNode()
                .put("door", door.name())
                .put("how", how)
                .put("target", target);
        headers.forEach(json.putObject("headers")::put);
        if (Arrays.equals(text().getBytes(StandardCharsets.UTF_8), body)) {
            json.put("text", text());
        } else {
            json.put("base64", Base64.getEncoder().encodeToString(body));
        }
        String name = Integer.toHexString(json.toString().hashCode()) + ".json";
        return Files.writeString(
                Files.createDirectories(folder).resolve(name),
                DevClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    @Override
    public String toString() {
        String text = text();
        return door + " " + how + " " + (target.length() > 200 ? target.substring(0, 200) + "..." : target) + " "
                + headers + "\n    " + (text.length() > 600 ? text.substring(0, 600) + "..." : text);
    }
}
