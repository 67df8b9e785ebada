package dev.homing.adapter.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.domain.Durations;
import dev.homing.domain.PublicAddress;
import dev.homing.domain.flow.Call;
import dev.homing.domain.flow.Node;
import dev.homing.domain.flow.Way;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step that calls another system, as people write it:
 *
 * <pre>{@code
 * { "id": "crm", "type": "webhook", "name": "Coupon", "method": "POST", "url": "https://api.example.com/coupons?for={{customer.id}}",
 *   "headers": { "Authorization": { "secret": "coupons" } }, "body": "{ \"email\": \"{{customer.email}}\" }",
 *   "timeout": "PT10S", "retries": 3, "keep": { "coupon": "data.code" },
 *   "ways": { "failed": "done" }, "next": "email" }
 * }</pre>
 */
final class WebhookFile {
    private static final String METHOD = "method";
    private static final String URL = "url";
    private static final String HEADERS = "headers";
    private static final String SECRET = "secret";
    private static final String BODY = "body";
    private static final String TIMEOUT = "timeout";
    private static final String RETRIES = "retries";
    private static final String KEEP = "keep";

    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_HEADER = 2_000;
    private static final int LONGEST_BODY = 20_000;
    private static final int MOST_HEADERS = 20;
    private static final int MOST_KEPT = 20;
    private static final int LONGEST_NAME = 60;

