package dev.homing.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homing.emulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A function that keeps the events it gets, and fails as often as it is told. */
final class Recorder implements LambdaFunction {
    final String name;
    final String arn;
    final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    volatile int failures;

    Recorder(Emulator emulator, String name) {
        this.name = name;
        this.arn = "arn:aws:lambda:us-east-1:000000000000:function:" + name;
        emulator.function(name, this);
    }

    @Override
    public synchronized byte[] invoke(byte[] event) throws Exception {
        events.add(Json.parse(new String(event, StandardCharsets.UTF_8)));
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("told to fail");
        }
        return new byte[0];
    }
}
