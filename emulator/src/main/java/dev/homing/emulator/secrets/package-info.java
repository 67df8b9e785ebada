/** Secrets Manager. */
@NullMarked
package dev.homing.emulator.secrets;

import org.jspecify.annotations.NullMarked;
