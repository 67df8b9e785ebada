package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.template.Template;
import dev.homing.domain.template.WhatsAppButton;
import dev.homing.domain.template.WhatsAppHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp's templates as JSON. {@code headerImage} and {@code button} are the short forms of a header with a picture and of one link button.
 */
final class WhatsAppTemplateFile {
    private static final Pattern NUMBERED = Pattern.compile("\\{\\{(\\d+)}}");
    private static final String HEADER = "header";
    private static final String HEADER_IMAGE = "headerImage";
    private static final String BUTTON = "button";
    private static final String BUTTONS = "buttons";

    /** Meta's limit for the body of an approved template. */
    private static final int LONGEST_BODY = 1_024;

    private static final int LONGEST_LABEL = 25;
    private static final int LONGEST_PAYLOAD = 128;
    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_FILE_NAME = 240;
    private static final int MOST_BUTTONS = 10;
    private static final int MOST_LINKS = 2;

    private WhatsAppTemplateFile() {}

    static Template.WhatsApp read(CampaignFileFields fields, String key, String name) {
        String approvedName = fields.key("approvedName", 512);
        String language = fields.text("language");
        if (!language.isEmpty() && !language.matches("[a-z]{2,3}(_[A-Z]{2})?")) {
            fields.problem("language", "\"" + language + "\" is no language of Meta's; write it as en or en_US");
        }
        String body = fields.shortText("body", LONGEST_BODY);
        List<String> parameters = fields.has("bodyParameters") ? fields.texts("bodyParameters") : List.of();
        numbered(fields, body, parameters);
        return new Template.WhatsApp(
                key, name, approvedName, language, body, parameters, header(fields), buttons(fields));
    }

    private static void numbered(CampaignFileFields fields, String body, List<String> parameters) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Matcher matcher = NUMBERED.matcher(body);
        while (matcher.find()) {
            numbers.add(Integer.parseInt(matcher.group(1)));
        }
        boolean gapless = numbers.isEmpty() || (numbers.first() == 1 && numbers.last() == numbers.size());
        if (!gapless) {
            fields.problem("body", "numbers its placeholders " + numbers + "; count from {{1}} without gaps");
        } else if (numbers.size() != parameters.size()) {
            fields.problem(
                    "bodyParameters",
                    "has " + parameters.size() + " entries, the body has " + numbers.size()
                            + " placeholders; give one for each");
        }
    }

    private static @Nullable WhatsAppHeader header(CampaignFileFields fields) {
        String image = fields.optionalText(HEADER_IMAGE);
        CampaignFileFields own = fields.optionalObject(HEADER);
        if (own == null) {
            return image == null ? null : new WhatsAppHeader(WhatsAppHeader.Kind.IMAGE, image, null, null);
        }
        if (image != null) {
            fields.problem(HEADER_IMAGE, "says the same as header; leave one of them out");
        }
        SequencedMap<String, WhatsAppHeader.Kind> kinds = new LinkedHashMap<>();
        for (WhatsAppHeader.Kind kind : WhatsAppHeader.Kind.values()) {
            kinds.put(kind.key(), kind);
        }
        WhatsAppHeader.Kind kind = own.oneOf("type", kinds, null);
        String link = own.optionalText("link");
        String id = own.optionalText("id");
        if ((link == null) == (id == null)) {
            own.problem("link", "give either a link or the id of a file that was uploaded to WhatsApp");
        }
        String fileName = own.optionalText("fileName");
        if (fileName != null && kind != WhatsAppHeader.Kind.DOCUMENT) {
            own.problem("fileName", "only a document has one; leave it out");
        }
        if (fileName != null && fileName.length() > LONGEST_FILE_NAME) {
            own.problem("fileName", "has more than " + LONGEST_FILE_NAME + " characters");
        }
        own.onlyKnown();
        return new WhatsAppHeader(kind, link, id, fileName);
    }

    private static List<WhatsAppButton> buttons(CampaignFileFields fields) {
        CampaignFileFields single = fields.optionalObject(BUTTON);
        if (!fields.has(BUTTONS)) {
            if (single == null) {
                return List.of();
            }
            WhatsAppButton button =
                    new WhatsAppButton.Link(single.shortText("text", LONGEST_LABEL), single.text("url"));
            single.onlyKnown();
            return List.of(button);
        }
        if (single != null) {
            fields.problem(BUTTON, "says the same as buttons; leave one of them out");
        }
        List<WhatsAppButton> buttons = new ArrayList<>();
        for (CampaignFileFields own : fields.objects(BUTTONS, "text")) {
            buttons.add(button(own));
            own.onlyKnown();
        }
        long links = buttons.stream()
                .filter(button -> button instanceof WhatsAppButton.Link)
                .count();
        long codes = buttons.stream()
                .filter(button -> button instanceof WhatsAppButton.CopyCode)
                .count();
        if (buttons.size() > MOST_BUTTONS || links > MOST_LINKS || codes > 1) {
            fields.problem(
                    BUTTONS,
                    "WhatsApp takes at most " + MOST_BUTTONS + " buttons, " + MOST_LINKS
                            + " of them with a link and one with a code; leave some out");
        }
        return buttons;
    }

    private static WhatsAppButton button(CampaignFileFields own) {
        SequencedMap<String, String> types = new LinkedHashMap<>();
        List.of("url", "quickReply", "copyCode").forEach(type -> types.put(type, type));
        String type = own.oneOf("type", types, null);
        String text = own.shortText("text", LONGEST_LABEL);
        return switch (type) {
            case "quickReply" -> {
                String payload = own.optionalText("payload");
                if (payload != null && payload.length() > LONGEST_PAYLOAD) {
                    own.problem("payload", "has more than " + LONGEST_PAYLOAD + " characters");
                }
                yield new WhatsAppButton.QuickReply(text, payload == null ? text : payload);
            }
            case "copyCode" -> new WhatsAppButton.CopyCode(text, own.shortText("code", LONGEST_CODE));
            default -> new WhatsAppButton.Link(text, own.text("url"));
        };
    }

    static void write(ObjectNode json, Template.WhatsApp template) {
        json.put("approvedName", template.approvedName())
                .put("language", template.language())
                .put("body", template.body());
        ArrayNode parameters = json.putArray("bodyParameters");
        template.bodyParameters().forEach(parameters::add);
        WhatsAppHeader header = template.header();
        if (header != null && header.picture() != null) {
            json.put(HEADER_IMAGE, header.picture());
        } else if (header != null) {
            ObjectNode own = json.putObject(HEADER).put("type", header.kind().key());
            put(own, "link", header.link());
            put(own, "id", header.id());
            put(own, "fileName", header.fileName());
        }
        WhatsAppButton.Link only = template.onlyLink();
        if (only != null) {
            json.putObject(BUTTON).put("text", only.text()).put("url", only.url());
        } else if (!template.buttons().isEmpty()) {
            ArrayNode all = json.putArray(BUTTONS);
            template.buttons().forEach(button -> write(all.addObject(), button));
        }
    }

    private static void write(ObjectNode json, WhatsAppButton button) {
        switch (button) {
            case WhatsAppButton.Link(String text, String url) ->
                json.put("type", "url").put("text", text).put("url", url);
            case WhatsAppButton.QuickReply(String text, String payload) ->
                json.put("type", "quickReply").put("text", text).put("payload", payload);
            case WhatsAppButton.CopyCode(String text, String code) ->
                json.put("type", "copyCode").put("text", text).put("code", code);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
