package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes of something valid what nobody means: in its structure, its values, its text and its bytes. The same seed makes the same. */
final class Mutations {
    /** Stands for what no tree of JSON can hold: the text between the marks is written as it is. */
    private static final String RAW = "@raw:";

    private static final Pattern WRITTEN_RAW = Pattern.compile("\"" + RAW + "([^@]*)@\"");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a/b",
            "a\nb\r\nBcc: eve@example.com",
            "a\u0000b",
            "\uD800",
            "\uDFFF\uD800x",
            "Shoe \uD83D",
            "\uFFFE\uFFFF",
            "../..",
            "E#x",
            "#",
            "%00",
            "' OR 1=1 --",
            "{{user_id}}",
            "{{#each event}}{{this}}{{/each}}",
            "{% 1 %}",
            "<script>alert(1)</script>",
            "\u202Eabc",
            "😀".repeat(128),
            "a".repeat(257),
            "a".repeat(3_000),
            "a".repeat(20_000),
            "null",
            "undefined",
            "true",
            "-0",
            "NaN",
            "1e999",
            "1,299",
            "XXX",
            "de_DE-x-" + "y".repeat(200),
            "Mars/Phobos",
            "a@b@c.example",
            "+49151",
            "2026-02-30T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "99999999999999999",
            "2026-11-22T10:00:00+18:00",
            "Thu, 32 Nov 2026 10:00:00 GMT",
            "P1D",
            "PT0S",
            "P99999999999999999999D",
            "P-1D",
            "https://evil.example/?x=\u0001",
            "javascript:alert(1)",
            "{\"a\":[1,{\"b\":\"\uD800\"}]}",
            "[[[[[[");
    private static final List<String> RAWS = List.of(
            "NaN",
            "-Infinity",
            "1e999999999",
            "-1e-999999999",
            "1e400",
            "9".repeat(999),
            "9".repeat(2_000),
            "0x10",
            "01",
            "1.",
            "-0",
            "1e308",
            "9223372036854775808",
            "true",
            "false",
            "null",
            "[]",
            "{}",
            "[null]",
            "-1",
            "0",
            "0.1",
            "[".repeat(99) + "]".repeat(99),
            "[".repeat(5_000) + "]".repeat(5_000),
            "{\"a\":".repeat(120) + "1" + "}".repeat(120),
            "{\"a\":1,\"a\":2}",
            "[[[[]]]]",
            "{\"\":{\"\":\"\"}}",
            "{\"$\":1,\"a.b\":2,\"__proto__\":{}}");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean chance(double of) {
        return random.nextDouble() < of;
    }

    String text() {
        return one(TEXTS);
    }

    /** A copy with some of its parts changed. */
    JsonNode tree(JsonNode valid) {
        JsonNode tree = valid.deepCopy();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            change(tree);
        }
        return tree;
    }

    private void change(JsonNode tree) {
        List<JsonNode> holders = new ArrayList<>();
        holders(tree, holders);
        if (holders.isEmpty()) {
            return;
        }
        JsonNode holder = one(holders);
        if (holder instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? text() : one(names);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(chance(0.5) ? text() : "x".repeat(300), changed(object.get(name)));
                case 2 -> {
                    JsonNode value = object.remove(name);
                    if (value != null) {
                        object.set(name.toUpperCase(java.util.Locale.ROOT), value);
                    }
                }
                default -> object.set(name, changed(object.get(name)));
            }
        } else if (holder instanceof ArrayNode array) {
            int at = array.isEmpty() ? 0 : random.nextInt(array.size());
            switch (random.nextInt(4)) {
                case 0 -> array.removeAll();
                case 1 -> {
                    JsonNode again = array.isEmpty() ? changed(null) : array.get(at);
                    int copies = chance(0.1) ? 100 : 1;
                    for (int i = 0; i < copies; i++) {
                        array.add(again.deepCopy());
                    }
                }
                default -> array.insert(at, changed(array.isEmpty() ? null : array.get(at)));
            }
        }
    }

    private static void holders(JsonNode of, List<JsonNode> into) {
        if (of.isContainerNode()) {
            into.add(of);
            of.forEach(child -> holders(child, into));
        }
    }

    private JsonNode changed(@Nullable JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0, 1 -> nodes.textNode(text());
            case 2, 3 -> nodes.textNode(RAW + one(RAWS) + "@");
            case 4 -> value == null ? nodes.nullNode() : nodes.arrayNode().add(value.deepCopy());
            default ->
                value == null
                        ? nodes.objectNode()
                        : nodes.textNode(value.isContainerNode() ? value.toString() : value.asText() + text());
        };
    }

    /** Its text, with everything that a tree cannot hold. */
    byte[] bytes(JsonNode tree) {
        String json = WRITTEN_RAW
                .matcher(tree.toString())
                .replaceAll(raw -> Matcher.quoteReplacement(raw.group(1).replace("\\\"", "\"")));
        if (chance(0.3)) {
            // Halves of characters survive as escapes alone.
            json = escaped(json);
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > 126) {
                escaped.append("\\u").append(String.format("%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** The same with something broken below the characters. */
    byte[] broken(byte[] valid) {
        int at = valid.length == 0 ? 0 : random.nextInt(valid.length);
        byte[] copy = valid.clone();
        return switch (random.nextInt(10)) {
            case 0 -> with(copy, at, one(List.of(0, 0xff, 0xc0, 0x80, 0xed, 0xf8)));
            case 1 -> Arrays.copyOf(copy, at);
            case 2 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, copy);
            case 3 -> new String(copy, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
            case 4 -> joined(copy, copy);
            case 5 ->
                one(List.of("", "null", "[]", "1", "\"x\"", "{", "\u0000\u0000", "{}"))
                        .getBytes(StandardCharsets.UTF_8);
            case 6 -> with(copy, at, "{}[]\",:\\".charAt(random.nextInt(8)));
            case 7 ->
                joined(
                        Arrays.copyOf(copy, at),
                        // Half a character, as CESU-8 writes it.
                        joined(
                                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                                Arrays.copyOfRange(copy, at, copy.length)));
            case 8 ->
                joined(
                        "{\"type\":\"track\",\"type\":\"x\",\"messageId\":5,".getBytes(StandardCharsets.UTF_8),
                        copy.length == 0 ? copy : Arrays.copyOfRange(copy, 1, copy.length));
            default -> joined(copy, " ".repeat(600_000).getBytes(StandardCharsets.UTF_8));
        };
    }

    static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        if (at < bytes.length) {
            bytes[at] = (byte) value;
        }
        return bytes;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
