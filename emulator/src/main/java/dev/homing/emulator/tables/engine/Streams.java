package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.wire.Json;

/** Reading streams: an iterator is the stream's ARN and a position. */
final class Streams {
    private final Catalogue catalogue;

    Streams(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode list(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("Streams");
        String table = Json.text(request, "TableName");
        for (Table one : catalogue.all()) {
            StreamLog stream = one.stream();
            if (stream != null && (table == null || one.name().equals(Catalogue.name(table)))) {
                shown.addObject().put("StreamArn", stream.arn()).put("TableName", one.name());
            }
        }
        return answer;
    }

    ObjectNode describe(ObjectNode request) {
        String arn = Json.required(request, "StreamArn");
        Table table = catalogue.ofStream(arn);
        StreamLog stream = stream(arn);
        ObjectNode answer = Json.object();
        ObjectNode description = answer.putObject("StreamDescription");
        description.put("StreamArn", arn).put("StreamStatus", "ENABLED").put("StreamViewType", stream.view());
        description.put("TableName", table.name());
        description.set("KeySchema", table.asked().path("KeySchema"));
        description
                .putArray("Shards")
                .addObject()
                .put("ShardId", stream.shardId())
                .putObject("SequenceNumberRange")
                .put("StartingSequenceNumber", StreamLog.number(stream.oldest()));
        return answer;
    }

    private StreamLog stream(String arn) {
        StreamLog stream = catalogue.ofStream(arn).stream();
        if (stream == null) {
            throw new IllegalStateException("found by its stream");
        }
        return stream;
    }

    ObjectNode iterator(ObjectNode request) {
        String arn = Json.required(request, "StreamArn");
        StreamLog stream = stream(arn);
        if (!stream.shardId().equals(Json.required(request, "ShardId"))) {
            throw Refusal.of("ResourceNotFoundException", "Requested resource not found: Shard does not exist");
        }
        String type = Json.required(request, "ShardIteratorType");
        long position =
                switch (type) {
                    case "TRIM_HORIZON" -> stream.oldest();
                    case "LATEST" -> stream.end();
                    case "AT_SEQUENCE_NUMBER" -> numbered(request);
                    case "AFTER_SEQUENCE_NUMBER" -> numbered(request) + 1;
                    default ->
                        throw Refusal.constraint(type, "shardIteratorType", "Member must satisfy enum value set");
                };
        if (position < stream.oldest()) {
            throw Refusal.of("TrimmedDataAccessException", "The records are not kept any more");
        }
        return Json.object().put("ShardIterator", arn + "|" + position);
    }

    private static long numbered(ObjectNode request) {
        return Long.parseLong(Json.required(request, "SequenceNumber"));
    }

    ObjectNode records(ObjectNode request) {
        String iterator = Json.required(request, "ShardIterator");
        int cut = iterator.lastIndexOf('|');
        if (cut < 0) {
            throw Refusal.invalid("Invalid ShardIterator");
        }
        String arn = iterator.substring(0, cut);
        StreamLog stream = stream(arn);
        long position = Long.parseLong(iterator.substring(cut + 1));
        if (position < stream.oldest()) {
            throw Refusal.of("TrimmedDataAccessException", "The records are not kept any more");
        }
        StreamLog.Slice slice = stream.read(position, request.path("Limit").asInt(0));
        ObjectNode answer = Json.object();
        ArrayNode records = answer.putArray("Records");
        slice.records().forEach(records::add);
        answer.put("NextShardIterator", arn + "|" + slice.next());
        return answer;
    }
}
