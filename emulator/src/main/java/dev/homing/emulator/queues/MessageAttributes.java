package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SQS message attributes as the wire has them: {@code {"name": {"DataType": .., "StringValue" or "BinaryValue": ..}}}. */
final class MessageAttributes {
    private MessageAttributes() {}

    /**
     * See "Message attribute components" in
     * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
     */
    static void check(JsonNode attributes) throws QueueRefusal {
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String name = attribute.getKey();
            String type = attribute.getValue().path("DataType").asText();
            if (!name.matches("[A-Za-z0-9_.-]{1,256}") || name.matches("(?i)(aws|amazon)\\..*")) {
                throw QueueRefusal.invalidParameter("The message attribute name '" + name
                        + "' is not letters, digits, '_', '-' and '.', or starts with AWS. or Amazon.");
            }
            if (!type.matches("(String|Number|Binary)(\\..+)?")) {
                throw QueueRefusal.invalidParameter(
                        "The message attribute '" + name + "' has an invalid message attribute"
                                + " type, the set of supported type prefixes is Binary, Number, and String.");
            }
            if (value(attribute.getValue()).length == 0) {
                throw QueueRefusal.invalidParameter(
                        "The message attribute '" + name + "' must contain a non-empty value.");
            }
        }
    }

    /** Those that are asked for: by name, by {@code All} or {@code .*}, or by the beginning of the name, {@code prefix.*}. */
    static ObjectNode asked(JsonNode attributes, JsonNode names) {
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            if (names.valueStream().anyMatch(name -> isAsked(attribute.getKey(), name.asText()))) {
                found.set(attribute.getKey(), attribute.getValue());
            }
        }
        return found;
    }

    private static boolean isAsked(String attribute, String name) {
        return name.equals("All")
                || name.equals(attribute)
                || (name.endsWith(".*") && attribute.startsWith(name.substring(0, name.length() - 2)));
    }

    /** As a Lambda event has them. */
    static ObjectNode toLambda(JsonNode attributes) {
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        attributes.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            ObjectNode one = converted.putObject(entry.getKey());
            if (value.has("StringValue")) {
                one.set("stringValue", value.get("StringValue"));
            }
            if (value.has("BinaryValue")) {
                one.set("binaryValue", value.get("BinaryValue"));
            }
            one.putArray("stringListValues");
            one.putArray("binaryListValues");
            one.set("dataType", value.path("DataType"));
        });
        return converted;
    }

    /** What they count towards a message's size, in bytes: names, types and values. */
    static int size(JsonNode attributes) {
        int size = 0;
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            size += utf8(entry.getKey()).length
                    + utf8(entry.getValue().path("DataType").asText()).length
                    + value(entry.getValue()).length;
        }
        return size;
    }

    /**
     * The digest SDKs check; see "Calculating the MD5 message digest for message attributes" in the SQS developer guide: by name,
     * each of name, type and value with its length before it, the value's kind (1 text, 2 binary) before the value.
     */
    static String md5(JsonNode attributes) {
        MessageDigest digest = md5();
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.forEach((name, attribute) -> {
            String type = attribute.path("DataType").asText();
            add(digest, utf8(name));
            add(digest, utf8(type));
            digest.update((byte) (type.startsWith("Binary") ? 2 : 1));
            add(digest, value(attribute));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    static String md5(byte[] body) {
        return HexFormat.of().formatHex(md5().digest(body));
    }

    private static byte[] value(JsonNode attribute) {
        return attribute.path("DataType").asText().startsWith("Binary")
                ? Base64.getDecoder().decode(attribute.path("BinaryValue").asText())
                : utf8(attribute.path("StringValue").asText());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has MD5", impossible);
        }
    }
}
