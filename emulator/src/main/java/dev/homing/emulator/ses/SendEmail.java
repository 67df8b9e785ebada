package dev.homing.emulator.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the request of the operation SendEmail, with its limits. */
final class SendEmail {
    /** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
    private static final int MAX_RECIPIENTS = 50;

    private static final int MAX_HEADERS = 15;

    private SendEmail() {}

    /** @throws Refused a BadRequestException when SES would not take it */
    static Mail read(ObjectNode in, Instant now) {
        List<String> to = Json.texts(in.path("Destination"), "ToAddresses");
        List<String> destinations = new ArrayList<>(to);
        destinations.addAll(Json.texts(in.path("Destination"), "CcAddresses"));
        destinations.addAll(Json.texts(in.path("Destination"), "BccAddresses"));
        String from = Json.text(in, "FromEmailAddress");
        JsonNode content = in.path("Content");
        Map<String, String> headers = new LinkedHashMap<>();
        String subject;
        String html;
        String text;
        if (content.has("Simple")) {
            JsonNode simple = content.path("Simple");
            subject = Json.text(simple.path("Subject"), "Data");
            html = Json.text(simple.path("Body").path("Html"), "Data");
            text = Json.text(simple.path("Body").path("Text"), "Data");
            readHeaders(simple.path("Headers"), headers);
        } else if (content.has("Raw")) {
            MimeMessage raw = MimeMessage.parse(data(content));
            subject = raw.header("subject");
            html = raw.html();
            text = raw.text();
            headers.putAll(raw.headers());
            headers.keySet().removeIf(name -> name.matches("(?i)from|to|cc|bcc|subject|mime-version|content-.*"));
            from = from == null ? raw.header("from") : from;
            if (destinations.isEmpty()) {
                to = addresses(raw.header("to"));
                destinations.addAll(to);
                destinations.addAll(addresses(raw.header("cc")));
                destinations.addAll(addresses(raw.header("bcc")));
            }
        } else {
            throw bad("Content must be Simple or Raw; templates stored in SES are not emulated.");
        }
        if (subject == null || (html == null && text == null)) {
            throw bad("A subject and a body are required.");
        }
        return new Mail(
                "0100" + UUID.randomUUID() + "-000000",
                from(from),
                to,
                recipients(destinations),
                subject,
                html,
                text,
                headers,
                tags(in),
                Json.text(in, "ConfigurationSetName"),
                now);
    }

    private static String from(@Nullable String from) {
        if (from == null || !Mail.address(from).matches("[^@\\s]+@[^@\\s]+")) {
            throw bad("FromEmailAddress is not an email address: " + from);
        }
        return from;
    }

    private static List<String> recipients(List<String> destinations) {
        if (destinations.isEmpty()) {
            throw bad("There is no destination.");
        }
        if (destinations.size() > MAX_RECIPIENTS) {
            throw bad("Recipient count exceeds " + MAX_RECIPIENTS + ".");
        }
        for (String destination : destinations) {
            if (!Mail.address(destination).matches("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+")) {
                throw bad("Missing final '@domain': " + destination);
            }
        }
        return destinations;
    }

    private static byte[] data(JsonNode content) {
        try {
            return Base64.getDecoder().decode(Json.required(content.path("Raw"), "Data"));
        } catch (IllegalArgumentException e) {
            throw bad("Raw.Data is not base64.");
        }
    }

    private static List<String> addresses(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(","))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static void readHeaders(JsonNode list, Map<String, String> headers) {
        if (list.size() > MAX_HEADERS) {
            throw bad("At most " + MAX_HEADERS + " headers may be given.");
        }
        for (JsonNode header : list) {
            String name = Json.required(header, "Name");
            String value = Json.required(header, "Value");
            if (!name.matches("[!-9;-~]{1,126}")) {
                throw bad("Header name is not valid: " + name);
            }
            if (!value.matches("[ -~]{1,995}")) {
                throw bad("Header value of " + name + " must be printable ASCII, at most 995 characters.");
            }
            headers.put(name, value);
        }
    }

    private static Map<String, String> tags(ObjectNode in) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : in.path("EmailTags")) {
            String name = Json.required(tag, "Name");
            String value = Json.text(tag, "Value", "");
            // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html
            if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
                throw bad("Invalid tag name <" + name
                        + ">: only alphanumeric ASCII characters, '_' and '-' are allowed.");
            }
            if (!value.matches("[A-Za-z0-9_.@-]{1,256}")) {
                throw bad("Invalid tag value <" + value
                        + ">: only alphanumeric ASCII characters, '_', '-', '.' and '@' are allowed.");
            }
            tags.put(name, value);
        }
        return tags;
    }

    private static Refused bad(String message) {
        return Refused.of(400, "BadRequestException", message);
    }
}
