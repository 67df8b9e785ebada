/** {@code homing bench}: how fast {@code homing dev} is, measured from outside. */
@NullMarked
package dev.homing.cli.bench;

import org.jspecify.annotations.NullMarked;
