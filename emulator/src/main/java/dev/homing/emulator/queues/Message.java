package dev.homing.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was sent.
 *
 * @param bodyMd5 as SQS tells it
 * @param attributes as the wire has them; empty when there are none
 * @param group null on a standard queue
 * @param deduplicationId null on a standard queue
 */
record Message(
        String id,
        String body,
        String bodyMd5,
        JsonNode attributes,
        Instant sentAt,
        @Nullable String group,
        @Nullable String deduplicationId) {}
