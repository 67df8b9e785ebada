package dev.homing.adapter.handlebars;

import java.io.Writer;

/** Collects the output as far as it may grow. */
final class LimitedWriter extends Writer {
    private final StringBuilder output = new StringBuilder();
    private final Rendering rendering;

    LimitedWriter(Rendering rendering) {
        this.rendering = rendering;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        rendering.written(output.length() + length);
        output.append(characters, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return output.toString();
    }
}
