package dev.homing.emulator.tables;

import java.io.IOException;

/** The tables refused a call that the emulator itself made. */
public final class CallRefused extends IOException {
    private final String type;

    /** @param type the error's name, with or without a namespace */
    public CallRefused(String operation, String type, String message) {
        super(operation + ": " + type + ": " + message);
        this.type = type.substring(type.indexOf('#') + 1);
    }

    /** The error's name, without a namespace. */
    String type() {
        return type;
    }
}
