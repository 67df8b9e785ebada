package dev.homing.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.adapter.file.CampaignFile.Problem;
import dev.homing.domain.Durations;
import dev.homing.domain.EmailAddress;
import dev.homing.domain.channel.Channel;
import dev.homing.domain.channel.Platform;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Templates as JSON. In files, an email's parts lie beside it: {@code messages/KEY/template.json}, {@code body.html.hbs} and, if wanted,
 * {@code body.txt.hbs}.
 */
public final class CampaignFileTemplates {
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_SUBJECT = 300;

    /** What both of AWS's services take at the most, which is ten parts of 160 characters. */
    private static final int LONGEST_SMS = 1_600;

    /** Of push notifications: no device shows more. Placeholders count as they are written. */
    private static final int LONGEST_TITLE = 200;

    private static final int LONGEST_NOTIFICATION = 1_000;

    private CampaignFileTemplates() {}

    /** @param template null where it could not be read at all */
    public record Reading(@Nullable Template template, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The templates of a directory with {@code messages/} in it.
     *
     * @param files a file's text by its path; null where there is none
     */
    public static CampaignFile.Templates in(Function<String, @Nullable String> files) {
        return key -> {
            String folder = "messages/" + key + "/";
            String json = files.apply(folder + "template.json");
            return json == null
                    ? null
                    : read(key, json, files.apply(folder + "body.html.hbs"), files.apply(folder + "body.txt.hbs"));
        };
    }

    private static Reading read(String key, String json, @Nullable String html, @Nullable String text) {
        String at = "templates." + key;
        try {
            JsonNode tree = CampaignFile.MAPPER.readTree(json);
            if (!(tree instanceof ObjectNode object)) {
                return new Reading(null, List.of(new Problem(at, "template.json is not a JSON object")));
            }
            if (html != null) {
                object.put("html", html);
            }
            if (text != null) {
                object.put("text", text);
            }
            List<Problem> problems = new ArrayList<>();
            CampaignFileFields fields = CampaignFileFields.strict(object, at, problems);
            Template template = template(fields);
            if (!template.key().equals(key)) {
                fields.problem("key", "must be \"" + key + "\", the name of its folder");
            }
            return new Reading(template, problems);
        } catch (JsonProcessingException e) {
            return new Reading(null, List.of(new Problem(at, "template.json: " + CampaignFileFields.syntax(e))));
        }
    }

    /** @param json of one template, as in the list {@code templates}; problems name its own fields */
    static Reading alone(String json) {
        try {
            if (!(CampaignFile.MAPPER.readTree(json) instanceof ObjectNode object)) {
                return new Reading(null, List.of(new Problem("", "not a JSON object; a template begins with {")));
            }
            List<Problem> problems = new ArrayList<>();
            Template template = template(CampaignFileFields.strict(object, problems));
            return new Reading(template, problems);
        } catch (JsonProcessingException e) {
            return new Reading(null, List.of(new Problem("", CampaignFileFields.syntax(e))));
        }
    }

    /** The templates in the file's own list; empty where it has none. */
    public static SequencedMap<String, Template> inline(CampaignFileFields fields) {
        SequencedMap<String, Template> templates = new LinkedHashMap<>();
        if (fields.has("templates")) {
            for (CampaignFileFields item : fields.objects("templates", "key")) {
                Template template = template(item);
                if (templates.putIfAbsent(template.key(), template) != null) {
                    item.problem("key", "\"" + template.key() + "\" is the key of another template too");
                }
            }
        }
        return templates;
    }

    private static Template template(CampaignFileFields fields) {
        String key = fields.key("key", LONGEST_KEY);
        String name = fields.shortText("name", CampaignFileReader.LONGEST_NAME);
        Channel channel = fields.oneOf("channel", CampaignFileReader.channels(), null);
        Template template =
                switch (channel) {
                    case EMAIL ->
                        new Template.Email(
                                key,
                                name,
                                fields.shortText("subject", LONGEST_SUBJECT),
                                fields.optionalText("preheader"),
                                fields.text("html"),
                                fields.optionalText("text"),
                                replyTo(fields));
                    case WHATSAPP -> WhatsAppTemplateFile.read(fields, key, name);
                    case PUSH -> push(fields, key, name);
                    case SMS -> new Template.Sms(key, name, fields.shortText("text", LONGEST_SMS));
                };
        fields.onlyKnown();
        return template;
    }

    /** An address alone: SES refuses every message with one that it cannot read. */
    private static @Nullable String replyTo(CampaignFileFields fields) {
        String stated = fields.optionalText("replyTo");
        if (stated != null && !stated.equalsIgnoreCase(EmailAddress.read(stated))) {
            fields.problem(
                    "replyTo",
                    "\"" + stated.replaceAll("\\p{Cntrl}", "?")
                            + "\" is no email address; give one such as help@shop.example");
        }
        return stated;
    }

    private static Template push(CampaignFileFields fields, String key, String name) {
        String title = fields.shortText("title", LONGEST_TITLE);
        String body = fields.shortText("body", LONGEST_NOTIFICATION);
        Timing timing = timing(fields, Timing.USUAL);
        Map<Platform, Timing> byPlatform = new EnumMap<>(Platform.class);
        for (Platform platform : Platform.values()) {
            CampaignFileFields own = fields.optionalObject(platform.key());
            if (own != null) {
                byPlatform.put(platform, timing(own, timing));
                own.onlyKnown();
            }
        }
        return new Template.Push(
                key, name, title, body, fields.optionalText("link"), fields.optionalText("image"), timing, byPlatform);
    }

    private static Timing timing(CampaignFileFields fields, Timing usual) {
        SequencedMap<String, Timing.Urgency> urgencies = new LinkedHashMap<>();
        for (Timing.Urgency urgency : Timing.Urgency.values()) {
            urgencies.put(urgency.key(), urgency);
        }
        return new Timing(
                fields.duration("ttl", usual.ttl(), Duration.ofMinutes(1), Timing.LONGEST, true),
                fields.oneOf("urgency", urgencies, usual.urgency()));
    }

    /** The list {@code templates} of a file or of a stored version. */
    public static ArrayNode toJson(SequencedMap<String, Template> templates) {
        ArrayNode json = CampaignFile.MAPPER.createArrayNode();
        templates.values().forEach(template -> json.add(toJson(template)));
        return json;
    }

    /**
     * A template as it was stored.
     *
     * @throws IllegalArgumentException where it is not what {@link #toJson(Template)} made
     */
    public static Template read(String json) {
        try {
            if (CampaignFile.MAPPER.readTree(json) instanceof ObjectNode object) {
                List<Problem> problems = new ArrayList<>();
                Template template = template(CampaignFileFields.lenient(object, problems));
                if (problems.isEmpty()) {
                    return template;
                }
                throw new IllegalArgumentException("A stored template cannot be read: " + problems);
            }
            throw new IllegalArgumentException("A stored template is a JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A stored template is not JSON", e);
        }
    }

    public static ObjectNode toJson(Template template) {
        ObjectNode json = CampaignFile.MAPPER
                .createObjectNode()
                .put("key", template.key())
                .put("name", template.name())
                .put("channel", template.channel().key());
        switch (template) {
            case Template.Email email -> {
                json.put("subject", email.subject());
                put(json, "preheader", email.preheader());
                json.put("html", email.html());
                put(json, "text", email.text());
                put(json, "replyTo", email.replyTo());
            }
            case Template.Sms sms -> json.put("text", sms.text());
            case Template.Push push -> {
                json.put("title", push.title()).put("body", push.body());
                put(json, "link", push.link());
                put(json, "image", push.image());
                timing(json, push.timing());
                for (Platform platform : Platform.values()) {
                    Timing own = push.byPlatform().get(platform);
                    if (own != null) {
                        timing(json.putObject(platform.key()), own);
                    }
                }
            }
            case Template.WhatsApp whatsApp -> WhatsAppTemplateFile.write(json, whatsApp);
        }
        return json;
    }

    private static void timing(ObjectNode json, Timing timing) {
        json.put("ttl", Durations.iso(timing.ttl()))
                .put("urgency", timing.urgency().key());
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
