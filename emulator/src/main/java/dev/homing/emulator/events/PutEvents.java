package dev.homing.emulator.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Context;
import dev.homing.emulator.wire.Json;
import dev.homing.emulator.wire.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The operation PutEvents: limits, per-entry refusals, and the envelope. */
final class PutEvents {
    private static final int MAX_ENTRIES = 10;

    /** Of all entries together: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Context context;

    PutEvents(Context context) {
        this.context = context;
    }

    /** @param publish takes a bus's name or ARN, and the event in its envelope */
    ObjectNode carryOut(ObjectNode in, BiConsumer<String, ObjectNode> publish) {
        JsonNode entries = in.path("Entries");
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw Refused.validation(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length less than or equal to 10 and greater than or equal to 1, not " + entries.size());
        }
        int size = 0;
        for (JsonNode entry : entries) {
            size += size(entry);
        }
        if (size > MAX_BYTES) {
            throw Refused.validation(
                    "Total size of the entries in the request is over the limit: " + size + " bytes of " + MAX_BYTES);
        }
        ObjectNode out = Json.object();
        ArrayNode results = out.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = put(entry, publish);
            results.add(result);
            failed += result.has("ErrorCode") ? 1 : 0;
        }
        return out.put("FailedEntryCount", failed);
    }

    private ObjectNode put(JsonNode entry, BiConsumer<String, ObjectNode> publish) {
        for (String field : new String[] {"Source", "DetailType", "Detail"}) {
            String value = Json.text(entry, field);
            if (value == null || value.isEmpty()) {
                return error(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument.");
            }
        }
        String source = Json.text(entry, "Source", "");
        if (source.startsWith("aws.") && !source.startsWith("aws.partner/")) {
            return error("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        JsonNode detail = Json.parseOrNull(Json.text(entry, "Detail", ""));
        if (detail == null || !detail.isObject()) {
            return error("MalformedDetail", "Detail is malformed.");
        }
        ObjectNode event = envelope(
                context,
                null,
                source,
                Json.text(entry, "DetailType", ""),
                Json.instant(entry, "Time"),
                entry.path("Resources"),
                detail);
        publish.accept(Json.text(entry, "EventBusName", "default"), event);
        return Json.object().put("EventId", event.path("id").asText());
    }

    /** The members in EventBridge's order; time in whole seconds. */
    static ObjectNode envelope(
            Context context,
            @Nullable String id,
            String source,
            String detailType,
            @Nullable Instant time,
            JsonNode resources,
            JsonNode detail) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", id == null ? UUID.randomUUID().toString() : id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", context.account())
                .put(
                        "time",
                        (time == null ? context.clock().now() : time)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())
                .put("region", context.region());
        event.putArray("resources");
        if (resources.isArray()) {
            event.set("resources", resources);
        }
        event.set("detail", detail);
        return event;
    }

    private static ObjectNode error(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }

    private static int size(JsonNode entry) {
        int size = entry.hasNonNull("Time") ? 14 : 0;
        size += bytes(entry.path("Source")) + bytes(entry.path("DetailType")) + bytes(entry.path("Detail"));
        for (JsonNode resource : entry.path("Resources")) {
            size += bytes(resource);
        }
        return size;
    }

    private static int bytes(JsonNode text) {
        return text.isTextual() ? text.asText().getBytes(StandardCharsets.UTF_8).length : 0;
    }
}
