package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.adapter.file.ConditionFile.About;
import dev.homing.domain.condition.Condition;
import java.util.ArrayList;
import java.util.List;

/** An audience as people write it and as the API takes it: a name and a condition. */
public final class AudienceFile {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_NAME = 100;

    private AudienceFile() {}

    /** What became of a file. */
    public sealed interface Reading {
        /** @param name empty where the condition stands alone */
        record Valid(String name, Condition condition) implements Reading {}

        /** @param problems all of them, in the order of the file */
        record Invalid(List<Problem> problems) implements Reading {}
    }

    /** @param text with {@code key}, {@code name} and {@code condition} */
    public static Reading read(String text) {
        return read(text, true);
    }

    /** @param text with {@code condition} alone */
    public static Reading condition(String text) {
        return read(text, false);
    }

    private static Reading read(String text, boolean named) {
        try {
            JsonNode tree = CampaignFile.MAPPER.readTree(text);
            if (!(tree instanceof ObjectNode object)) {
                return new Reading.Invalid(List.of(new Problem("", "not a JSON object; it begins with {")));
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.strict(object, problems);
            String name = "";
            if (named) {
                fields.key("key", LONGEST_KEY);
                name = fields.shortText("name", LONGEST_NAME);
            }
            Condition condition = ConditionFile.read(fields, "condition", About.CUSTOMER);
            fields.onlyKnown();
            return problems.isEmpty() ? new Reading.Valid(name, condition) : new Reading.Invalid(List.copyOf(problems));
        } catch (JsonProcessingException e) {
            return new Reading.Invalid(List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
    }

    /** A name alone, as lists have it. */
    public static Reading name(String text) {
        try {
            if (!(CampaignFile.MAPPER.readTree(text) instanceof ObjectNode object)) {
                return new Reading.Invalid(List.of(new Problem("", "not a JSON object; it begins with {")));
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.strict(object, problems);
            fields.key("key", LONGEST_KEY);
            String name = fields.shortText("name", LONGEST_NAME);
            fields.onlyKnown();
            return problems.isEmpty()
                    ? new Reading.Valid(name, Condition.NOBODY)
                    : new Reading.Invalid(List.copyOf(problems));
        } catch (JsonProcessingException e) {
            return new Reading.Invalid(List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
    }

    /** A condition as a file says it. */
    public static ObjectNode write(Condition condition) {
        return ConditionFile.write(condition);
    }
}
