package dev.homing.asl.interpreter;

import com.fasterxml.jackson.databind.JsonNode;

/** The size of JSON on the wire, without writing it. */
final class Payloads {
    private Payloads() {}

    /** Bytes of the value as compact UTF-8 JSON. */
    static long bytes(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> textBytes(value.textValue());
            case OBJECT -> {
                long sum = 1L + Math.max(1, value.size());
                for (var entry : value.properties()) {
                    sum += textBytes(entry.getKey()) + 1 + bytes(entry.getValue());
                }
                yield sum;
            }
            case ARRAY -> {
                long sum = 1L + Math.max(1, value.size());
                for (JsonNode element : value) {
                    sum += bytes(element);
                }
                yield sum;
            }
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> value.asText().length();
        };
    }

    private static long textBytes(String text) {
        long sum = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f') {
                sum += 2;
            } else if (c < 0x20) {
                sum += 6;
            } else if (c < 0x80) {
                sum += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                sum += 2;
            } else {
                sum += 3;
            }
        }
        return sum;
    }
}
