package dev.homing.emulator.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homing.emulator.Response;
import java.io.IOException;

/** What keeps tables and streams, and answers DynamoDB's operations. Safe for any thread. */
public interface TableEngine extends AutoCloseable {
    /** @param action called after every write, on the writer's thread */
    void onWrite(Runnable action);

    /** A program's call; what it consumes is counted. A refusal is an answer, too. */
    Response call(String operation, ObjectNode request) throws IOException;

    /**
     * A call by the emulator itself; not counted.
     *
     * @throws CallRefused when it is refused
     */
    JsonNode answer(String operation, ObjectNode request) throws IOException;

    @Override
    void close();
}
