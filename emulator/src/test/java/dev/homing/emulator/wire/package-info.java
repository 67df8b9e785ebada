@NullMarked
package dev.homing.emulator.wire;

import org.jspecify.annotations.NullMarked;
