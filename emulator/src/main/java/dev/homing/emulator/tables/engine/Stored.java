package dev.homing.emulator.tables.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An item as it is stored, or what an index has of it.
 *
 * @param attributes never changed
 * @param size in bytes
 */
record Stored(Place place, ObjectNode attributes, int size) {}
