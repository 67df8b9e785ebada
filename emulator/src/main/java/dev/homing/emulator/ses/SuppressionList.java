package dev.homing.emulator.ses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Page;
import dev.homing.emulator.wire.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The account's suppression list. Not safe for threads: {@link Ses} guards it. */
final class SuppressionList {
    private record Entry(String address, String reason, Instant at) {
        ObjectNode toJson() {
            return Json.object()
                    .put("EmailAddress", address)
                    .put("Reason", reason)
                    .put("LastUpdateTime", Json.epochSeconds(at));
        }
    }

    private final Map<String, Entry> entries = new TreeMap<>();
    private Set<String> reasons = Set.of("BOUNCE", "COMPLAINT");

    /** For which reasons addresses are added by themselves. */
    Set<String> reasons() {
        return reasons;
    }

    void reasons(List<String> kept) {
        reasons = Set.copyOf(kept);
    }

    boolean contains(String address) {
        return entries.containsKey(key(address));
    }

    /** After a bounce or complaint; the mailbox simulator's addresses are never added. */
    void learn(String address, String reason, Instant now) {
        if (reasons.contains(reason) && !key(address).endsWith("@simulator.amazonses.com")) {
            entries.put(key(address), new Entry(key(address), reason, now));
        }
    }

    ObjectNode put(ObjectNode in, Instant now) {
        String address = Json.required(in, "EmailAddress");
        String reason = Json.required(in, "Reason");
        if (!reason.equals("BOUNCE") && !reason.equals("COMPLAINT")) {
            throw Refused.of(400, "BadRequestException", "Reason must be BOUNCE or COMPLAINT.");
        }
        entries.put(key(address), new Entry(key(address), reason, now));
        return Json.object();
    }

    ObjectNode get(String address) {
        ObjectNode out = Json.object();
        out.set("SuppressedDestination", entry(address).toJson());
        return out;
    }

    ObjectNode delete(String address) {
        entry(address);
        entries.remove(key(address));
        return Json.object();
    }

    ObjectNode list(Map<String, String> query) {
        Instant from = time(query, "StartDate", Instant.MIN);
        Instant to = time(query, "EndDate", Instant.MAX);
        String reason = query.get("Reason");
        var page = Page.of(
                entries.values().stream()
                        .filter(entry -> reason == null || entry.reason.equals(reason))
                        .filter(entry -> !entry.at.isBefore(from) && !entry.at.isAfter(to))
                        .toList(),
                query.get("NextToken"),
                Integer.parseInt(query.getOrDefault("PageSize", "0")),
                1000);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("SuppressedDestinationSummaries");
        page.items().forEach(entry -> list.add(entry.toJson()));
        return page.nextToken() == null ? out : out.put("NextToken", page.nextToken());
    }

    private static Instant time(Map<String, String> query, String name, Instant fallback) {
        String text = query.get(name);
        return text == null ? fallback : Instant.parse(text);
    }

    private Entry entry(String address) {
        Entry entry = entries.get(key(address));
        if (entry == null) {
            throw Refused.of(
                    404, "NotFoundException", "Email address " + address + " does not exist on your suppression list.");
        }
        return entry;
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
