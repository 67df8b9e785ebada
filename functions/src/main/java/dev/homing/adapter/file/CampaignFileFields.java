package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.Durations;
import dev.homing.domain.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read one by one. What is wrong is noted and reading goes on with a stand-in, so that one pass finds all
 * problems. Lenient on what Homing wrote itself: only what is missing or of the wrong type is a problem there.
 */
public final class CampaignFileFields {
    private static final String STAND_IN = "";
    private static final int LONGEST_GUESS = 3;

    private final ObjectNode json;
    private final String path;
    private final List<Problem> problems;
    private final boolean strict;
    private final SequencedSet<String> asked = new LinkedHashSet<>();

    private CampaignFileFields(ObjectNode json, String path, List<Problem> problems, boolean strict) {
        this.json = json;
        this.path = path;
        this.problems = problems;
        this.strict = strict;
    }

    static CampaignFileFields strict(ObjectNode json, List<Problem> problems) {
        return new CampaignFileFields(json, "", problems, true);
    }

    static CampaignFileFields strict(ObjectNode json, String path, List<Problem> problems) {
        return new CampaignFileFields(json, path, problems, true);
    }

    public static CampaignFileFields lenient(ObjectNode json, List<Problem> problems) {
        return new CampaignFileFields(json, "", problems, false);
    }

    static String syntax(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "not valid JSON" + where + ": " + e.getOriginalMessage();
    }

    /** Of all its fields. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String name) {
        asked.add(name);
        return json.hasNonNull(name);
    }

    public String text(String name) {
        String text = optionalText(name);
        if (text != null) {
            return text;
        }
        if (!json.hasNonNull(name) || json.get(name).isTextual()) {
            problem(name, "is required: a text");
        }
        return STAND_IN;
    }

    /** Null where it is not there, or blank, or no text. */
    @Nullable
    public String optionalText(String name) {
        asked.add(name);
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            problem(name, "must be a text, in quotation marks");
            return null;
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }

    /** A text that names something, and so is a part of other names and addresses. */
    String key(String name, int longest) {
        String key = text(name);
        boolean good = key.matches("[a-z0-9][a-z0-9_-]*") && key.length() <= longest;
        if (strict && !key.isEmpty() && !good) {
            problem(
                    name,
                    "\"" + key + "\" must be of at most " + longest
                            + " lower-case letters, digits, - and _, and begin with a letter or digit");
        }
        return key;
    }

    String shortText(String name, int longest) {
        String text = text(name);
        if (strict && text.length() > longest) {
            problem(name, "has " + text.length() + " characters; at most " + longest + " are possible");
        }
        return text;
    }

    CampaignFileFields object(String name) {
        CampaignFileFields object = optionalObject(name);
        if (object != null) {
            return object;
        }
        if (!json.hasNonNull(name)) {
            problem(name, "is required: an object, in { }");
        }
        return new CampaignFileFields(JsonNodeFactory.instance.objectNode(), at(name), new ArrayList<>(), strict);
    }

