package dev.homing.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.homing.lambda.telemetry.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A function: JSON as AWS delivers it in, JSON as AWS wants it out. */
public interface JsonHandler extends RequestStreamHandler {
    /**
     * @throws RuntimeException where the whole delivery is to come again
     */
    byte[] handle(byte[] event);

    @Override
    default void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        Journal.begin(getClass().getSimpleName(), context);
        try {
            output.write(handle(input.readAllBytes()));
        } finally {
            Journal.end();
        }
    }
}
