package dev.homing.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One object of the configuration's JSON, read by name; every complaint carries the whole path of the field. */
final class Fields {
    private final String path;
    private final Map<?, ?> values;

    /** Refuses names that nothing reads: a misspelt optional field would otherwise be left out in silence. */
    Fields(String path, @Nullable Object value, Set<String> known) {
        this.path = path;
        if (!(value instanceof Map<?, ?> map)) {
            throw new ConfigException(path, "is missing; add an object with " + new TreeSet<>(known));
        }
        values = map;
        for (Object name : map.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw new ConfigException(path + "." + name, "is no setting; known are " + new TreeSet<>(known));
            }
        }
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Fields object(String name, String... known) {
        return new Fields(path + "." + name, values.get(name), Set.of(known));
    }

    String text(String name, String remedy) {
        return text(name, String::strip, remedy);
    }

    /** @param parse throws any RuntimeException where the text is not what it should be */
    <T> T text(String name, Function<String, T> parse, String remedy) {
        if (!(values.get(name) instanceof String text) || text.isBlank()) {
            throw new ConfigException(path + "." + name, "is missing; " + remedy);
        }
        return parsed(name, text, parse, remedy);
    }

    @Nullable
    String optionalText(String name, Function<String, String> parse, String remedy) {
        return has(name) ? text(name, parse, remedy) : null;
    }

    List<String> texts(String name, Function<String, String> parse, String remedy) {
        if (!(values.get(name) instanceof List<?> list) || list.isEmpty()) {
            throw new ConfigException(path + "." + name, "is not a list with entries; " + remedy);
        }
        List<String> texts = new ArrayList<>();
        for (Object entry : list) {
            texts.add(parsed(name, String.valueOf(entry), parse, remedy));
        }
        return texts;
    }

    /** Numbers given on the command line arrive as text. */
    <T> T number(String name, Function<Integer, T> parse, String remedy) {
        Object value = values.get(name);
        if (value == null) {
            throw new ConfigException(path + "." + name, "is missing; " + remedy);
        }
        String text = value instanceof Number number ? String.valueOf(number.intValue()) : String.valueOf(value);
        return parsed(name, text, digits -> parse.apply(Integer.valueOf(digits)), remedy);
    }

    private <T> T parsed(String name, String text, Function<String, T> parse, String remedy) {
        try {
            return parse.apply(text.strip());
        } catch (RuntimeException why) {
            throw new ConfigException(path + "." + name, "'" + text + "' will not do; " + remedy);
        }
    }
}