    @Nullable
    CampaignFileFields optionalObject(String name) {
        asked.add(name);
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new CampaignFileFields(object, at(name), problems, strict);
        }
        problem(name, "must be an object, in { }");
        return null;
    }

    /** The objects of a list, each named by the text under {@code namedBy} where it has one. */
    List<CampaignFileFields> objects(String name, String namedBy) {
        List<CampaignFileFields> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            String id = item.path(namedBy).asText("");
            String itemPath = id.isEmpty() ? at(name) + "[" + objects.size() + "]" : at(name) + "." + id;
            if (item instanceof ObjectNode object) {
                objects.add(new CampaignFileFields(object, itemPath, problems, strict));
            } else {
                problems.add(new Problem(itemPath, "must be an object, in { }"));
            }
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (item.isTextual()) {
                texts.add(item.textValue());
            } else {
                problem(name, "must be a list of texts; " + item + " is none");
            }
        }
        return texts;
    }

    private Iterable<JsonNode> list(String name) {
        asked.add(name);
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            problem(name, "is required: a list, in [ ]");
            return List.of();
        }
        if (!value.isArray()) {
            problem(name, "must be a list, in [ ]");
            return List.of();
        }
        return value;
    }

    /** A text, number or boolean; null with a problem where it is none. */
    @Nullable
    Object scalar(String name) {
        asked.add(name);
        Object scalar = scalar(json.get(name));
        if (scalar == null) {
            problem(name, "must be a text, a number, true or false");
        }
        return scalar;
    }

    /** True or false; the fallback where it is not there. */
    boolean flag(String name, boolean fallback) {
        asked.add(name);
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            problem(name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** A list of texts, numbers and booleans. */
    List<Object> scalars(String name) {
        List<Object> scalars = new ArrayList<>();
        for (JsonNode item : list(name)) {
            Object scalar = scalar(item);
            if (scalar == null) {
                problem(name, "must be a list of texts, numbers, true and false; " + item + " is none");
            } else {
                scalars.add(scalar);
            }
        }
        return scalars;
    }

    private static @Nullable Object scalar(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : null;
    }

    boolean isObject(String name) {
        return json.path(name).isObject();
    }

    boolean isList(String name) {
        return json.path(name).isArray();
    }

    /** A whole number; null with a problem where it is none. */
    @Nullable
    Integer number(String name, int least, int most) {
        asked.add(name);
        JsonNode value = json.get(name);
        if (value != null
                && value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        problem(name, "must be a whole number from " + least + " to " + most);
        return null;
    }

    /** A number, also where it was written as a text; null with a problem where it is none. */
    @Nullable
    BigDecimal decimal(String name) {
        asked.add(name);
        JsonNode value = json.get(name);
        try {
            if (value != null && (value.isNumber() || value.isTextual())) {
                return new BigDecimal(value.asText().strip());
            }
        } catch (NumberFormatException notANumber) {
            // The same problem as that of a missing one.
        }
        problem(name, "must be an amount such as \"129.90\"");
        return null;
    }

    /** This object as an amount with its currency; null with a problem where it is none. */
    @Nullable
    Money money() {
        BigDecimal amount = decimal("amount");
        String currency = text("currency");
        onlyKnown();
        if (amount != null && amount.signum() < 0) {
            problem("amount", "must not be below zero");
        }
        if (!currency.isEmpty() && !Money.isCurrency(currency)) {
            problem("currency", "\"" + currency + "\" is no currency; use an ISO 4217 code such as EUR");
            return null;
        }
        return amount == null || currency.isEmpty() ? null : new Money(amount, currency);
    }

    /** @param fallback where it is not there; null: it has to be there */
    Duration duration(String name, @Nullable Duration fallback, Duration shortest, Duration longest, boolean zero) {
        String text = optionalText(name);
        if (text == null) {
            if (isBlank(name) || (fallback == null && !json.hasNonNull(name))) {
                problem(name, "is required: a duration such as \"PT30M\" or \"P1D\"");
            }
            return fallback == null ? shortest : fallback;
        }
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeException e) {
            problem(name, "\"" + text + "\" is no duration; write 30 minutes as \"PT30M\", a day as \"P1D\"");
            return shortest;
        }
        boolean fits = duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
        if (strict && !fits && !(zero && duration.isZero())) {
            problem(
                    name,
                    text + " is not possible; it must be " + (zero ? "\"PT0S\" (at once) or " : "") + "from \""
                            + Durations.iso(shortest) + "\" to \"" + Durations.iso(longest) + "\"");
        }
        return duration;
    }

    /**
     * One of several words.
     *
     * @param choices at least one; the first stands in where the word is none of them
     * @param fallback where it is not there; null: it has to be there
     */
    <E> E oneOf(String name, SequencedMap<String, E> choices, @Nullable E fallback) {
        String word = optionalText(name);
        if (word == null) {
            if (isBlank(name) || (fallback == null && !json.hasNonNull(name))) {
                problem(name, "is required: " + either(choices.sequencedKeySet()));
            }
            return fallback == null ? choices.firstEntry().getValue() : fallback;
        }
        E choice = choices.get(word);
        if (choice != null) {
            return choice;
        }
        problem(name, "\"" + word + "\" is not known; it must be " + either(choices.sequencedKeySet()));
        return choices.firstEntry().getValue();
    }

    /** A text with nothing in it: it says as little as none, and was meant to say something. */
    private boolean isBlank(String name) {
        return json.path(name).isTextual() && json.path(name).textValue().isBlank();
    }

    static String either(SequencedSet<String> words) {
        return "\"" + String.join("\" or \"", words) + "\"";
    }

    void problem(String name, String message) {
        problems.add(new Problem(at(name), message));
    }

    /** How many problems there are, to know whether reading something added one. */
    int problemCount() {
        return problems.size();
    }

    private String at(String name) {
        return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
    }

    /** Every field without a value is a problem: what was meant by it would not be asked. */
    void noNulls() {
        if (strict) {
            json.properties().stream()
                    .filter(field -> field.getValue().isNull())
                    .forEach(field -> problem(field.getKey(), "is null; give it a value, or leave it out"));
        }
    }

    /** Every field that nobody asked for is a problem; to be called after the others were read. */
    void onlyKnown() {
        if (!strict) {
            return;
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                String nearest = nearest(name);
                problem(
                        name,
                        "is not known here"
                                + (nearest == null
                                        ? "; the fields are " + String.join(", ", asked)
                                        : "; did you mean \"" + nearest + "\"?"));
            }
        });
    }

    private @Nullable String nearest(String name) {
        String nearest = null;
        int least = Math.min(LONGEST_GUESS, name.length() / 2) + 1;
        for (String known : asked) {
            int distance = distance(name.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
            if (distance < least && !json.has(known)) {
                least = distance;
                nearest = known;
            }
        }
        return nearest;
    }

    /** Levenshtein's: how many letters to insert, drop or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
