/** The Amazon States Language as a library. */
@NullMarked
package dev.homing.asl;

import org.jspecify.annotations.NullMarked;
