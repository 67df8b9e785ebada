/**
 * An interpreter of state machines on a virtual clock: time is a parameter of every call, nothing runs by itself, and
 * equal inputs and an equal seed give equal runs. What a Task does is up to a {@link dev.homing.asl.interpreter.TaskRunner}.
 */
@NullMarked
package dev.homing.asl.interpreter;

import org.jspecify.annotations.NullMarked;
