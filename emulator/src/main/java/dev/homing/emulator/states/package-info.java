/** Step Functions on the States Language interpreter. */
@NullMarked
package dev.homing.emulator.states;

import org.jspecify.annotations.NullMarked;
