package dev.homing.asl.interpreter;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSONata expression, parsed once, and what it may refer to, so that an evaluation converts and binds only that.
 *
 * @param text without its delimiters
 * @param names every {@code $name} in the text; more than it refers to where a string literal looks like one
 * @param parts the fields of {@code $states} it reads, always in the same order; all of them where that cannot be seen
 *     from the text
 */
record Expression(String text, Jsonata jsonata, Set<String> names, List<String> parts) {
    static final String STATES = "states";
    private static final List<String> ALL_PARTS = List.of("input", "result", "errorOutput", "context");
    private static final Pattern NAME = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern PART = Pattern.compile("\\G\\s*\\.\\s*(input|result|errorOutput|context)\\b");

    static Expression parse(String text) {
        Jsonata jsonata;
        try {
            jsonata = Jsonata.jsonata(text);
        } catch (RuntimeException e) {
            throw StateFailure.query("The expression '" + text + "' is not JSONata: " + e.getMessage());
        }
        // Without this a result of null could not be told from no result, and AWS refuses only the latter.
        jsonata.setOutputConvertNulls(false);
        Set<String> names = new HashSet<>();
        Set<String> parts = new HashSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
            if (name.group(1).equals(STATES)) {
                Matcher part = PART.matcher(text).region(name.end(), text.length());
                parts.addAll(part.find() ? List.of(part.group(1)) : ALL_PARTS);
            }
        }
        return new Expression(
                text,
                jsonata,
                Set.copyOf(names),
                ALL_PARTS.stream().filter(parts::contains).toList());
    }
}
