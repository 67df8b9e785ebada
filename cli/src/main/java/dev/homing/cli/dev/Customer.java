package dev.homing.cli.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.InboxMessage;
import dev.homing.emulator.Notification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The receiver of a message, who does with a browser what a person does: follows the addresses that the message has. */
final class Customer {
    private static final Pattern PIXEL = Pattern.compile("src\\s*=\\s*[\"']([^\"']*/t/o/[^\"']+)[\"']");
    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s\"'<>]*/t/c/([^/\\s\"'<>]+)/(\\d+)/[^\\s\"'<>)\\]]+");
    private static final Pattern SHORT_LINK =
            Pattern.compile("https?://[^\\s\"'<>/]*/t/[A-Za-z0-9_-]{39}(?![A-Za-z0-9_/-])");
    private static final Pattern ONE_CLICK = Pattern.compile("<(https?://[^>]+)>");

    /** The link that nobody sees; whoever follows it is a machine. */
    private static final int HIDDEN = 0;

    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private static final int TIMEOUT_MILLIS = 30_000;

    /** Fetches the pixel. */
    ObjectNode opens(InboxMessage message) throws IOException {
        Matcher pixel = PIXEL.matcher(message.html() == null ? "" : message.html());
        if (!pixel.find()) {
            throw new Answer.Refused(409, "This message has no pixel, so nobody can know that it was opened");
        }
        return call("GET", plain(pixel.group(1)), null);
    }

    /** Follows the first link that a person sees. */
    ObjectNode clicks(InboxMessage message) throws IOException {
        List<String> links = links(message);
        if (links.isEmpty()) {
            throw new Answer.Refused(409, "This message has no link to click");
        }
        return call("GET", links.getFirst(), null);
    }

    /** Whether it is a notification that a browser's service worker shows, and says so. */
    static boolean reports(InboxMessage message) {
        return message.notification() != null && message.notification().payload() != null;
    }

    /** What the shop's service worker does, when it showed a notification, or could not. */
    ObjectNode reports(InboxMessage message, String event) throws IOException {
        Notification notification = message.notification();
        ObjectNode payload = notification == null ? null : notification.payload();
        String address = payload == null
                ? ""
                : payload.path(event.equals("delivered") ? "shown" : "notShown").asText("");
        if (address.isEmpty()) {
            throw new Answer.Refused(409, "This notification has no address for that");
        }
        return call("POST", address, "");
    }

    /** As a mail client does it: RFC 8058, one click. */
    ObjectNode unsubscribes(InboxMessage message) throws IOException {
        String header = header(message, "List-Unsubscribe");
        Matcher address = ONE_CLICK.matcher(header == null ? "" : header);
        if (!address.find()) {
            throw new Answer.Refused(
                    409, "This message has no List-Unsubscribe header: it is not marketing, or not an email");
        }
        return call("POST", address.group(1), "List-Unsubscribe=One-Click");
    }

    /** The tracked links that a person sees, in the order of the message. */
    static List<String> links(InboxMessage message) {
        Notification notification = message.notification();
        if (notification != null) {
            return notification.link() == null ? List.of() : List.of(notification.link());
        }
        String body = message.html() == null ? message.text() : message.html();
        List<String> links = new ArrayList<>();
        Matcher link = LINK.matcher(body == null ? "" : body);
        while (link.find()) {
            if (Integer.parseInt(link.group(2)) != HIDDEN) {
                links.add(plain(link.group()));
            }
        }
        Matcher brief = SHORT_LINK.matcher(body == null ? "" : body);
        while (brief.find()) {
            links.add(brief.group());
        }
        return links;
    }

    private static @Nullable String header(InboxMessage message, String name) {
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    private static String plain(String html) {
        return html.replace("&amp;", "&");
    }

    private static ObjectNode call(String method, String address, @Nullable String form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("User-Agent", BROWSER);
        if (form != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(form.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        String location = connection.getHeaderField("Location");
        connection.disconnect();
        if (status >= 400) {
            throw new Answer.Refused(502, method + " " + address + " answered with status " + status);
        }
        ObjectNode told = Answer.JSON.createObjectNode().put("url", address).put("status", status);
        return location == null ? told : told.put("location", location);
    }
}
