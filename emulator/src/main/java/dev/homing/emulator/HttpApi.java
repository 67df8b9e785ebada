package dev.homing.emulator;

/** API Gateway in front of functions. */
public final class HttpApi implements AutoCloseable {
    @Override
    public void close() {}
}
