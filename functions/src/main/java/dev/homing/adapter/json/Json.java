package dev.homing.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.homing.domain.Facts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to and from plain values: maps in the order of the text, lists, strings, {@link Integer}, {@link Long}, {@link BigDecimal}, booleans
 * and null; the same as {@link Facts} holds.
 */
public final class Json {
    /** Deeper than any event or item; a text that nests deeper wants to exhaust the stack. */
    private static final int DEEPEST = 100;

    /** A number such as 1e999999999 takes a gigabyte when it is written out. */
    private static final int LARGEST_EXPONENT = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private Json() {}

    /**
     * @throws MalformedJson where it is none
     */
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJson("Not JSON: it is empty");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJson("Not JSON: there is more after its end, at " + where(parser));
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJson("Not JSON: " + e.getOriginalMessage() + at(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws MalformedJson where it is no JSON object
     */
    public static Facts object(String text) {
        if (parse(text) instanceof Map<?, ?> map) {
            return Facts.of(map);
        }
        throw new MalformedJson("Not a JSON object: it has to begin with {");
    }

    /**
     * @param value maps, lists, {@link Facts}, strings, numbers, booleans, null; an {@link Instant} is written as ISO 8601
     */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
        switch (value) {
            case null -> to.writeNull();
            case CharSequence s -> to.writeString(s.toString());
            case Boolean b -> to.writeBoolean(b);
            case Integer n -> to.writeNumber(n);
            case Long n -> to.writeNumber(n);
            case BigDecimal n -> to.writeNumber(n.toString());
            case Number n -> to.writeNumber(new BigDecimal(n.toString()).toString());
            case Instant instant -> to.writeString(instant.toString());
            case Facts facts -> write(facts.values(), to);
            case Map<?, ?> map -> {
                to.writeStartObject();
                for (Map.Entry<?, ?> field : map.entrySet()) {
                    to.writeFieldName(String.valueOf(field.getKey()));
                    write(field.getValue(), to);
                }
                to.writeEndObject();
            }
            case Collection<?> list -> {
                to.writeStartArray();
                for (Object item : list) {
                    write(item, to);
                }
                to.writeEndArray();
            }
            default ->
                throw new IllegalArgumentException(
                        "No JSON for a " + value.getClass().getName());
        }
    }

    private static @Nullable Object value(JsonParser from) throws IOException {
        JsonToken token = from.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (from.nextToken() != JsonToken.END_OBJECT) {
                    String name = storable(from.currentName());
                    from.nextToken();
                    map.put(name, value(from));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (from.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(from));
                }
                yield list;
            }
            case VALUE_STRING -> storable(from.getText());
            case VALUE_NUMBER_INT ->
                switch (from.getNumberType()) {
                    case INT -> (Object) from.getIntValue();
                    case LONG -> from.getLongValue();
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> decimal(from);
                };
            case VALUE_NUMBER_FLOAT -> decimal(from);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJson("Not JSON: a value is missing at " + where(from));
        };
    }

    /**
     * A text as every queue and table takes it. A name that was cut in the middle of an emoji ends in half a character; SQS refuses a message
     * with such a one, and with whatever else XML 1.0 forbids, and what was accepted before would be nowhere.
     *
     * @return with U+FFFD in the place of each character that is none; the same text where there is none
     */
    static String storable(String text) {
        int first = firstForbidden(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (first >= 0) {
            kept.append(text, from, first).append('\uFFFD');
            from = first + 1;
            first = firstForbidden(text, from);
        }
        return kept.append(text, from, text.length()).toString();
    }

    private static int firstForbidden(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || c >= '\uFFFE' || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
                return i;
            }
        }
        return -1;
    }

    private static BigDecimal decimal(JsonParser from) throws IOException {
        BigDecimal number = from.getDecimalValue();
        if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw new MalformedJson("A number is too large or too small at " + where(from));
        }
        return number;
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String where(JsonParser parser) {
        return "line " + parser.currentLocation().getLineNr() + ", column "
                + parser.currentLocation().getColumnNr();
    }
}
