package dev.homing.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values that can only be an example's: names under domains that nobody can own (RFC 2606, RFC 6761). They may be synthesised, to be looked
 * at and tested, and must not be deployed.
 */
final class Placeholders {
    private static final Pattern RESERVED = Pattern.compile(
            "((^|[/@.])example\\.(com|net|org)|[a-z0-9-]\\.(example|test|invalid|localhost)|//localhost)(?=$|[:/])");

    private Placeholders() {}

    /** @param path of the value, such as {@code environments.production} */
    static List<ConfigProblem> in(String path, JsonNode value) {
        List<ConfigProblem> found = new ArrayList<>();
        value.properties().forEach(field -> found.addAll(in(path + "." + field.getKey(), field.getValue())));
        if (value.isArray()) {
            value.forEach(entry -> found.addAll(in(path, entry)));
        }
        if (value.isTextual()
                && RESERVED.matcher(value.textValue().toLowerCase(Locale.ROOT)).find()) {
            found.add(
                    new ConfigProblem(path, "'" + value.textValue() + "' is an example", "put your own in its place"));
        }
        return found;
    }
}
