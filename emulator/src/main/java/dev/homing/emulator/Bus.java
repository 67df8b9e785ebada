package dev.homing.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The service that takes AWS services' own events; {@link Context#emit} ends here. */
public interface Bus {
    /** See {@link Context#emit}. */
    void emit(String busName, ObjectNode event);
}