    /** The host has no placeholder, or what an event says would decide who is called. */
    private static final Pattern ADDRESS =
            Pattern.compile("(https?)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?([/?#]\\S*)?");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_]\\w{0,59}");

    /** What the call itself says. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "host", "content-length", "connection", "transfer-encoding", "upgrade", "expect", "te", "idempotency-key");

    private WebhookFile() {}

    static Node.Webhook read(String id, String name, CampaignFileFields fields) {
        SequencedMap<String, Call.Method> methods = new LinkedHashMap<>();
        for (Call.Method method : Call.Method.values()) {
            methods.put(method.name(), method);
        }
        Call.Method method = fields.oneOf(METHOD, methods, null);
        String url = url(fields);
        String body = fields.optionalText(BODY);
        if (body != null && method == Call.Method.GET) {
            fields.problem(BODY, "cannot stand with GET, which has none; leave it out, or use POST");
        }
        if (body != null && body.length() > LONGEST_BODY) {
            fields.problem(BODY, "is longer than " + LONGEST_BODY + " characters");
        }
        Integer retries = fields.has(RETRIES) ? fields.number(RETRIES, 0, Call.MOST_RETRIES) : null;
        Call call = new Call(
                method,
                url,
                headers(fields),
                body,
                fields.duration(TIMEOUT, Call.USUAL, Call.SHORTEST, Call.LONGEST, false),
                retries == null ? Call.USUAL_RETRIES : retries,
                keep(fields));
        return new Node.Webhook(id, name, call, ways(fields));
    }

    static String url(CampaignFileFields fields) {
        String url = fields.text(URL).strip();
        if (url.isEmpty()) {
            return "https://example.com";
        }
        Matcher address = ADDRESS.matcher(url.replaceAll("\\{\\{[^{}]*}}", "x"));
        boolean placed = url.matches("https?://[^/?#]*\\{\\{.*");
        if (url.length() > LONGEST_URL || placed || !address.matches()) {
            fields.problem(
                    URL,
                    "\"" + url + "\" is no address that can be called; write one such as"
                            + " \"https://api.example.com/orders?id={{event.order_id}}\", with placeholders behind the host only");
            return "https://example.com";
        }
        String name = address.group(2);
        boolean local = name.equals("localhost") || name.equals("127.0.0.1");
        if (address.group(1).equals("http") && !local) {
            fields.problem(
                    URL,
                    "begins with http, so anybody on the way could read it; write https (http://localhost is for trying on one's own machine)");
        }
        if (!local && !isPublic(name)) {
            fields.problem(URL, "names " + name + ", which is no public address; name a public host");
        }
        return url;
    }

    private static boolean isPublic(String host) {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        if (!literal) {
            return host.contains(".");
        }
        try {
            return PublicAddress.is(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static SequencedMap<String, Call.Header> headers(CampaignFileFields fields) {
        SequencedMap<String, Call.Header> headers = new LinkedHashMap<>();
        CampaignFileFields named = fields.optionalObject(HEADERS);
        if (named == null) {
            return headers;
        }
        for (String header : named.names()) {
            if (!HEADER.matcher(header).matches()) {
                named.problem(header, "is no name of a header; use letters, digits and dashes");
            } else if (OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                named.problem(header, "is said by Homing itself; leave it out");
            }
            headers.put(header, header(header, named));
        }
        if (headers.size() > MOST_HEADERS) {
            fields.problem(HEADERS, "has " + headers.size() + " entries; at most " + MOST_HEADERS + " are possible");
        }
        return headers;
    }

    private static Call.Header header(String name, CampaignFileFields fields) {
        if (fields.isObject(name)) {
            CampaignFileFields value = fields.object(name);
            String secret = value.text(SECRET);
            value.onlyKnown();
            if (!secret.isEmpty() && !NAME.matcher(secret).matches()) {
                value.problem(
                        SECRET,
                        "\"" + secret
                                + "\" is no name of a secret; use letters, digits, - and _, as in Secrets Manager after"
                                + " homing/webhooks/");
            }
            return new Call.Header.Secret(secret);
        }
        String text = fields.text(name);
        if (text.length() > LONGEST_HEADER || text.chars().anyMatch(Character::isISOControl)) {
            fields.problem(name, "must be one line of at most " + LONGEST_HEADER + " characters");
        }
        return new Call.Header.Text(text);
    }

    private static SequencedMap<String, String> keep(CampaignFileFields fields) {
        SequencedMap<String, String> keep = new LinkedHashMap<>();
        CampaignFileFields named = fields.optionalObject(KEEP);
        if (named == null) {
            return keep;
        }
        for (String field : named.names()) {
            if (!FIELD.matcher(field).matches() || field.equals("status")) {
                named.problem(
                        field, "is no name for a field that is kept; use letters, digits and _, and not \"status\"");
            }
            keep.put(field, named.text(field));
        }
        if (keep.size() > MOST_KEPT) {
            fields.problem(KEEP, "has " + keep.size() + " entries; at most " + MOST_KEPT + " are possible");
        }
        return keep;
    }

    private static SequencedMap<Way, String> ways(CampaignFileFields fields) {
        CampaignFileFields named = fields.optionalObject(FlowFile.WAYS);
        String next = fields.optionalText(FlowFile.NEXT);
        SequencedMap<Way, String> ways = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Way.Calling way : Way.Calling.values()) {
            String own = named == null ? null : named.optionalText(way.key());
            String to = own == null ? next : own;
            if (to == null) {
                missing.add(way.key());
            }
            ways.put(way, to == null ? "" : to);
        }
        FlowFile.missing(missing, fields);
        if (named != null) {
            named.onlyKnown();
        }
        return ways;
    }

    static void write(Node.Webhook webhook, ObjectNode json) {
        Call call = webhook.call();
        json.put(METHOD, call.method().name()).put(URL, call.url());
        if (!call.headers().isEmpty()) {
            ObjectNode headers = json.putObject(HEADERS);
            call.headers().forEach((name, header) -> {
                switch (header) {
                    case Call.Header.Text(String template) -> headers.put(name, template);
                    case Call.Header.Secret(String secret) ->
                        headers.putObject(name).put(SECRET, secret);
                }
            });
        }
        if (call.body() != null) {
            json.put(BODY, call.body());
        }
        json.put(TIMEOUT, Durations.iso(call.timeout())).put(RETRIES, call.retries());
        if (!call.keep().isEmpty()) {
            ObjectNode keep = json.putObject(KEEP);
            call.keep().forEach(keep::put);
        }
        String failed = webhook.to(Way.Calling.FAILED);
        if (!failed.equals(webhook.to(Way.Calling.SUCCEEDED))) {
            json.putObject(FlowFile.WAYS).put(Way.Calling.FAILED.key(), failed);
        }
        json.put(FlowFile.NEXT, webhook.to(Way.Calling.SUCCEEDED));
    }
}
