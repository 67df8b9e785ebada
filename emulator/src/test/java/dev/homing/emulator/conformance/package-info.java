/** The emulator held against other implementations of AWS, whose answers {@code emulator/oracle} wrote down. */
@NullMarked
package dev.homing.emulator.conformance;

import org.jspecify.annotations.NullMarked;
