package dev.homing.emulator;

/** A function's code, fed the JSON that AWS would deliver. */
@FunctionalInterface
public interface LambdaFunction {
    /**
     * @param event UTF-8 JSON
     * @return UTF-8 JSON; empty means null
     * @throws Exception the invocation failed
     */
    byte[] invoke(byte[] event) throws Exception;
}
