package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.audience.Destination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** A destination of an audience as people write it and as the API takes it. */
public final class DestinationFile {
    private static final int LONGEST_NAME = 30;
    private static final String TYPE = "type";
    private static final String URL = "url";
    private static final String SECRET = "secret";
    private static final String AUDIENCE_ID = "audienceId";
    private static final String ACCESS_TOKEN = "accessToken";
    private static final Pattern ID = Pattern.compile("\\d{1,30}");

    private enum Type {
        WEBHOOK,
        META
    }

    private DestinationFile() {}

    /** What became of a file. */
    public sealed interface Reading {
        record Valid(Destination destination) implements Reading {}

        /** @param problems all of them */
        record Invalid(List<Problem> problems) implements Reading {}
    }

    /** @param text with {@code key}, under which it is known */
    public static Reading read(String text) {
        try {
            if (!(CampaignFile.MAPPER.readTree(text) instanceof ObjectNode object)) {
                return new Reading.Invalid(List.of(new Problem("", "not a JSON object; it begins with {")));
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.strict(object, problems);
            fields.key("key", LONGEST_NAME);
            Destination destination = read(fields);
            fields.onlyKnown();
            return problems.isEmpty() ? new Reading.Valid(destination) : new Reading.Invalid(List.copyOf(problems));
        } catch (JsonProcessingException e) {
            return new Reading.Invalid(List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
    }

    static Destination read(CampaignFileFields fields) {
        SequencedMap<String, Type> types = new LinkedHashMap<>();
        types.put("webhook", Type.WEBHOOK);
        types.put("meta", Type.META);
        return switch (fields.oneOf(TYPE, types, Type.WEBHOOK)) {
            case WEBHOOK -> {
                String url = WebhookFile.url(fields);
                if (url.contains("{{")) {
                    fields.problem(URL, "has a placeholder in it; everyone is told of at one address");
                }
                yield new Destination.Webhook(url, secret(fields));
            }
            case META -> {
                String id = fields.text(AUDIENCE_ID);
                if (!id.isEmpty() && !ID.matcher(id).matches()) {
                    fields.problem(AUDIENCE_ID, "\"" + id + "\" is no id of a custom audience; it has digits alone");
                }
                CampaignFileFields token = fields.optionalObject(ACCESS_TOKEN);
                if (token == null) {
                    fields.problem(
                            ACCESS_TOKEN, "is missing; name the secret that has it, as in {\"secret\": \"meta-ads\"}");
                    yield new Destination.CustomAudience(id, "");
                }
                String secret = secret(token);
                token.onlyKnown();
                yield new Destination.CustomAudience(id, secret);
            }
        };
    }

    private static String secret(CampaignFileFields fields) {
        String name = fields.text(SECRET);
        if (!name.isEmpty() && !WebhookFile.NAME.matcher(name).matches()) {
            fields.problem(
                    SECRET,
                    "\"" + name
                            + "\" is no name of a secret; write what follows \"homing/webhooks/\" in Secrets Manager");
        }
        return name;
    }

    public static ObjectNode write(Destination destination) {
        ObjectNode json = CampaignFile.MAPPER.createObjectNode();
        return switch (destination) {
            case Destination.Webhook(String url, String secret) ->
                json.put(TYPE, "webhook").put(URL, url).put(SECRET, secret);
            case Destination.CustomAudience(String id, String secret) -> {
                json.put(TYPE, "meta")
                        .put(AUDIENCE_ID, id)
                        .putObject(ACCESS_TOKEN)
                        .put(SECRET, secret);
                yield json;
            }
        };
    }
}
