@org.jspecify.annotations.NullMarked
package dev.homing.emulator.queues;
